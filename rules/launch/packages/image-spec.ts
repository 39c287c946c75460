import type { PackageSpec, Part, Pinning } from '../launch.ts';
import { within } from '../word.ts';
import { hangsOnReference, specOf } from './spec.ts';

const DIGEST = /^sha256:[0-9a-f]{64}$|^sha512:[0-9a-f]{128}$/;

/**
 * Reads the name of an image: `repository`, `registry:5000/repository:tag`, `repository:tag@sha256:…`. A registry's
 * port stands before a slash, so a tag is what follows a colon behind the last one.
 */
export function imageSpec(whole: Part): PackageSpec | undefined {
  const { value } = whole;
  if (value === '') return undefined;
  const at = value.indexOf('@');
  const tagged = at < 0 ? value : value.slice(0, at);
  const digest = at < 0 ? '' : value.slice(at + 1);
  const lead = /^docker:\/\//.exec(value)?.[0].length ?? 0;
  // A reference may hold colons and slashes of its own: `${input:image}`.
  const open = hangsOnReference(value);
  const colon = open
    ? referenceFreeColon(tagged)
    : tagged.indexOf(':', tagged.lastIndexOf('/') + 1);
  const name = colon < 0 ? tagged.slice(lead) : tagged.slice(lead, colon);
  const tag = colon < 0 ? '' : tagged.slice(colon + 1);
  return specOf({
    ecosystem: 'oci',
    name,
    version: tag !== '' && digest !== '' ? `${tag}@${digest}` : tag || digest,
    pinning: imagePinning(name, tag, digest),
    whole,
    named: within(whole, lead, lead + name.length),
    pinned: (exact) => `${tagged}@${exact}`,
  });
}

function imagePinning(name: string, tag: string, digest: string): Pinning {
  // An image's own id is a digest too.
  if (DIGEST.test(digest) || (tag === '' && /^[0-9a-f]{64}$/.test(name))) return 'digest';
  if (digest !== '') return 'unknown';
  return tag === '' ? 'none' : 'tag';
}

function referenceFreeColon(value: string): number {
  const plain = value.replace(/\$?\{[^{}]*\}/g, (reference) => '_'.repeat(reference.length));
  return plain.indexOf(':', plain.lastIndexOf('/') + 1);
}
