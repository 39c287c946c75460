import type { FileFacts } from '../../../project/files/facts.ts';
import { readFacts } from '../../../project/files/facts.ts';
import type { ServerProject } from '../../../project/project.ts';
import { readProjects } from '../../../project/read.ts';
import { DRAFT } from './help.ts';

/**
 * The same project without what nobody has read yet: files that begin with the line of a draft, and sections of
 * documents that hold one.
 *
 * @returns the project itself where there is no draft; null where nothing is left of it
 */
export function withoutDrafts(project: ServerProject): ServerProject | null {
  const drafted = [...project.files.values()].filter(({ text }) => text.includes(DRAFT));
  if (drafted.length === 0) return project;
  const files = new Map(project.files);
  for (const facts of drafted) {
    const left = leftOf(facts);
    if (left === null) files.delete(facts.path);
    else files.set(facts.path, readFacts(facts.path, left));
  }
  return readProjects(files.values()).find(({ root }) => root === project.root) ?? null;
}

/** What somebody has read of a file; null for nothing. */
function leftOf({ text, markdown }: FileFacts): string | null {
  if (!markdown) return text.slice(0, 400).includes(DRAFT) ? null : text;
  let left = text;
  // From the end, so that what is in front stays where it is.
  for (let at = left.lastIndexOf(DRAFT); at >= 0; at = left.lastIndexOf(DRAFT, at - 1)) {
    const place = at;
    const around = markdown.headings.findLast(
      ({ section }) => section.start <= place && place < section.end,
    );
    if (!around || around.level === 1) return null;
    // A draft below a heading that was there before is taken out with it: the rest of the section is read again soon.
    left = left.slice(0, around.section.start) + left.slice(around.section.end);
    at = Math.min(at, around.section.start);
    if (at <= 0) break;
  }
  return left;
}
