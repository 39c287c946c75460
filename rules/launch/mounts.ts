/** What of this machine a container sees: the source of `--volume SOURCE:TARGET` or `--mount type=bind,source=…`. */
export function mountSource(flag: string, value: string): string {
  // No path is longer.
  if (value.length > 4096) return '';
  if (flag === '--mount') {
    const fields = new Map(
      value.split(',').map((it) => [it.split('=', 1)[0] ?? '', it.slice(it.indexOf('=') + 1)]),
    );
    return fields.get('source') ?? fields.get('src') ?? '';
  }
  // A drive's colon separates nothing, nor does one inside a reference.
  const drive = /^[A-Za-z]:[\\/]/.test(value) ? 2 : 0;
  const plain = value.replace(/\$\{[^{}]*\}/g, (reference) => '_'.repeat(reference.length));
  const end = plain.indexOf(':', drive);
  return end < 0 ? '' : value.slice(0, end);
}
