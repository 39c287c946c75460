import { count } from '../../../rules/secrets/count.ts';
import { safe, sentence } from '../../../rules/secrets/safe.ts';
import type { Attempt, Output } from '../attempt.ts';
import type { Uninvited } from '../session/inbox.ts';
import type { Steps } from './steps.ts';

/** So many messages that nobody asked for are no chat any more. */
const FLOOD = 500;

/** What its standard output was like, beside the answers in it. */
export function judgeOutput(steps: Steps, { output, opened }: Attempt<unknown>): void {
  const { cut, noise } = output;
  if (cut)
    steps.add(
      'protocol.cut',
      [],
      'review',
      sentence`It says more than the 4 MB that are read: the rest was cut, and answers may be missing. Is there a line without an end?`,
    );
  if (noise > 0)
    steps.add(
      'protocol.stdout',
      [],
      'fail',
      sentence`Its standard output holds ${count(noise, 'line')} that clients cannot read. Write to standard error.`,
    );
  else if (opened === 'open' || opened === 'error')
    steps.add('protocol.stdout', [], 'pass', sentence`Its standard output holds messages only.`);
  if (output.deaf)
    steps.add(
      'protocol.stdin',
      [],
      'fail',
      sentence`It closes its standard input and lives on: nobody can ask it anything. Read until the input ends, then end.`,
    );
  judgeConduct(steps, output);
}

/** Nothing is said of what is as it should be: that goes without saying. */
function judgeConduct(steps: Steps, output: Output): void {
  const { isGarbled, strayAnswers, uninvited, unasked } = output;
  // https://modelcontextprotocol.io/specification/2025-11-25/basic/transports
  if (isGarbled)
    steps.add(
      'protocol.encoding',
      [],
      'fail',
      sentence`Its standard output is not plain UTF-8: write it without a byte order mark, in no other encoding.`,
    );
  if (strayAnswers > 0)
    steps.add(
      'protocol.answers',
      [],
      'fail',
      sentence`It answers ${count(strayAnswers, 'time')} what nobody asked, or the same question twice. Answer each request once, with its own id.`,
    );
  // https://modelcontextprotocol.io/specification/2025-11-25/basic/lifecycle: only what was negotiated
  if (uninvited.size > 0)
    steps.add(
      'protocol.uninvited',
      [],
      'fail',
      sentence`It asks its client for ${safe.join(
        [...uninvited].map((it) => ASKS_FOR[it]),
        ', ',
      )}, which this one has not offered. Look at the client's capabilities first.`,
    );
  if (unasked > FLOOD)
    steps.add(
      'protocol.flood',
      [],
      'review',
      sentence`It sent ${unasked} messages that nobody asked for. Send fewer, or wait for their answers.`,
    );
}

const ASKS_FOR = {
  sampling: sentence`an answer of the model (sampling)`,
  elicitation: sentence`words of the person (elicitation)`,
  roots: sentence`its folders (roots)`,
  something: sentence`something else`,
} as const satisfies Record<Uninvited, unknown>;
