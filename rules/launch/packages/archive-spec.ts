import type { PackageSpec, Part, Pinning } from '../launch.ts';
import { within } from '../word.ts';
import { isCommit, refPinning, specOf } from './spec.ts';

const REGISTRY_FILE =
  /^https?:\/\/(?:registry\.npmjs\.org|registry\.yarnpkg\.com|registry\.npmmirror\.com|npm\.jsr\.io|files\.pythonhosted\.org)\//i;
/** An archive or a raw file of a repository: owner, repository and what comes before the ref, then the ref. */
const REPOSITORY_FILE =
  /^(https?:\/\/(?:codeload\.)?(?:github\.com|gitlab\.com)\/[^/]+\/[^/]+\/(?:archive|tarball|zipball|tar\.gz|legacy\.tar\.gz|zip|raw|blob)\/(?:refs\/heads\/|refs\/tags\/)?|https?:\/\/raw\.githubusercontent\.com\/[^/]+\/[^/]+\/(?:refs\/heads\/|refs\/tags\/)?)([^/?#]+?)(?=(?:\.tar\.gz|\.tgz|\.zip)?(?:[?#]|$)|\/)/i;

/**
 * Reads the address of an archive, a wheel or a script, from an index of the part on. It holds still when it names
 * its content (a hash in the fragment, a commit in the path) or lies in a registry that never replaces a file.
 */
export function archiveSpec(whole: Part, from = 0): PackageSpec {
  const address = whole.value.slice(from);
  const file = REPOSITORY_FILE.exec(address);
  const ref = file?.[2] ?? '';
  const lead =
    whole.value.slice(0, from) + (file?.[1] ?? '').replace(/refs\/(?:heads|tags)\/$/, '');
  const rest = file ? address.slice(file[0].length) : '';
  const fragment = address.indexOf('#');
  return specOf({
    ecosystem: 'tarball',
    name: fragment < 0 ? address : address.slice(0, fragment),
    version: ref,
    pinning: archivePinning(address, file?.[1] ?? '', ref),
    whole,
    named: within(whole, from),
    pinned: file ? (commit) => `${lead}${commit}${rest}` : undefined,
  });
}

function archivePinning(address: string, lead: string, ref: string): Pinning {
  if (/[#&]sha(?:256|384|512)[=-][0-9a-zA-Z+/=]{43,}/.test(address)) return 'digest';
  if (ref !== '') return lead.endsWith('refs/tags/') && !isCommit(ref) ? 'tag' : refPinning(ref);
  if (/\/releases\/download\//.test(address)) return 'tag';
  return REGISTRY_FILE.test(address) && isVersioned(address.split(/[?#]/, 1)[0] ?? '')
    ? 'exact'
    : 'none';
}

/** Whether the last step is a version, or a file named after one: `…/x-1.2.3.tgz`, `…/1.2.3`. */
function isVersioned(path: string): boolean {
  const step = path.slice(path.lastIndexOf('/') + 1);
  if (/^\d+\.\d/.test(step)) return path.includes('/');
  return /-v?\d{1,20}\.\d/.test(step) && /\.\w{1,20}$/.test(step);
}
