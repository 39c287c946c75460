import { type SafeText, sentence } from '../../../rules/secrets/safe.ts';
import { hasStack, isFailure, saysWrong, textIn } from '../answers.ts';
import type { Answer, Session } from '../session/session.ts';
import type { StdioSession } from '../session/stdio.ts';
import type { Steps } from './steps.ts';

const METHOD_NOT_FOUND = -32_601;
const PINGS = 20;
const SLOW = 200;

export interface Manners {
  readonly unknownTool: Answer;
  readonly unknownMethod: Answer;
  readonly afterNonsense: boolean;
  readonly pings: readonly number[];
}

/** Questions that no server should stumble over, and that reach nobody beyond it. */
export async function askManners(
  session: Session,
  transport: StdioSession,
  timeout: number,
): Promise<Manners> {
  const pings: number[] = [];
  for (let round = 0; round < 2 && !session.modern; round++) {
    const times = await ping(session, timeout);
    // On a busy machine one of twenty is late: who is slow is slow twice.
    if (pings.length === 0 || shareOf(times, 0.95) < shareOf(pings, 0.95))
      pings.splice(0, pings.length, ...times);
    if (pings.length < PINGS || shareOf(pings, 0.95) <= SLOW) break;
  }
  const unknownMethod = await session.ask('probe/no-such-method', {}, timeout);
  const name = 'probe_no_such_tool';
  const unknownTool = await session.ask('tools/call', { name, arguments: {} }, timeout);
  transport.sendLine('{"jsonrpc": "2.0", "id": 1, nonsense');
  const after = await session.ask('tools/list', {}, timeout);
  return {
    unknownTool,
    unknownMethod,
    afterNonsense: after.kind !== 'gone' && after.kind !== 'none',
    pings,
  };
}

async function ping(session: Session, timeout: number): Promise<readonly number[]> {
  const times: number[] = [];
  while (times.length < PINGS) {
    const { kind, ms } = await session.ask('ping', {}, timeout);
    if (kind !== 'result') break;
    times.push(ms);
  }
  return times;
}

export function judgeManners(steps: Steps, manners: Manners): void {
  const { unknownTool, unknownMethod, afterNonsense, pings } = manners;
  const isRefused = unknownMethod.kind === 'error' && unknownMethod.code === METHOD_NOT_FOUND;
  if (isRefused)
    steps.add(
      'protocol.unknown-method',
      [],
      'pass',
      sentence`An unknown method is refused with -32601.`,
    );
  else
    steps.add(
      'protocol.unknown-method',
      [],
      unknownMethod.kind === 'error' ? 'review' : 'fail',
      notSaid(unknownMethod),
    );
  if (isFailure(unknownTool))
    steps.add('protocol.unknown-tool', [], 'pass', sentence`A tool that nobody has is refused.`);
  else steps.add('protocol.unknown-tool', [], 'fail', notRefused(unknownTool));
  if (afterNonsense)
    steps.add('protocol.nonsense', [], 'pass', sentence`It survives a line that is no message.`);
  else if (unknownTool.kind !== 'gone')
    steps.add(
      'protocol.nonsense',
      [],
      'fail',
      sentence`It does not survive a line that is no message.`,
    );
  judgeTimes(steps, pings);
}

function notSaid(answer: Answer): SafeText {
  switch (answer.kind) {
    case 'error':
      return sentence`An unknown method is refused with ${answer.code}, not with -32601.`;
    case 'result':
      return sentence`A call of an unknown method looks like a success.`;
    case 'gone':
      return sentence`It ends when it is asked for an unknown method.`;
    default:
      return sentence`An unknown method is not answered.`;
  }
}

function notRefused(answer: Answer): SafeText {
  if (answer.kind === 'gone') return sentence`It ends when a tool is called that nobody has.`;
  if (answer.kind === 'none') return sentence`A call of a tool that nobody has is not answered.`;
  return saysWrong(answer)
    ? sentence`A tool that nobody has is refused in ordinary text, not as an error.`
    : sentence`A call of a tool that nobody has looks like a success.`;
}

/** What went wrong inside is for its log: a model can do nothing with it, and whoever attacks can. */
export function judgeStacks(steps: Steps, answers: readonly Answer[]): void {
  if (answers.some(hasStack))
    steps.add(
      'protocol.stack',
      ['publish/19'],
      'fail',
      sentence`An answer holds a stack trace. Answer with what is wrong, and log the trace.`,
    );
}

function judgeTimes(steps: Steps, pings: readonly number[]): void {
  if (pings.length < PINGS) return;
  const at = (share: number): number => shareOf(pings, share);
  const verdict = at(0.95) > SLOW ? 'fail' : 'pass';
  steps.add(
    'times',
    ['publish/24'],
    verdict,
    sentence`Without the network it answers in ${at(0.5)} ms, 95 of 100 times in ${at(0.95)} ms.`,
  );
}

/** Of a tool that asked nobody: what takes time there is the server. */
export function judgeCallTimes(steps: Steps, times: readonly number[]): void {
  if (times.length === 0) return;
  const median = shareOf(times, 0.5);
  steps.add(
    'times.call',
    ['publish/24'],
    median > SLOW ? 'fail' : 'pass',
    sentence`A tool that asks nobody takes ${median} ms, of ${times.length} calls in the middle.`,
  );
}

function shareOf(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * share) - 1] ?? 0;
}

/** Failures as errors here and as ordinary text there. */
export function judgeShape(steps: Steps, failures: readonly Answer[]): void {
  const shapes = new Set(
    failures
      .filter((it) => it.kind === 'result' || it.kind === 'error')
      .map((it) => (isFailure(it) ? 'error' : textIn(it) === '' ? 'nothing' : 'text')),
  );
  if (failures.length < 2) return;
  if (shapes.has('error') && shapes.has('text'))
    steps.add(
      'error-shape',
      ['publish/19'],
      'fail',
      sentence`Some failures come back as errors, and others as ordinary text.`,
    );
  else if (shapes.has('text'))
    steps.add(
      'error-shape',
      ['publish/19'],
      'fail',
      sentence`Failures come back as ordinary text, without being marked as errors.`,
    );
  else steps.add('error-shape', ['publish/19'], 'pass', sentence`Failures have one shape.`);
}
