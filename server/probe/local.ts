import type { ToolHash } from '../../rules/findings/probe-record.ts';
import { sentence } from '../../rules/secrets/safe.ts';
import type { Attempt } from './attempt.ts';
import type { Context } from './context.ts';
import { tryFailures, tryWithout, worstRefusal } from './failures.ts';
import type { Session } from './session/session.ts';
import type { StdioSession } from './session/stdio.ts';
import { type Call, type Listed, Starts } from './starts.ts';
import { judgeArguments, tryArguments } from './steps/arguments.ts';
import {
  countsOf,
  judgeDrift,
  judgeOtherClient,
  judgeSecondStart,
  judgeTools,
  judgeVersion,
} from './steps/listing.ts';
import { judgeHosts } from './steps/network.ts';
import { askManners, judgeManners, judgeOutput, type Manners } from './steps/protocol.ts';
import { judgeRefusal, judgeStart } from './steps/start.ts';
import type { Steps } from './steps/steps.ts';
import { judgeStop } from './steps/stop.ts';
import { judgeWords } from './steps/words.ts';
import { hashOf, type ListedTool, mayCall, seenOf } from './tools.ts';
import type { Stop, ToolCounts, ToolSeen } from './types.ts';
import { runningVersion } from './version.ts';

/** As many tools are called in the first start; later ones call those that reached somebody. */
const MOST_CALLED = 6;

interface First extends Listed {
  readonly manners: Manners;
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
    const { options, plan, mask, isReal, provider } = this.#context;
    options.progress('1 of 8: it starts');
    const first = await this.#starts.start(
      { name: '401', failure: '401', credentials: 'made up', home: 'main' },
      (session, transport) => this.#first(session, transport),
    );
    const started = judgeStart(this.#steps, first);
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
    if (first.value) this.#judgeFirst(first.value, counts, hashes, ran);
    await this.#later(first, started, counts);
    judgeHosts(this.#steps, provider?.hosts() ?? [], provider !== undefined);
    judgeStop(this.#steps, this.#starts.stops);
    const stop = this.#starts.stops[0] ?? { by: 'none', ms: 0, left: 0 };
    const called = (first.value?.calls ?? []).map((it) => it.tool);
    return { counts, hashes, listed: seenOf(first.value?.tools ?? [], called), ran, stop };
  }

  async #first(session: Session, transport: StdioSession): Promise<First> {
    const { limits, options } = this.#context;
    const listed = await this.#starts.list(session);
    const allowed = listed.tools.filter((it) => mayCall(it, options.calls));
    const calls = await this.#starts.call(session, allowed.slice(0, MOST_CALLED));
    // Last, as some do not survive them.
    const manners = await askManners(session, transport, Math.min(limits.call, 5_000));
    return { ...listed, calls, manners, instructions: session.instructions };
  }

  #judgeFirst(
    first: First,
    counts: ToolCounts,
    hashes: readonly ToolHash[],
    ran: string | undefined,
  ): void {
    judgeTools(this.#steps, first.tools, counts, first.end);
    judgeWords(this.#steps, first.tools, first.instructions, this.#context.options.otherTools);
    judgeManners(this.#steps, first.manners);
    judgeVersion(this.#steps, this.#context.plan, ran);
    judgeDrift(this.#steps, hashes, ran, this.#context.options.before);
    const { credentialNames } = this.#starts;
    const worst = worstRefusal(reachedIn(first.calls), credentialNames);
    if (credentialNames.length > 0) judgeRefusal(this.#steps, 'refusal.401', worst);
  }

  /** The other failures, debug output, a credential that is missing, and a second start in the same home. */
  async #later(first: Attempt<First>, started: boolean, counts: ToolCounts): Promise<void> {
    const starts = this.#starts;
    const reached = reachedIn(first.value?.calls ?? []);
    const tools = reached.map((it) => it.tool);
    const isMadeUp = starts.credentialNames.length > 0 && !this.#context.isReal;
    const isSeen = tools.length > 0 || first.requests > 0;
    if (started && isMadeUp && isSeen && (starts.wants(7) || starts.wants(8))) {
      const unknown = first.value ? [first.value.manners.unknownTool] : [];
      await tryFailures(starts, tools, [...unknown, ...reached.map((it) => it.answer)]);
    }
    if (started && isMadeUp && starts.wants(7)) await this.#debug(tools);
    if (isMadeUp && starts.wants(8)) await tryWithout(starts, tools);
    if (started && starts.wants(9) && first.value?.end === 'whole') await this.#again(counts);
    const { steps, unfit = steps === undefined } = this.#context.options;
    if (started && unfit) await this.#arguments(first.value?.calls ?? []);
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
    const hashes = value.tools.map((it) => hashOf(it, this.#context.mask));
    judgeSecondStart(this.#steps, counts.hash, countsOf(value.tools, hashes, undefined).hash);
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
    const hashes = value.tools.map((it) => hashOf(it, this.#context.mask));
    judgeOtherClient(
      this.#steps,
      counts.hash,
      countsOf(value.tools, hashes, undefined).hash,
      client,
    );
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

function reachedIn(calls: readonly Call[]): readonly Call[] {
  return calls.filter((it) => it.requests > 0);
}
