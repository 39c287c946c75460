import type { Context } from './context.ts';
import type { Inbox } from './session/inbox.ts';
import { Session } from './session/session.ts';
import { StdioSession } from './session/stdio.ts';
import { argumentsOf } from './session/sweep.ts';
import type { Stop, Variant } from './types.ts';

/** What one start showed, before anybody judges it. */
export interface Attempt<T> {
  readonly variant: Variant;
  readonly opened: 'open' | 'error' | 'none' | 'gone';
  /** How long it took to say hello. */
  readonly ms: number;
  /** Whether it is there a second after it has said hello. */
  readonly stays: boolean;
  readonly exitCode: number | null | undefined;
  /** What it said at the start, before it was asked to do anything; in memory, until it is judged. */
  readonly said: string;
  readonly output: Output;
  /** Where one of the credentials came out. */
  readonly leaks: readonly LeakPlace[];
  readonly dumpsEnvironment: boolean;
  /** Whether it wanted to open a page in a browser. */
  readonly opensBrowser: boolean;
  /** How often its provider was asked. */
  readonly requests: number;
  readonly stop: Stop;
  readonly value: T | undefined;
}

/** What its standard output was like, beside the answers in it. */
export interface Output
  extends Pick<Inbox, 'noise' | 'cut' | 'isGarbled' | 'strayAnswers' | 'uninvited' | 'unasked'> {
  /** Whether it has closed its standard input, and lives on. */
  readonly deaf: boolean;
}

export type LeakPlace =
  | 'an answer'
  | 'stderr'
  | 'stdout beside the protocol'
  | 'a file'
  | 'the arguments of a process';

/** Some die after a good start; who waits a moment sees it. */
const SETTLES = 1_000;

/**
 * Starts the server once, talks to it, ends it, and looks at all that came out.
 *
 * @param talk what to ask while it runs; a failure of it is not one of the server
 */
export async function attempt<T>(
  context: Context,
  variant: Variant,
  talk: (session: Session, transport: StdioSession) => Promise<T>,
): Promise<Attempt<T>> {
  const { world, provider, finder, limits, traffic } = context;
  context.throwIfOver();
  if (provider) provider.failure = variant.failure;
  const before = await traffic.mark();
  const home = world.home(variant.home ?? variant.name);
  const start = await context.start(variant, home);
  context.throwIfOver();
  let transport = new StdioSession(start);
  context.current = transport;
  let opened = await Session.open(transport, limits.initialize, context.modern, variant.client);
  if (opened.kind === 'newer') {
    await transport.stop();
    context.modern = true;
    transport = new StdioSession(start);
    context.current = transport;
    opened = await Session.open(transport, limits.initialize, true, variant.client);
  }
  let value: T | undefined;
  let stays = false;
  let said: string | undefined;
  if (opened.kind === 'open') {
    stays = !(await transport.ended(SETTLES));
    said = transport.stderr;
    if (stays) value = await talk(opened.session, transport);
  } else {
    // A last word may come after an error.
    await transport.ended(SETTLES / 2);
  }
  context.throwIfOver();
  // An error to the first question stands on standard output, and so does a good answer to it.
  if (!stays)
    said =
      opened.kind === 'open' ? transport.stderr : `${transport.stderr}\n${transport.inbox.text}`;
  const exitCode = transport.exit?.code;
  const visible = context.slotInArguments ? '' : await argumentsOf(start.trace);
  const stop = await transport.stop();
  context.current = undefined;
  const written = await world.written();
  const found: [LeakPlace, string][] = [
    ['stderr', transport.stderr],
    ['an answer', transport.inbox.text],
    ['a file', written.text],
    ['the arguments of a process', visible],
  ];
  return {
    variant,
    opened: opened.kind === 'newer' ? 'error' : opened.kind,
    ms: 'ms' in opened ? opened.ms : 0,
    stays,
    exitCode,
    said: said ?? '',
    output: outputOf(transport),
    leaks: found.filter(([, text]) => finder.isIn(text)).map(([place]) => place),
    opensBrowser: await world.hasOpenedBrowser(),
    dumpsEnvironment: found.some(([, text]) => text.includes(world.unasked.value)),
    requests: traffic.reached(await traffic.since(before), variant.failure),
    stop,
    value,
  };
}

function outputOf({ inbox, deaf }: StdioSession): Output {
  const { noise, cut, isGarbled, strayAnswers, uninvited, unasked } = inbox;
  return { noise, cut, isGarbled, strayAnswers, uninvited, unasked, deaf };
}
