import { satisfies, valid, validRange } from '@renovatebot/pep440';

/** https://packaging.python.org/en/latest/specifications/name-normalization/ */
const NAME = /^(?:[a-z0-9]|[a-z0-9][a-z0-9._-]*[a-z0-9])$/i;

export function isPypiName(name: string): boolean {
  return name.length <= 214 && NAME.test(name);
}

/** One spelling for `Foo_Bar`, `foo.bar` and `foo-bar`: they are one project. */
export function normalized(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}

/** `latest` is uvx's word for it: `uvx ruff@latest`. */
export function isAnyVersion(spec: string): boolean {
  return ['', 'latest', '*'].includes(spec.trim());
}

/** It goes into the config as it is, so the white space that PEP 440 allows around it is not. */
export function isPypiVersion(version: string): boolean {
  return /^\S{1,128}$/.test(version) && valid(version) !== null;
}

/** A bare version means just that one. */
function specifier(spec: string): string {
  return valid(spec.trim()) === null ? spec.trim() : `==${spec.trim()}`;
}

export function pypiFits(version: string, spec: string): boolean {
  if (!isPypiVersion(version)) return false;
  return isAnyVersion(spec) || satisfies(version, specifier(spec), { prereleases: true });
}

/** False for what no index could answer: a tag, half of a word. */
export function isPypiSpec(spec: string): boolean {
  return isAnyVersion(spec) || validRange(specifier(spec));
}
