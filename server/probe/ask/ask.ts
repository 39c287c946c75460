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
  const nothing = (kind: AskOutcome['kind'], why: string, sent = false): AskOutcome => ({
    kind,
    why,
    sent,
    standing: 'unclear',
  });
  if (!options.trusted) return nothing('refused', 'The folder is not trusted.');
  if (!(await options.consent(askText(plan, options.untilRefused))))
    return nothing('refused', 'Nobody said yes.');
  const { every = EVERY, untilRefused, timeout = TIMEOUT, signal } = options;
  const began = options.now();
  let wasLive = false;
  for (;;) {
    const answer = await once(plan, origin, timeout, signal);
    if (signal?.aborted) return nothing('cancelled', CALLED_OFF, true);
    const { reading, failed, wait = 0 } = answer;
    // While it is waited for, one question that got lost is no end.
    if (failed && !wasLive) return nothing('unreached', failed.why, failed.sent);
    const spent = options.now() - began;
    const done = (): AskOutcome => ({
      kind: 'done',
      sent: true,
      standing: 'unclear',
      ...reading,
      why: reading?.why ?? failed?.why ?? '',
    });
    if (reading?.standing === 'refused' && wasLive)
      return { ...done(), refusedAfter: Math.round(spent / 1000) };
    wasLive ||= reading?.standing === 'live';
    const pause = Math.max(every, wait);
    if (reading?.standing === 'refused' || spent + pause > untilRefused) return done();
    options.progress(saying(reading, Math.round(spent / 1000)));
    await resting(pause, signal);
    if (signal?.aborted) return nothing('cancelled', CALLED_OFF, true);
  }
}

const CALLED_OFF = 'It was called off; the value had been sent by then.';

function saying(reading: Reading | undefined, seconds: number): string {
  return reading?.standing === 'live'
    ? `It is still accepted after ${seconds} seconds`
    : `No clear answer after ${seconds} seconds`;
}

interface Answer {
  readonly reading?: Reading;
  /** There was none: why, and whether the value went out for it. */
  readonly failed?: { readonly why: string; readonly sent: boolean };
  /** Milliseconds that it wants to be left alone. */
  readonly wait?: number;
}

async function once(
  plan: AskPlan,
  origin: string,
  timeout: number,
  signal: AbortSignal | undefined,
): Promise<Answer> {
  const question = questionOf(plan);
  const { path, method = 'GET', body } = question;
  let code: string | undefined;
  const reply = await send(new URL(path, origin), {
    method,
    body,
    headers: { accept: 'application/json', ...question.headers(plan.value) },
    timeout,
    signal,
    failed: (error) => {
      code = error.code ?? '';
    },
  });
  if (!reply) return { failed: failureOf(code, timeout) };
  const { status, headers } = reply;
  const reading = readReply(question, { status, headers, json: jsonIn(reply.body) }, plan.value);
  const finder = new LeakFinder([{ name: plan.name, value: plan.value, fixed: 0 }]);
  const wait = Math.min(Number(headers['retry-after']) * 1000 || 0, MOST_WAIT);
  // Whoever answers may send back what it was sent.
  return {
    reading: { ...reading, scopes: reading.scopes?.filter((it) => !finder.isIn(it)) },
    wait,
  };
}

/** A provider may ask for an hour. */
const MOST_WAIT = 60_000;

/** Why there was no answer, by the error's code; by none where the time was up. */
function failureOf(code: string | undefined, timeout: number): NonNullable<Answer['failed']> {
  if (code === undefined)
    return {
      why: `No answer came within ${Math.ceil(timeout / 1000)} seconds; the value may have been sent.`,
      sent: true,
    };
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return { why: 'Its host was not found, so nothing was sent.', sent: false };
  if (code === 'ECONNREFUSED' || code === 'ENETUNREACH' || code === 'EHOSTUNREACH')
    return { why: 'Its host does not let us in, so nothing was sent.', sent: false };
  if (/CERT|SIGNATURE|SELF_SIGNED|ISSUER|ERR_TLS|ERR_SSL|EPROTO/.test(code))
    return {
      why: 'Its certificate or its encryption is not to be trusted, so nothing was sent.',
      sent: false,
    };
  return { why: 'The connection broke; the value may have been sent.', sent: true };
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function resting(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
