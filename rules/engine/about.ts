import type { Finding } from '../findings/finding.ts';
import { type SafeText, sentence } from '../secrets/safe.ts';

const NONE = sentence``;

/** The name of the server that a finding is about; '' for one about a file or a project. */
export function serverOf({ about }: Pick<Finding, 'about'>): SafeText {
  return about.kind === 'server' ? about.name : NONE;
}
