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
  const source = /^(?:[A-Za-z]:(?=[\\/]))?(?:\$\{[^}]*\}|[^:])*/.exec(value)?.[0] ?? '';
  return source.length === value.length ? '' : source;
}
