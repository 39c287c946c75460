import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { FileEdit } from '../../../rules/findings/finding.ts';
import { isPlainLine } from '../../../rules/fixes/add-line.ts';
import { count } from '../../../rules/secrets/count.ts';
import { safe } from '../../../rules/secrets/safe.ts';
import { leftoversOf } from '../../machine/drafts.ts';
import { readText } from '../../machine/read-text.ts';
import { NotReplacedError, replaceFile, targetOf } from '../../machine/replace-file.ts';
import type { Fixed } from '../../workspace/apply-fixes.ts';
import { fileChanges } from '../../workspace/file-changes.ts';
import type { Taken } from '../../workspace/taken-out.ts';
import type { Io } from '../io.ts';
import type { Side } from '../reporters/diff.ts';

import { type SavedSecret, saveInEnvFiles, saveSecrets } from '../saved-secrets.ts';
import { whyNot } from '../write-file.ts';

/** A file and what fixing makes of it. */
export interface Change {
  /** Absolute. */
  readonly path: string;
  /** As a person calls it. */
  readonly shown: string;
  /** The folder that nothing is written outside of. */
  readonly boundary: string;
  readonly before: string;
  readonly fixed: Fixed;
  /** The secrets that are in the text no more. */
  readonly taken: readonly Taken[];
}

export interface Plan extends Change {
  /** The text as it was and as it becomes, as they may be shown. */
  readonly old: Side;
  readonly now: Side;
}

/**
 * Writes what fixes made of files: each as a whole, only over the text that was judged, and only once the secrets
 * that go are kept.
 *
 * @param place where to keep the secrets
 * @returns whether all of it could be written; if not, why has been said
 * @throws {UsageError} with no file touched, when the secrets could not be kept
 */
export async function writeFixed(
  io: Io,
  plans: readonly Change[],
  place: string,
): Promise<boolean> {
  const ready: Change[] = [];
  for (const it of plans) if (await canBeWritten(io, it)) ready.push(it);
  const secrets = ready.flatMap(({ shown, taken }) => taken.map((it) => ({ path: shown, ...it })));
  const { left, refused } = await saveInEnvFiles(secrets, (it) => io.out(`${safe.text(it)}\n`));
  for (const [shown, why] of refused) sayWhyNot(io, shown, new NotReplacedError('outside', why));
  const kept = left.length > 0 ? await saveSecrets(resolve(place), left) : undefined;
  const files = new Set<string>();
  let fixes = 0;
  let complete = ready.length === plans.length && refused.size === 0;
  for (const it of ready) {
    if (refused.has(it.shown)) continue;
    const written = await write(io, it);
    for (const path of written.paths) files.add(path);
    if (written.complete) fixes += it.fixed.applied.length;
    else complete = false;
  }
  const what = `${fixes} ${fixes === 1 ? 'fix' : 'fixes'}`;
  io.out(`Applied ${what} in ${count(files.size, 'file')}.\n`);
  if (kept) io.out(whereSecretsAre(left, place));
  for (const name of new Set(kept?.shellOnly))
    io.out(`Only a shell reads ${safe.text(name)} as it is; see the note above it there.\n`);
  return complete;
}

/**
 * Removes the drafts that killed runs left beside configs and the file of secrets: they hold some. Of the latter,
 * what stands nowhere else is kept first.
 */
export async function clearLeftovers(
  io: Io,
  files: readonly string[],
  place: string,
): Promise<void> {
  const said = (path: string): void =>
    io.out(`Removed ${safe.text(path)}, which a run that was stopped had left.\n`);
  const store = resolve(place);
  if ((await leftoversOf(store)).length > 0)
    for (const path of (await saveSecrets(store, [])).leftovers) said(path);
  for (const file of files) {
    const target = await targetOf(file, { throughLinks: true }).catch(() => file);
    for (const leftover of await leftoversOf(target)) {
      await leftover.remove();
      said(leftover.path);
    }
  }
}

function whereSecretsAre(secrets: readonly SavedSecret[], place: string): string {
  const different = new Set(secrets.map(({ name, value }) => JSON.stringify([name, value]))).size;
  return `${count(different, 'secret')} from these files ${different === 1 ? 'is' : 'are'} in ${safe.text(place)}, which only you can read. Put what it holds where the references look, then delete it.\n`;
}

/** Asked before the secrets are kept: what will not be written gives none away. */
async function canBeWritten(
  io: Io,
  { path, shown, before, fixed, boundary }: Change,
): Promise<boolean> {
  const now = await readText(path);
  try {
    if (!now.ok || now.text !== before)
      throw new NotReplacedError('changed', 'It has changed meanwhile.');
    if (fixed.text !== before) await targetOf(path, { within: boundary, throughLinks: true });
    return true;
  } catch (error) {
    sayWhyNot(io, shown, error);
    return false;
  }
}

interface Written {
  readonly paths: readonly string[];
  /** Whether those are all that were to be written. */
  readonly complete: boolean;
}

async function write(
  io: Io,
  { path, shown, before, fixed, taken, boundary }: Change,
): Promise<Written> {
  const paths: string[] = [];
  if (fixed.text !== before) {
    try {
      const { nlink } = await stat(path);
      await replaceFile(path, fixed.text, { before, within: boundary, throughLinks: true });
      paths.push(path);
      if (nlink > 1 && taken.length > 0)
        io.err(
          `mcp-checklist: ${safe.text(shown)} has another name as well (a hard link), under which its secrets still stand.\n`,
        );
    } catch (error) {
      sayWhyNot(io, shown, error);
      return { paths, complete: false };
    }
  }
  const others = await writeOthers(io, fixed.others, boundary);
  return { paths: [...paths, ...others.paths], complete: others.complete };
}

/** Files beside the config, each as it is now. */
async function writeOthers(io: Io, edits: readonly FileEdit[], within: string): Promise<Written> {
  const paths: string[] = [];
  const { changes, refused } = await fileChanges(edits, async (file) => {
    const read = await readText(file);
    if (read.ok) return { text: read.text };
    return read.problem === 'missing' ? { text: undefined } : undefined;
  });
  const problems = refused.map((file) => ({
    file,
    error: new NotReplacedError('not-a-file', 'It cannot be read.') as unknown,
  }));
  for (const { file, source, text } of changes) {
    try {
      if (!edits.filter((it) => it.file === file).every(isPlain))
        throw new NotReplacedError('outside', 'The line is no plain path.');
      await replaceFile(file, text, { before: source.text ?? null, within });
      paths.push(file);
    } catch (error) {
      problems.push({ file, error });
    }
  }
  for (const { file, error } of problems) sayWhyNot(io, file, error);
  return { paths, complete: problems.length === 0 };
}

function isPlain({ edits }: FileEdit): boolean {
  return edits.every((it) => !('line' in it) || isPlainLine(it.line));
}

function sayWhyNot(io: Io, shown: string, error: unknown): void {
  io.err(`mcp-checklist: ${safe.text(shown)} is left as it is. ${safe.text(whyNot(error))}\n`);
}
