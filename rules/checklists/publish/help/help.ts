import type { FileEdit } from '../../../findings/finding.ts';
import type { Known } from './known.ts';

/** What a person is offered for an item: something to read, or a draft to start from. */
export interface Help {
  /** Stable within the item. */
  readonly id: string;
  /** What it does, in the imperative. */
  readonly title: string;
  /** `draft`: text or a file in the project; `code`: a file that has to be called as `next` says. */
  readonly kind: 'draft' | 'code' | 'link' | 'note';
  /** What it writes; none for what is only to be read. */
  readonly edits: readonly FileEdit[];
  readonly link?: string;
  /** What to do with it, a sentence each. */
  readonly next: readonly string[];
}

/** Makes the help for one item; undefined where this project needs none of it. */
export type Helper = (known: Known) => Help | undefined;

/** Every draft says this; whoever has read one deletes the line, and only then it counts. */
export const DRAFT = 'Draft by MCP Checklist';
const ASKS = `${DRAFT}: read and correct this, then delete this line.`;

/** The line for Markdown, for code of a language, and for what has comments that begin with a hash. */
export const draftLine = {
  markdown: `<!-- ${ASKS} -->`,
  slashes: `// ${ASKS}`,
  hash: `# ${ASKS}`,
  dashes: `-- ${ASKS}`,
} as const;

/** A file that is not there yet. */
export function newFile(file: string, text: string): FileEdit {
  return { file, create: true, edits: [{ span: { start: 0, end: 0 }, newText: text }] };
}

/** A help that makes one file; undefined where there is one of that name, which is left alone. */
export function fileHelp(
  known: Known,
  help: Omit<Help, 'edits' | 'next' | 'kind'> & Partial<Pick<Help, 'next' | 'kind'>>,
  file: string,
  text: string,
): Help | undefined {
  if (known.project.files.has(file)) return undefined;
  return { kind: 'draft', next: [], ...help, edits: [newFile(file, text)] };
}
