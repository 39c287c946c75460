import { sentence } from '../../rules/secrets/safe.ts';
import { isFailure, type Refusal, refusalIn } from './answers.ts';
import type { Attempt } from './attempt.ts';
import type { Answer } from './session/session.ts';
import type { Call, Starts } from './starts.ts';
import { judgeRetries } from './steps/network.ts';
import { judgeShape } from './steps/protocol.ts';
import { isSameEnd, judgeAbsent, judgeRefusal, judgeSameEnd, judgeShort } from './steps/start.ts';
import type { ListedTool } from './tools.ts';
import { OF_CONNECTIONS } from './traffic.ts';
import type { FailureKind } from './types.ts';

/** Each way to fail has its own start; the first start was refused with 401. What the progress says beside it. */
const FAILURES: readonly (readonly [kind: FailureKind, says: string])[] = [
  ['403', 'the provider says 403'],
  ['429', 'the provider says 429'],
  ['500', 'the provider fails'],
  ['cut', 'the provider sends half an answer'],
  ['reset', 'the connection breaks'],
  ['unreachable', 'the provider cannot be reached'],
];

/**
 * Lets the provider fail in every other way, with the tools that reach it.
 *
 * @param speaksHttp false where only the connection can fail
 * @param failures how calls failed before
 */
export async function tryFailures(
  starts: Starts,
  tools: readonly ListedTool[],
  speaksHttp: boolean,
  failures: readonly Answer[],
): Promise<void> {
  const seen = [...failures];
  for (const [index, [failure, says]] of FAILURES.entries()) {
    if (starts.isOver()) return;
    if (!speaksHttp && !OF_CONNECTIONS.has(failure)) continue;
    starts.context.options.progress(`${index + 2} of ${FAILURES.length + 2}: ${says}`);
    // Where a failure is asked again, one call shows how often.
    const reached = await tryFailure(starts, failure, tools.slice(0, failure === '500' ? 1 : 2));
    const answers = reached.map((it) => it.answer);
    // Half an answer is a failure for who has to read it, and a text for who hands it on.
    seen.push(...answers.filter((it) => failure !== 'cut' || isFailure(it)));
  }
  judgeShape(starts.steps, seen);
}

async function tryFailure(
  starts: Starts,
  failure: FailureKind,
  tools: readonly ListedTool[],
): Promise<readonly Call[]> {
  const { context, steps, credentialNames } = starts;
  const { value: calls = [] } = await starts.start(
    { name: failure, failure, credentials: 'made up' },
    (session) =>
      starts.call(session, tools, context.limits[failure === 'silence' ? failure : 'call']),
  );
  const reached = starts.reachedIn(calls, failure);
  if (failure === '403')
    judgeRefusal(steps, 'refusal.403', '403', worstRefusal(reached, credentialNames));
  if (failure === '500') {
    const requests = reached.flatMap(({ asked }) => context.traffic.toProvider(asked));
    judgeRetries(
      steps,
      requests.map((it) => it.at),
    );
  }
  if (reached.some((it) => it.answer.kind === 'gone'))
    steps.add(`died.${failure}`, ['production/8'], 'fail', sentence`It ends when a call fails.`);
  return reached;
}

/** Takes as long as all the others together, and comes last: where the time is over, only this is not known. */
export async function trySilence(starts: Starts, tools: readonly ListedTool[]): Promise<void> {
  if (starts.isOver()) return;
  const all = FAILURES.length + 2;
  starts.context.options.progress(`${all} of ${all}: the provider does not answer`);
  const reached = await tryFailure(starts, 'silence', tools.slice(0, 1));
  if (reached.length > 0) judgeSilence(starts, reached);
}

function judgeSilence({ steps, context }: Starts, reached: readonly Call[]): void {
  // None of 22 servers that were measured has a time-out: it is about retries, and not a mark against expiry.
  const items = ['publish/18'];
  if (reached.every((it) => it.answer.kind !== 'none'))
    steps.add('silence', items, 'pass', sentence`A call ends although the provider never answers.`);
  else
    steps.add(
      'silence',
      items,
      'fail',
      sentence`A call is not answered within ${context.limits.silence / 1000} seconds while the provider is silent.`,
    );
}

/**
 * Starts it without a credential, and with one that cannot be right.
 *
 * @param first the start with a made-up one: what ends in the same way says nothing of a credential
 */
export async function tryWithout(
  starts: Starts,
  tools: readonly ListedTool[],
  first: Attempt<unknown>,
): Promise<void> {
  const { context, steps, credentialNames } = starts;
  const { progress } = context.options;
  if (starts.isOver()) return;
  progress('a credential is missing');
  const absent = await starts.start(
    { name: 'absent', failure: '401', credentials: 'absent' },
    async (session) => {
      const calls = await starts.call(session, tools.slice(0, 1));
      return worstRefusal(calls, credentialNames);
    },
  );
  if (isSameEnd(first, absent)) {
    judgeSameEnd(steps, absent);
    return;
  }
  judgeAbsent(steps, absent, credentialNames);
  if (absent.opensBrowser)
    steps.add(
      'start.browser',
      ['production/8'],
      'fail',
      sentence`Without a credential it opens a page in a browser.`,
    );
  if (starts.isOver()) return;
  progress('a credential is too short');
  const short = await starts.start(
    { name: 'short', failure: '401', credentials: 'short' },
    async () => undefined,
  );
  judgeShort(steps, short, credentialNames);
}

const WORST: readonly Refusal[] = ['died', 'no answer', 'silent', 'as success', 'vague', 'clear'];

/** How the worst of these calls passed the refusal on; undefined where there was none. */
export function worstRefusal(
  calls: readonly Call[],
  names: readonly string[],
): Refusal | undefined {
  const refusals = calls.map((it) => refusalIn(it.answer, names));
  return WORST.find((it) => refusals.includes(it));
}
