import type { FileEdit } from '../../../findings/finding.ts';
import { plainTitle } from '../../../project/docs/docs.ts';
import { draftLine, newFile } from './help.ts';
import type { Known } from './known.ts';

/** Sections that stand at the end of a README: others go in front of them. */
const LAST = /^(?:licen[cs]e|contribut|acknowledg|credits|changelog|authors)/i;

/**
 * A section in the README, marked as a draft: below a heading that is there already, else in front of the sections that
 * stand at its end. A README that is missing is made.
 *
 * @param heading what a heading that is there may say
 */
export function section(
  known: Known,
  title: string,
  heading: RegExp,
  body: string,
): readonly FileEdit[] {
  const readme = known.signals.docs.files.find(({ path }) => /(?:^|\/)README\.\w+$/i.test(path));
  const text = `## ${title}\n\n${draftLine.markdown}\n\n${body.trim()}\n`;
  if (!readme) return [newFile(`${known.root}README.md`, `# ${known.name}\n\n${text}`)];
  const { path, text: whole, markdown } = readme;
  const headings = markdown?.headings ?? [];
  const own = headings.find(({ text: it, level }) => level > 1 && heading.test(plainTitle(it)));
  const eol = whole.includes('\r\n') ? '\r\n' : '\n';
  const write = (start: number, added: string): readonly FileEdit[] => [
    { file: path, edits: [{ span: { start, end: start }, newText: added.replaceAll('\n', eol) }] },
  ];
  if (own) return write(own.end, `\n\n${draftLine.markdown}\n\n${deeper(body.trim(), own.level)}`);
  const next = headings.find(({ text: it, level }) => level <= 2 && LAST.test(plainTitle(it)));
  if (next) return write(next.start, `${text}\n`);
  const gap =
    whole === '' ? '' : /\n\r?\n$/.test(whole) ? '' : whole.endsWith('\n') ? '\n' : '\n\n';
  return write(whole.length, gap + text);
}

/** The headings of a body are one below the section; they stay so below a deeper one. */
function deeper(body: string, level: number): string {
  const more = '#'.repeat(Math.max(0, level - 2));
  return body.replace(/^###/gm, `###${more}`);
}

/** A table of Markdown. Cells may hold what they like, but no line break and no bar. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells
      .map((cell) =>
        cell
          .split('\n')
          .map((it) => it.trim())
          .join(' ')
          .replaceAll('|', '\\|'),
      )
      .join(' | ')} |`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}
