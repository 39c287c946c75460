import { ask as send } from '../http/request.ts';
import { LeakFinder } from '../leaks.ts';
import { askText, EVERY, questionOf } from './consent.ts';
import { readReply } from './questions.ts';
import type { AskOptions, AskOutcome, AskPlan, Reading } from './types.ts';

const TIMEOUT = 15_000;

/**
 * Asks a provider about one credential, because a person said yes to sending it there.
 *
 * @param origin where the provider is; another one for tests alone
 */
export async function askProvider(
  plan: AskPlan,
  options: AskOptions,
  origin = `https://${questionOf(plan).host}`,
): Promise<AskOutcome> {
  const nothing = (kind: AskOutcome['kind'], why: string): AskOutcome => ({
    kind,
    why,
    standing: 'unclear',
  });
  if (!options.trusted) return nothing('refused', 'The folder is not trusted.');
  if (!(await options.consent(askText(plan, options.untilRefused))))
    return nothing('refused', 'Nobody said yes.');
  const { every = EVERY, untilRefused } = options;
  const began = options.now();
  let wasLive = false;
  for (;;) {
    const reading = await once(plan, origin, options.signal);
    if (options.signal?.aborted) return nothing('cancelled', 'It was called off.');
    if (!reading) return nothing('unreached', 'The provider could not be reached.');
    const spent = options.now() - began;
    if (reading.standing === 'refused' && wasLive)
      return { kind: 'done', why: '', ...reading, refusedAfter: Math.round(spent / 1000) };
    wasLive ||= reading.standing === 'live';
    const isOver = reading.standing === 'refused' || spent + every > untilRefused;
    if (isOver) return { kind: 'done', why: '', ...reading };
    options.progress(`It is still accepted after ${Math.round(spent / 1000)} seconds`);
    await pause(every, options.signal);
    if (options.signal?.aborted) return nothing('cancelled', 'It was called off.');
  }
}

async function once(
  plan: AskPlan,
  origin: string,
  signal: AbortSignal | undefined,
): Promise<Reading | undefined> {
  const question = questionOf(plan);
  const { path, method = 'GET', body } = question;
  const reply = await send(new URL(path, origin), {
    method,
    body,
    headers: { accept: 'application/json', ...question.headers(plan.value) },
    timeout: TIMEOUT,
    signal,
  });
  if (!reply) return undefined;
  const { status, headers } = reply;
  const reading = readReply(question, { status, headers, json: jsonIn(reply.body) }, plan.value);
  const finder = new LeakFinder([{ name: plan.name, value: plan.value, fixed: 0 }]);
  // Whoever answers may send back what it was sent.
  return { ...reading, scopes: reading.scopes?.filter((it) => !finder.isIn(it)) };
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
