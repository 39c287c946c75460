import semver from 'semver';

/** Scoped or not; old packages have capitals. What does not match cannot leave its place in a path or an address. */
const NAME = /^(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~_-][a-z0-9._~-]*$/i;

export function isNpmName(name: string): boolean {
  return name.length <= 214 && NAME.test(name);
}

/** As registries write it: it goes into the config as it is. */
export function isNpmVersion(version: string): boolean {
  return semver.valid(version) === version;
}

/** What is written after the `@`, sorted by how npm resolves it. */
export type NpmSpec =
  | { readonly kind: 'latest' }
  | { readonly kind: 'range'; readonly range: string }
  | { readonly kind: 'tag'; readonly tag: string };

export function readNpmSpec(spec: string): NpmSpec {
  const text = spec.trim();
  // `*` reads as "any", and npm answers it with `latest` as well.
  if (text === '' || text === 'latest' || text === '*') return { kind: 'latest' };
  return semver.validRange(text, { loose: true }) === null
    ? { kind: 'tag', tag: text }
    : { kind: 'range', range: text };
}

/** Whether an installed version is one that the spec asks for. What another tag stands for, only the registry knows. */
export function fits(version: string, spec: NpmSpec): boolean {
  if (!isNpmVersion(version)) return false;
  if (spec.kind === 'tag') return false;
  return spec.kind === 'latest' || semver.satisfies(version, spec.range, { loose: true });
}
