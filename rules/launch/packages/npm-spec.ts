import valid from 'semver/functions/valid.js';
import validRange from 'semver/ranges/valid.js';
import { memoize } from '../../text/memory.ts';
import type { PackageSpec, Part, Pinning } from '../launch.ts';
import { within } from '../word.ts';
import { archiveSpec } from './archive-spec.ts';
import { isPath, refPinning, specOf } from './spec.ts';

const NAME = /^(?:@[a-z0-9~._-]+\/)?[a-z0-9~._-]+$/i;
/** A name of the registry and a version: nearly all, and then nothing else is looked for. */
const PLAIN = /^(?:@[a-z0-9~._-]+\/)?[a-z0-9][a-z0-9._-]*(?:@\w[\w.-]*)?$/i;
const ARCHIVE = /\.(?:tgz|tar|tar\.gz)$/i;
const HOSTED = /^(?:github|gitlab|bitbucket|gist):/i;
const GIT_URL = /^(?:git(?:\+\w+)?:\/\/|git\+\w+:|ssh:\/\/|[^@/\s]+@[^:/.\s]+\.[^:/\s]+:)/i;
const GIT_HOST =
  /^https?:\/\/(?:[^/@]*@)?(?:www\.)?(?:github\.com|gitlab\.com|bitbucket\.org)\/[^/]+\/[^/#]+?(?:\.git)?\/?(?:#|$)/i;
const SHORTHAND = /^[\w.-]+\/[\w.-]+(?:#.*)?$/;

/**
 * Reads what npm, pnpm, yarn and bun take for a package: `name`, `name@1.2.3`, `@scope/name@^1`, `alias@npm:name@1`,
 * `github:o/r#ref`, `git+https://…`, an archive's address.
 *
 * The grammar is npm's (npm-package-arg); paths are undefined, as nothing is fetched.
 */
export function npmSpec(part: Part): PackageSpec | undefined {
  const { value } = part;
  if (PLAIN.test(value) && !ARCHIVE.test(value)) return registrySpec(part, 0);
  if (
    value === '' ||
    isPath(value) ||
    /^[^@]*\.(?:tgz|tar\.gz|tar)$/i.test(value.replace(/^https?:.*/i, ''))
  ) {
    return undefined;
  }
  if (isAddress(value)) return addressSpec(part, value);
  if (/^(?:npm|jsr):/i.test(value)) return registrySpec(part, value.indexOf(':') + 1);
  const at = value.indexOf('@', 1);
  const rest = at < 0 ? '' : value.slice(at + 1);
  if (isPath(rest)) return undefined;
  if (isAddress(rest)) return addressSpec(part, rest);
  return registrySpec(part, /^(?:npm|jsr):/i.test(rest) ? at + 1 + rest.indexOf(':') + 1 : 0);
}

function isAddress(value: string): boolean {
  return (
    HOSTED.test(value) ||
    GIT_URL.test(value) ||
    /^https?:\/\//i.test(value) ||
    SHORTHAND.test(value)
  );
}

/** `name@version` from an index on; what is in front of it (an alias) stays. */
function registrySpec(whole: Part, from: number): PackageSpec {
  const { value } = whole;
  const target = value.slice(from);
  const at = target.indexOf('@', 1);
  const name = at < 0 ? target : target.slice(0, at);
  const version = at < 0 ? '' : target.slice(at + 1);
  const head = value.slice(0, from) + name;
  return specOf({
    ecosystem: /jsr:$/i.test(value.slice(0, from)) ? 'jsr' : 'npm',
    name,
    version,
    pinning: NAME.test(name) ? npmPinning(version) : 'unknown',
    whole,
    named: within(whole, from, from + name.length),
    pinned: NAME.test(name) ? (exact) => `${head}@${exact}` : undefined,
  });
}

/** Only a whole version holds; npm reads `1.2` and `1.x` as ranges and everything else as a dist-tag. */
export const npmPinning = memoize((version): Pinning => {
  if (version === '') return 'none';
  if (valid(version, true)) return 'exact';
  return validRange(version, true) === null ? 'tag' : 'range';
}, 500);

/** An address; what is in front of it (`name@`) stays. */
function addressSpec(whole: Part, address: string): PackageSpec | undefined {
  const from = whole.value.length - address.length;
  if (/^https?:\/\//i.test(address) && !GIT_HOST.test(address)) return archiveSpec(whole, from);
  const hash = address.indexOf('#');
  const name = hash < 0 ? address : address.slice(0, hash);
  const ref = hash < 0 ? '' : address.slice(hash + 1);
  const head = whole.value.slice(0, from) + name;
  return specOf({
    ecosystem: 'git',
    name,
    version: ref,
    pinning: ref.startsWith('semver:') ? 'range' : refPinning(ref),
    whole,
    named: within(whole, from, from + name.length),
    pinned: (commit) => `${head}#${commit}`,
  });
}
