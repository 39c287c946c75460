import type { Finding } from '../findings/finding.ts';
import type { SubjectRef } from '../findings/subject.ts';
import { type SafeText, sentence } from '../secrets/safe.ts';

const NONE = sentence``;

/** The name of the server that a finding is about; '' for one about a file or a project. */
export function serverOf({ about }: Pick<Finding, 'about'>): SafeText {
  return about.kind === 'server' ? about.name : NONE;
}

/** The file or folder in which a subject is. */
export function placeOf(about: SubjectRef): string {
  return about.kind === 'project' ? about.root : about.file;
}
