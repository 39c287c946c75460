import { dirname } from 'node:path';
import { textOf } from '../../../rules/engine/summary.ts';
import { INSTALL_GUIDE, type JaneeMove, janeeMoves } from '../../../rules/fixes/janee.ts';
import type { CredentialMatch } from '../../../rules/secrets/index.ts';
import { type SafeText, safe, sentence } from '../../../rules/secrets/safe.ts';
import { editsBetween } from '../../../rules/text/change.ts';
import type { JaneeParams, JaneeResult } from '../../protocol.ts';
import { addressOf } from '../../runtime/addresses.ts';
import { kindOf } from '../../workspace/taken-out.ts';
import { withJanee } from '../../workspace/to-janee.ts';
import { editOfOtherFile } from '../edits.ts';
import type { Session } from '../session.ts';
import type { ReadConfig, Workspace } from '../workspace.ts';
import { nextSteps } from './next-steps.ts';

interface Found {
  readonly config: ReadConfig;
  readonly match: CredentialMatch;
  readonly move: JaneeMove;
}

/** One step of the way of a credential to Janee: nothing is changed before Janee has it. */
export async function moveToJanee(
  session: Session,
  workspace: Workspace,
  { at, step, stamp: seen }: JaneeParams,
): Promise<JaneeResult> {
  const found = await moveAt(workspace, at);
  if (!found) return noJanee(GONE);
  const { config, move } = found;
  const { uri } = config.document;
  const program =
    (await session.runtime.findProgram?.('janee', [addressOf(session.runtime, uri)])) ?? null;
  const { args, variable, value, server } = move;
  // Keyed, as it is made from the key, and of more than that.
  const stamp = session.runtime.hashCredential(JSON.stringify([value(), at, 'janee']));
  const known = {
    ...noJanee(null),
    stamp,
    program,
    args,
    variable,
    server: safe.name(server.name),
  };
  if (step === undefined)
    return { ...known, changes: changesOf(move), guide: program === null ? INSTALL_GUIDE : null };
  if (seen !== stamp) return noJanee(GONE);
  if (step === 'key') return { ...known, key: value() };
  return { ...known, ...(await editOf(session, found)) };
}

const GONE = sentence`The file has changed since. Open the quick fixes again.`;

/** What is answered where nothing can be done. */
export function noJanee(problem: SafeText | null): JaneeResult {
  const nothing = { edit: null, stamp: '', server: safe.text(''), changes: [], program: null };
  return { ...nothing, problem, guide: null, args: [], variable: '', key: null, next: [] };
}

/** The credential that is meant, where Janee can keep it. */
async function moveAt(
  workspace: Workspace,
  { uri, start }: JaneeParams['at'],
): Promise<Found | undefined> {
  const config = await workspace.read(uri);
  const all = config?.file.judge(config.document.getText()).credentials ?? [];
  const match = all.find(({ place, ...it }) => place.text.spanOf(it.start, it.end).start === start);
  const [move] = match ? janeeMoves([match]) : [];
  return config && match && move && { config, match, move };
}

function changesOf(move: JaneeMove): readonly SafeText[] {
  const { server, args, service } = move;
  return [
    sentence`Run: janee ${safe.text(args.join(' '))}`,
    sentence`Take the key out of the config, and start Janee with this application`,
    sentence`Switch "${safe.name(server.name)}" off: the agent calls ${safe.name(service)} through Janee's tool`,
  ];
}

async function editOf(
  session: Session,
  { config, match, move }: Found,
): Promise<Pick<JaneeResult, 'edit' | 'judged' | 'problem' | 'next'>> {
  const { document, file } = config;
  const path = addressOf(session.runtime, document.uri);
  const text = document.getText();
  const judge = (it: string) => file.judge(it);
  const after = await withJanee(session.runtime, { path, text, judge }, [move]);
  const change = await editOfOtherFile(session, path, (now) =>
    now === text ? editsBetween(text, after.text) : undefined,
  );
  if (!change) return { edit: null, problem: GONE, next: [] };
  for (const it of after.beside)
    await session.runtime.writeBeside(it.path, it.before, it.after, dirname(path), it.kept);
  const kind = kindOf(match);
  const past = [{ uri: document.uri, name: match.suggestedName, value: textOf(match), kind }];
  const next = await nextSteps(session, { taken: [], past }, 'discard');
  return { ...change, problem: null, next };
}
