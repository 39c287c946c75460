import { compare as compareSemver } from 'semver';

/** https://learn.microsoft.com/nuget/concepts/package-versioning: up to four numbers, then a label. */
const VERSION =
  /^(\d{1,9})(?:\.(\d{1,9}))?(?:\.(\d{1,9}))?(?:\.(\d{1,9}))?(-[0-9A-Za-z.-]{1,100})?$/;

export function compareVersions(a: string, b: string): number {
  const [one, other] = [partsOf(a), partsOf(b)];
  for (const [index, number] of one.numbers.entries()) {
    const difference = number - (other.numbers[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return compareSemver(`0.0.0${one.label}`, `0.0.0${other.label}`, { loose: true });
}

export function isVersion(version: string): boolean {
  return VERSION.test(version);
}

export function isPrerelease(version: string): boolean {
  return version.includes('-');
}

/** Whether a version lies in what stands there now: nothing, `1.2.*`, `[1.0,2.0)`, `1.0`. */
export function fits(version: string, spec: string): boolean {
  if (spec === '' || spec === '*') return true;
  const floating = /^(\d+(?:\.\d+)*)\.\*$/.exec(spec)?.[1];
  if (floating !== undefined) return version === floating || version.startsWith(`${floating}.`);
  const interval = /^([[(])([^,]*)(?:(,)([^,]*))?([\])])$/.exec(spec);
  if (!interval) return isVersion(spec) ? compareVersions(version, spec) >= 0 : true;
  const [, open, low = '', comma, high = '', close] = interval;
  if (comma === undefined) return compareVersions(version, low.trim()) === 0;
  const above = low.trim() === '' ? 1 : compareVersions(version, low.trim());
  const below = high.trim() === '' ? -1 : compareVersions(version, high.trim());
  return (open === '[' ? above >= 0 : above > 0) && (close === ']' ? below <= 0 : below < 0);
}

function partsOf(version: string): { readonly numbers: readonly number[]; readonly label: string } {
  const [, ...parts] = VERSION.exec(version) ?? [];
  return { numbers: parts.slice(0, 4).map((it) => Number(it ?? 0)), label: parts[4] ?? '' };
}
