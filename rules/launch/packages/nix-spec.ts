import type { PackageSpec, Part } from '../launch.ts';
import { within } from '../word.ts';
import { archiveSpec } from './archive-spec.ts';
import { isPath, refPinning, specOf } from './spec.ts';

const FORGE = /^((?:github|gitlab|sourcehut):[^/?#]+\/[^/?#]+)(?:\/([^?#]+))?(\?[^#]*)?(#.*)?$/;
const GIT = /^(git(?:\+[a-z]+)?:\/\/[^?#]+)()(\?[^#]*)?(#.*)?$/;
const INDIRECT = /^((?:flake:)?[A-Za-z][\w-]*)(?:\/([^?#]+))?(\?[^#]*)?(#.*)?$/;

/**
 * Reads a flake reference: `github:o/r/ref#attribute`, `git+https://…?rev=…`, `nixpkgs#hello`. Grammar: Nix manual,
 * nix3-flake. Paths are undefined, as nothing is fetched.
 */
export function flakeSpec(whole: Part): PackageSpec | undefined {
  const { value } = whole;
  if (value === '' || isPath(value) || value.startsWith('#')) return undefined;
  if (/^(?:tarball\+|file\+)?https?:\/\//.test(value)) return archiveSpec(whole);
  const [matched, name = '', path = '', query = '', attribute = ''] =
    FORGE.exec(value) ?? GIT.exec(value) ?? INDIRECT.exec(value) ?? [];
  if (matched === undefined) return undefined;
  const rev = /[?&]rev=([^&]*)/.exec(query)?.[1];
  const ref = rev ?? (path || /[?&]ref=([^&]*)/.exec(query)?.[1] || '');
  // Of `nixpkgs/branch/commit` the commit counts.
  const last = ref.startsWith('refs/') ? ref : (ref.split('/').at(-1) ?? '');
  return specOf({
    ecosystem: 'nix',
    name,
    version: ref,
    pinning: refPinning(last),
    whole,
    named: within(whole, 0, name.length),
    pinned: (commit) => {
      if (rev !== undefined) {
        return `${name}${path && `/${path}`}${query.replace(/([?&]rev=)[^&]*/, (_, lead: string) => lead + commit)}${attribute}`;
      }
      if (GIT.test(value))
        return `${name}${query === '' ? '?' : `${query}&`}rev=${commit}${attribute}`;
      return `${name}/${commit}${query.replace(/([?&])ref=[^&]*&?/, '$1').replace(/[?&]$/, '')}${attribute}`;
    },
  });
}
