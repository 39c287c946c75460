import { valid, validRange } from '@renovatebot/pep440';
import { memoize } from '../../text/memory.ts';
import type { PackageSpec, Part, Pinning } from '../launch.ts';
import { within } from '../word.ts';
import { archiveSpec } from './archive-spec.ts';
import { hangsOnReference, isPath, refPinning, specOf } from './spec.ts';

/** How a version is written behind a name: uv's `name@1.2.3`, or everyone's `name==1.2.3`. */
export type VersionForm = '@' | '==';

const NAME = /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?(?=$|[\s[@=<>!~;(,])/;
const EXTRAS = /^\s*\[[^\]]*\]/;
const VCS = /^(?:git|hg|svn|bzr)\+/i;

/**
 * Reads a Python requirement: `name`, `name[extra]==1.2`, `name>=1,<2`, uv's `name@1.2` and `name@latest`,
 * `name @ git+https://…@ref`, `git+https://…`, the address of a wheel. Grammar: PEP 508 and uv's tool requests.
 * Paths are undefined, as nothing is fetched.
 */
export function pypiSpec(whole: Part, form: VersionForm): PackageSpec | undefined {
  const { value } = whole;
  if (value === '' || isPath(value)) return undefined;
  if (VCS.test(value)) return gitSpec(whole, 0);
  if (/^https?:\/\//i.test(value)) return archiveSpec(whole, 0);
  const name = NAME.exec(value)?.[0];
  if (name === undefined) {
    // A relative path, or text that is no requirement at all.
    if (!hangsOnReference(value)) return undefined;
    return specOf({
      ecosystem: 'pypi',
      name: value,
      version: '',
      pinning: 'unknown',
      whole,
      named: whole,
    });
  }
  const extras = EXTRAS.exec(value.slice(name.length))?.[0] ?? '';
  const head = name + extras;
  const marker = value.indexOf(';', head.length);
  const tail = marker < 0 ? '' : value.slice(marker);
  const rest = value.slice(head.length, value.length - tail.length);
  const direct = /^\s*@\s*/.exec(rest)?.[0];
  const target = direct === undefined ? '' : rest.slice(direct.length);
  if (VCS.test(target)) return gitSpec(whole, head.length + (direct?.length ?? 0));
  if (/^https?:\/\//i.test(target)) return archiveSpec(whole, head.length + (direct?.length ?? 0));
  if (isPath(target) || (rest === '' && /\.(?:whl|zip|tar\.gz|py)$/i.test(name))) return undefined;
  const constraint =
    direct === undefined ? rest.replace(/^\s*\(|\)\s*$/g, '').trim() : target.trim();
  return specOf({
    ecosystem: 'pypi',
    name,
    version: /^={2,3}([^,]*)$/.exec(constraint)?.[1]?.trim() ?? constraint,
    pinning: direct === undefined ? constraintPinning(constraint) : versionPinning(constraint),
    whole,
    named: within(whole, 0, name.length),
    // A marker is only understood in a requirement.
    pinned: (exact) => `${head}${tail === '' ? form : '=='}${exact}${tail && ` ${tail}`}`,
  });
}

/** uv's `@`: an exact version, or `latest`; people write ranges and tags there as well. */
const versionPinning = memoize((version): Pinning => {
  if (version === '') return 'none';
  if (valid(version)) return 'exact';
  return /^[\^~<>=!*]|\*/.test(version) ? 'range' : 'tag';
}, 500);

const constraintPinning = memoize((constraint): Pinning => {
  if (/^[=<>!~]*$/.test(constraint)) return 'none';
  const clauses = constraint.split(',').map((clause) => clause.trim());
  for (const clause of clauses) {
    const version = /^={2,3}(.*)$/.exec(clause)?.[1]?.trim();
    if (version === undefined) continue;
    if (valid(version)) return 'exact';
    if (!version.includes('*')) return 'tag';
  }
  return validRange(constraint) ? 'range' : 'unknown';
}, 500);

/** `git+https://host/o/r@ref#subdirectory=x`: the ref ends the path, and a user may stand in front of the host. */
function gitSpec(whole: Part, from: number): PackageSpec {
  const address = whole.value.slice(from);
  const hash = address.indexOf('#');
  const base = hash < 0 ? address : address.slice(0, hash);
  const path = /^[a-z+]+:\/\/[^/]*/i.exec(base)?.[0].length ?? 0;
  const at = base.indexOf('@', path);
  const name = at < 0 ? base : base.slice(0, at);
  const ref = at < 0 ? '' : base.slice(at + 1);
  const head = whole.value.slice(0, from) + name;
  const tail = address.slice(base.length);
  return specOf({
    ecosystem: 'git',
    name,
    version: ref,
    pinning: refPinning(ref),
    whole,
    named: within(whole, from, from + name.length),
    pinned: (commit) => `${head}@${commit}${tail}`,
  });
}
