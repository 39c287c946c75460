import type { ToolHash } from '../../rules/findings/probe-record.ts';
import { sentence } from '../../rules/secrets/safe.ts';
import type { Attempt, Output } from './attempt.ts';
import type { Context } from './context.ts';
import { tryFailures, trySilence, tryWithout, worstRefusal } from './failures.ts';
import type { Session } from './session/session.ts';
import type { StdioSession } from './session/stdio.ts';
import { type Call, type Listed, Starts } from './starts.ts';
import { judgeArguments, tryArguments } from './steps/arguments.ts';
import { judgeCalls } from './steps/calls.ts';
import {
  countsOf,
  judgeDrift,
  judgeOtherClient,
  judgeSecondList,
  judgeSecondStart,
  judgeTools,
  judgeVersion,
} from './steps/listing.ts';
import { judgeHosts } from './steps/network.ts';
import { judgeOutput } from './steps/output.ts';
import {
  askManners,
  judgeCallTimes,
  judgeManners,
  judgeStacks,
  type Manners,
} from './steps/protocol.ts';
import { isStarted, judgeRefusal, judgeStart, wantsTerminal } from './steps/start.ts';
import type { Steps } from './steps/steps.ts';
import { judgeStop } from './steps/stop.ts';
import { judgeWords } from './steps/words.ts';
import { hashOf, type ListedTool, listHash, mayCall, nameOf, seenOf } from './tools.ts';
import type { ProbeOptions, Stop, ToolCounts, ToolSeen } from './types.ts';
import { runningVersion } from './version.ts';

/** As many tools are called by their hints in the first start; later ones call those that reached somebody. */
const MOST_CALLED = 6;
/** And one that asked nobody so often. */
const MOST_TIMED = 5;

interface First extends Listed {
  readonly manners: Manners;
  /** The list again, after tools were called. */
  readonly again: Listed;
  readonly isAnnounced: boolean;
  /** How long a tool took that asked nobody, several times. */
  readonly times: readonly number[];
  readonly instructions: string;
  readonly calls: readonly Call[];
}

export interface LocalResult {
  readonly counts: ToolCounts;
  readonly hashes: readonly ToolHash[];
  readonly listed: readonly ToolSeen[];
  readonly ran: string | undefined;
  readonly stop: Stop;
}

/** Starts a server of this machine as often as it takes, one start after the other. */
export class LocalProbe {
  readonly #context: Context;
  readonly #steps: Steps;
  readonly #starts: Starts;

  constructor(context: Context, steps: Steps) {
    this.#context = context;
    this.#steps = steps;
    this.#starts = new Starts(context, steps);
  }

  async run(): Promise<LocalResult> {
    const { options, plan, mask, isReal, provider, traffic } = this.#context;
    options.progress('1 of 8: it starts');
    const first = await this.#starts.start(
      { name: '401', failure: '401', credentials: 'made up', home: 'main' },
      (session, transport) => this.#first(session, transport),
      (done) => judgeStart(this.#steps, done),
    );
    const started = isStarted(first);
    if (isReal)
      this.#steps.add(
        'real',
        [],
        'info',
        sentence`A real credential was used: no failure was provoked, and no tool called.`,
      );
    judgeOutput(this.#steps, first);
    const hashes = (first.value?.tools ?? []).map((it) => hashOf(it, mask));
    const counts = countsOf(first.value?.tools ?? [], hashes, options.before);
    const ran = await runningVersion(plan);
    if (first.value) this.#judgeFirst(first.value, first.output, counts, hashes, ran);
    if (!wantsTerminal(first)) await this.#later(first, started, counts);
    judgeHosts(
      this.#steps,
      provider?.hosts() ?? [],
      await traffic.unanswered(),
      provider !== undefined,
    );
    if (this.#context.isLate)
      this.#steps.add('late', [], 'review', sentence`The time was over before all was tried.`);
    judgeStop(this.#steps, this.#starts.stops);
    const stop = this.#starts.stops[0] ?? { by: 'none', ms: 0, left: 0 };
    const called = (first.value?.calls ?? []).map((it) => it.tool);
    return { counts, hashes, listed: seenOf(first.value?.tools ?? [], called), ran, stop };
  }

  async #first(session: Session, transport: StdioSession): Promise<First> {
    const { limits, options } = this.#context;
    const listed = await this.#starts.list(session);
    const calls = await this.#starts.call(session, chosen(listed.tools, options.calls));
    const times = await this.#times(session, calls);
    const again = await this.#starts.list(session);
    const isAnnounced = transport.inbox.hasChangedTools;
    // Last, as some do not survive them.
    const manners = await askManners(session, transport, Math.min(limits.call, 5_000));
    const { instructions } = session;
    return { ...listed, calls, times, again, isAnnounced, manners, instructions };
  }

  /** Of a tool that asked nobody and had something to say: once more, until a number can be believed. */
  async #times(session: Session, calls: readonly Call[]): Promise<readonly number[]> {
    const idle = calls.find(
      ({ asked: { requests, connections }, answer }) =>
        requests.length + connections.length === 0 &&
        answer.kind === 'result' &&
        answer.value.isError !== true,
    );
    if (!idle) return [];
    const more = await this.#starts.call(
      session,
      Array.from({ length: MOST_TIMED - 1 }, () => idle.tool),
    );
    return [idle, ...more].map(({ answer }) => answer.ms);
  }

  #judgeFirst(
    first: First,
    { cut, deaf }: Output,
    counts: ToolCounts,
    hashes: readonly ToolHash[],
    ran: string | undefined,
  ): void {
    const isLost = cut || deaf;
    judgeTools(this.#steps, first, counts, isLost);
    const { options, provider, isReal } = this.#context;
    if (provider && !isReal)
      judgeCalls(
        this.#steps,
        first.tools,
        first.calls.map((it) => it.tool),
        options.calls,
      );
    judgeWords(this.#steps, first.tools, first.instructions, this.#context.options.otherTools);
    // Answers are missing: nobody knows which.
    if (!isLost) judgeManners(this.#steps, first.manners);
    const { unknownTool, unknownMethod } = first.manners;
    judgeStacks(this.#steps, [...first.calls.map((it) => it.answer), unknownTool, unknownMethod]);
    judgeCallTimes(this.#steps, first.times);
    if (first.end === 'whole' && first.again.end === 'whole')
      judgeSecondList(this.#steps, counts.hash, this.#hashOf(first.again), first.isAnnounced);
    judgeVersion(this.#steps, this.#context.plan, ran);
    judgeDrift(this.#steps, hashes, ran, this.#context.options.before);
    const { credentialNames, hasCredential } = this.#starts;
    const worst = worstRefusal(this.#starts.reachedIn(first.calls, '401'), credentialNames);
    if (hasCredential) judgeRefusal(this.#steps, 'refusal.401', '401', worst);
  }

  #hashOf({ tools }: Listed): string {
    return listHash(tools.map((it) => hashOf(it, this.#context.mask)));
  }

  /** The other failures, debug output, a credential that is missing, and a second start in the same home. */
  async #later(first: Attempt<First>, started: boolean, counts: ToolCounts): Promise<void> {
    const starts = this.#starts;
    const calls = first.value?.calls ?? [];
    const reached = starts.reachedIn(calls, '401');
    // What speaks no HTTP, as to a database, meets a broken connection, and no 401.
    const speaks = reached.length > 0 || first.requests > 0;
    const tools = (speaks ? reached : starts.reachedIn(calls, 'reset')).map((it) => it.tool);
    const isMadeUp = starts.hasCredential && !this.#context.isReal;
    const isSeen = tools.length > 0 || speaks;
    const mayFail = started && isMadeUp && isSeen && (starts.wants(7) || starts.wants(8));
    if (mayFail) {
      const unknown = first.value ? [first.value.manners.unknownTool] : [];
      await tryFailures(starts, tools, speaks, [...unknown, ...reached.map((it) => it.answer)]);
    }
    if (started && isMadeUp && starts.wants(7)) await this.#debug(tools);
    if (isMadeUp && starts.wants(8)) await tryWithout(starts, tools, first);
    if (started && starts.wants(9) && first.value?.end === 'whole') await this.#again(counts);
    const { steps, unfit = steps === undefined } = this.#context.options;
    if (started && unfit) await this.#arguments(calls);
    if (mayFail) await trySilence(starts, tools);
  }

  async #debug(tools: readonly ListedTool[]): Promise<void> {
    if (this.#starts.isOver()) return;
    this.#context.options.progress('debug output is on');
    await this.#starts.start(
      { name: 'debug', failure: '401', credentials: 'made up', debug: true },
      (session) => this.#starts.call(session, tools.slice(0, 1)),
    );
  }

  /** What it keeps in its home may change what it lists. */
  async #again(counts: ToolCounts): Promise<void> {
    if (this.#starts.isOver()) return;
    this.#context.options.progress('it starts a second time');
    const { value } = await this.#starts.start(
      { name: 'drift', failure: '401', credentials: 'made up', home: 'main' },
      (session) => this.#starts.list(session),
    );
    if (value?.end !== 'whole') return;
    judgeSecondStart(this.#steps, counts.hash, this.#hashOf(value));
    await this.#asAnother(counts);
  }

  /** Some show a client that they know other tools than one that looks. */
  async #asAnother(counts: ToolCounts): Promise<void> {
    const { otherClient: client, progress } = this.#context.options;
    if (client === undefined || this.#starts.isOver()) return;
    progress('it starts for another client');
    const variant = {
      name: 'other',
      failure: '401',
      credentials: 'made up',
      home: 'main',
    } as const;
    const { value } = await this.#starts.start({ ...variant, client }, (session) =>
      this.#starts.list(session),
    );
    if (value?.end !== 'whole') return;
    judgeOtherClient(this.#steps, counts.hash, this.#hashOf(value), client);
  }

  /** Only tools that were called before: who does not look at arguments carries them out. */
  async #arguments(calls: readonly Call[]): Promise<void> {
    if (calls.length === 0 || this.#starts.isOver()) return;
    this.#context.options.progress('its arguments do not fit');
    const { value } = await this.#starts.start(
      { name: 'arguments', failure: '401', credentials: 'made up' },
      (session) =>
        tryArguments(
          this.#starts,
          session,
          calls.map((it) => it.tool),
        ),
    );
    if (value) judgeArguments(this.#steps, value);
  }
}

/** What a person ticked comes first, and all of it. */
function chosen(tools: readonly ListedTool[], calls: ProbeOptions['calls']): readonly ListedTool[] {
  const ticked = tools.filter((it) => typeof calls === 'object' && calls.includes(nameOf(it)));
  const others = tools.filter((it) => mayCall(it, calls) && !ticked.includes(it));
  return [...ticked, ...others.slice(0, Math.max(0, MOST_CALLED - ticked.length))];
}
