import { resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { publishItems } from '../../../rules/checklists/publish/publish.ts';
import { count } from '../../../rules/secrets/count.ts';
import { type SafeText, safe, sentence } from '../../../rules/secrets/safe.ts';
import { codeSource, type SafeSource } from '../../../rules/secrets/safe-source.ts';
import type { TextEdit } from '../../../rules/text/span.ts';
import { readText } from '../../machine/read-text.ts';
import type { ProjectHelp } from '../../project/types.ts';
import { type FileChange, fileChanges } from '../../workspace/file-changes.ts';
import { ExitCode, type Io, UsageError } from '../io.ts';
import { findHelp } from '../projects.ts';
import { tool } from '../report.ts';
import { diffText } from '../reporters/diff.ts';
import { paint } from '../reporters/style.ts';
import { writeDraft } from '../write-draft.ts';

interface Options {
  readonly only?: string;
  readonly project?: string;
  readonly write?: boolean;
  readonly format: 'text' | 'json';
}

/** Help for one item, and what it changes in files of this machine. */
interface Offered {
  readonly help: ProjectHelp;
  readonly changes: readonly FileChange[];
}

export function addDraft(program: Command, io: Io): void {
  program
    .command('draft')
    .description(
      'Show what helps with an item of the publish list: drafts for this project, and what to read.',
    )
    .argument('<item>', 'its number, or its id, such as publish/41', numberOf)
    .argument('[path]', 'the folder of the source; the working folder when there is none')
    .option('--only <id>', 'this help alone, by the name that stands in front of it')
    .option('--project <root>', 'of several server projects the one in this folder')
    .option('--write', 'write the drafts; no file that is there is written over')
    .option('--dry-run', 'show what would be written, and write nothing: as without --write')
    .addOption(
      new Option('--format <format>', 'how to print it').choices(['text', 'json']).default('text'),
    )
    .action((item: number, path: string | undefined, options: Options) =>
      run(io, item, path ?? '.', options),
    );
}

/** @throws for what is no item of the list */
function numberOf(text: string): number {
  const number = Number(/^(?:publish\/|P)?(\d{1,2})$/i.exec(text)?.[1]);
  if (publishItems.some((item) => item.number === number)) return number;
  throw new InvalidArgumentError(`The publish list has items 1 to ${publishItems.length}.`);
}

async function run(io: Io, item: number, path: string, options: Options): Promise<void> {
  const folder = resolve(path);
  const help = await findHelp(io, path, item, options.project);
  const chosen = help.filter(({ id }) => options.only === undefined || id === options.only);
  if (options.only !== undefined && chosen.length === 0)
    throw new UsageError(
      `There is no help of that name. Known ones: ${help.map(({ id }) => id).join(', ')}.`,
    );
  const offered: Offered[] = [];
  for (const each of chosen) offered.push({ help: each, changes: await changesOf(folder, each) });
  if (options.format === 'json') io.out(jsonOf(item, offered));
  else if (options.write) io.out(offered.flatMap(({ help: it }) => lines(io, it)).join('\n'));
  else io.out(offered.map((it) => textOf(io, it)).join('\n'));
  if (offered.length === 0) io.out('There is nothing to draft here.\n');
  if (!options.write) return io.exitWith(ExitCode.clean);
  let isWritten = true;
  const done = new Set<string>();
  for (const { changes } of offered) {
    // Two of one item may change the same file: the second is of a text that is not there any more.
    for (const change of changes.filter(({ file }) => !done.has(file))) {
      done.add(change.file);
      isWritten = (await writeDraft(io, folder, change)) && isWritten;
    }
  }
  io.exitWith(isWritten ? ExitCode.clean : ExitCode.usage);
}

/** What help makes of the files that are there now. */
async function changesOf(folder: string, { edits }: ProjectHelp): Promise<readonly FileChange[]> {
  const { changes } = await fileChanges(edits, async (file) => {
    const read = await readText(resolve(folder, file));
    return { text: read.ok ? read.text : undefined };
  });
  return changes;
}

function textOf(io: Io, { help, changes }: Offered): string {
  const diffs = changes.map(({ file, source, edits, text }) => {
    const before = source.text ?? '';
    const old = { text: before, source: codeSource(before) };
    return diffText(io, file, old, { text, source: draftSource(text, edits) });
  });
  return [...lines(io, help), ...diffs].join('\n');
}

/** What is ours is shown; of what was there before nobody knows whether it is a secret. */
function draftSource(text: string, edits: readonly TextEdit[]): SafeSource {
  const code = codeSource(text);
  const ours = new Set(edits.flatMap(({ newText }) => newText.split(/\r?\n/)));
  return {
    ...code,
    show(start, end) {
      const line = text.slice(start, end).replace(/\r$/, '');
      if (!ours.has(line)) return code.show(start, end);
      const indent = /^ */.exec(line)?.[0] ?? '';
      return sentence`${safe.text(indent)}${safe.text(line.slice(indent.length))}`;
    },
  };
}

/** What it is, and what to do with it. */
function lines(io: Io, { id, title, link, next }: ProjectHelp): readonly string[] {
  return [
    `${paint(io, 'bold', title)} ${paint(io, 'gray', `(${id})`)}`,
    ...(link === undefined ? [] : [`  ${link}`]),
    ...next.map((it) => `  ${it}`),
    '',
  ];
}

function jsonOf(item: number, offered: readonly Offered[]): string {
  const help = offered.map(({ help: { edits, ...it }, changes }) => ({
    ...it,
    files: changes.map(({ file, source, text }) => ({
      file: safe.text(file),
      creates: source.text === undefined,
      lines: addedLines(source.text ?? '', text),
    })),
  }));
  return `${JSON.stringify({ schemaVersion: 1, tool, item: `publish/${item}`, help }, null, 2)}\n`;
}

/** How much is added; the text itself is in the diff, and in the file. */
function addedLines(before: string, after: string): SafeText {
  return sentence`${count(after.split('\n').length - before.split('\n').length, 'line')}`;
}
