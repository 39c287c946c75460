import { basename, dirname, join } from 'node:path';
import { dayOf } from '../../machine/day.ts';
import { homeStore } from '../../machine/secrets/place.ts';
import { addressOf } from '../../runtime/addresses.ts';
import type { Taken } from '../../workspace/taken-out.ts';
import type { Session } from '../session.ts';

/** A secret on its way out of a config, and the config. */
export interface TakenFrom extends Taken {
  readonly uri: string;
}

export interface Kept {
  /** Where the secrets are now, each file once. */
  readonly files: readonly string[];
  /** Why one is not where what is started would look for it, in words: then it stays where it was. */
  readonly refused: readonly string[];
}

/** The files that would keep secrets, each once: a word for the person who is asked. */
export function filesFor(session: Session, taken: readonly TakenFrom[]): readonly string[] {
  return [
    ...new Set(taken.map((it) => fileFor(session, it) ?? homeStore(session.runtime.homeFolder))),
  ];
}

/**
 * Keeps secrets in the env file that what is started reads; those that no file is named for, in the person's home: on
 * the disk before this returns. An env file is no place for them when it is a link, when git would take it, or when it
 * gives the name another value.
 *
 * @throws an error with words fit to be shown where they could not be kept; nothing may be taken out then
 */
export async function keepSecrets(session: Session, taken: readonly TakenFrom[]): Promise<Kept> {
  const files = new Set<string>();
  const refused: string[] = [];
  const groups = grouped(session, taken);
  for (const [file, own] of groups) {
    if (file === undefined) continue;
    const problem = await keepInFolder(session, file, own);
    if (problem === undefined) files.add(file);
    else refused.push(problem);
  }
  const others = groups.get(undefined) ?? [];
  if (refused.length > 0 || others.length === 0) return { files: [...files], refused };
  const place = homeStore(session.runtime.homeFolder);
  await session.runtime.storeSecrets(place, entriesOf(session, others));
  return { files: [...files, place], refused };
}

function grouped(
  session: Session,
  taken: readonly TakenFrom[],
): ReadonlyMap<string | undefined, readonly TakenFrom[]> {
  const groups = new Map<string | undefined, TakenFrom[]>();
  for (const it of taken) {
    const file = fileFor(session, it);
    const own = groups.get(file);
    if (own) own.push(it);
    else groups.set(file, [it]);
  }
  return groups;
}

/** The file from which what is started reads it; undefined for none, and in a folder that nobody trusts. */
function fileFor(session: Session, { uri, file }: TakenFrom): string | undefined {
  const path = session.runtime.pathOf(uri);
  return session.client.options.trusted === false || path === undefined ? undefined : file;
}

/** @returns why it could not be, in words */
async function keepInFolder(
  session: Session,
  file: string,
  own: readonly TakenFrom[],
): Promise<string | undefined> {
  const { runtime } = session;
  try {
    // First: a secret that is written before its file is ignored can be committed.
    const state = (await runtime.askGit([file])).get(file);
    if (state === 'open')
      await runtime.appendLine(join(dirname(file), '.gitignore'), basename(file));
    const within = dirname(file);
    await runtime.storeSecrets(file, entriesOf(session, own), { within, taken: 'refuse' });
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : `${file} cannot be written.`;
  }
}

function entriesOf({ runtime }: Session, taken: readonly TakenFrom[]) {
  const day = dayOf(runtime.now());
  return taken.map(({ uri, name, value }) => ({
    name,
    value,
    comment: `${addressOf(runtime, uri)}, ${day}`,
  }));
}
