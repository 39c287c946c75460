import { type SafeText, safe, sentence } from '../../../rules/secrets/safe.ts';
import { quoted, variableName } from '../../machine/secrets/env-file.ts';
import type { MoveResult, SecretsAnswer } from '../../protocol.ts';
import { distinct } from '../../workspace/taken-out.ts';
import type { Change } from '../edits.ts';
import type { Session } from '../session.ts';
import { filesFor, keepSecrets, type TakenFrom } from './keep-secrets.ts';
import { nextSteps } from './next-steps.ts';
import { profileLine, waysFor } from './ways.ts';

const NOTHING: MoveResult = {
  edit: null,
  problem: null,
  question: null,
  clipboard: null,
  kept: [],
  next: [],
};

export function noMove(problem: SafeText | null): MoveResult {
  return { ...NOTHING, problem };
}

/** A change that somebody asked for, with what it takes out of files. */
export interface Prepared extends Change {
  readonly taken: readonly TakenFrom[];
  /** What is worthless from now on, with the files it stood in; what is taken out where nothing is said. */
  readonly past?: readonly TakenFrom[];
}

/**
 * Gives a change away only when its secrets are where the person sends them: until then the answer is a question.
 * What was saved is saved before the edit is known to anybody.
 *
 * @param isCurrent whether the change still fits; asked again after secrets were saved
 */
export async function settle(
  session: Session,
  { edit, judged, taken, past = taken }: Prepared,
  answer: SecretsAnswer | undefined,
  isCurrent: () => Promise<boolean>,
): Promise<MoveResult> {
  if (taken.length === 0) {
    const next = past.length > 0 ? await nextSteps(session, { taken, past }, 'discard') : [];
    return { ...NOTHING, edit, judged, next };
  }
  const prepared = { edit, judged, taken, past };
  if (!session.client.options.asksForSecrets) return saved(session, prepared, isCurrent);
  // Keyed, as it is made from the secrets.
  const stamp = session.runtime.hashCredential(JSON.stringify(taken));
  // Something else has been typed since: that was not asked about.
  if (answer?.stamp !== stamp) {
    const names = [...new Set(taken.map(({ name }) => safe.name(name)))];
    return {
      ...NOTHING,
      question: {
        stamp,
        names,
        files: filesFor(session, taken).map(safe.text),
        ways: waysFor(session, taken),
      },
    };
  }
  const { go } = answer;
  if (go === 'save') return saved(session, prepared, isCurrent);
  const next = await nextSteps(session, prepared, go);
  if (!(await isCurrent())) return noMove(CHANGED);
  const clipboard = go === 'discard' ? null : go === 'copy' ? textOf(taken) : profileOf(taken);
  return { ...NOTHING, edit, judged, clipboard, next };
}

async function saved(
  session: Session,
  { edit, judged, taken, past = taken }: Prepared,
  isCurrent: () => Promise<boolean>,
): Promise<MoveResult> {
  try {
    const { files, refused } = await keepSecrets(session, taken);
    // What is started would look for it in that file.
    if (refused.length > 0) return noMove(sentence`${safe.text(refused.join(' '))} ${UNCHANGED}`);
    const next = await nextSteps(session, { taken, past }, 'save', files);
    if (await isCurrent()) return { ...NOTHING, edit, judged, kept: files, next };
    return { ...NOTHING, kept: files, problem: CHANGED };
  } catch (error) {
    session.log.failure('Saving a secret', error);
    const why = safe.text(error instanceof Error ? error.message : '');
    return noMove(sentence`${why} ${UNCHANGED}`);
  }
}

/** The lines that put secrets into the environment of whoever starts applications from a shell. */
function profileOf(taken: readonly TakenFrom[]): string {
  const own = taken.filter(({ reader }) => reader?.how === 'environment');
  const lines = distinct(own.length > 0 ? own : taken).map(({ name, value }) =>
    profileLine(variableName(name), value),
  );
  return [...new Set(lines)].join('');
}

/** One secret as it is, several as the lines of an env file. */
function textOf(taken: readonly TakenFrom[]): string {
  const [first, ...others] = new Set(taken.map(({ value }) => value));
  if (first !== undefined && others.length === 0) return first;
  const lines = taken.map(({ name, value }) => `${variableName(name)}=${quoted(value).text}\n`);
  return [...new Set(lines)].join('');
}

const UNCHANGED = sentence`Nothing was changed.`;
const CHANGED = sentence`The file has changed meanwhile, so nothing was changed in it.`;
