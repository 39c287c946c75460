import type { ToolHash } from '../../rules/findings/probe-record.ts';
import { sentence } from '../../rules/secrets/safe.ts';
import { type Refusal, refusalIn } from './answers.ts';
import { type Attempt, attempt } from './attempt.ts';
import type { Context } from './context.ts';
import type { Answer, Session } from './session/session.ts';
import type { StdioSession } from './session/stdio.ts';
import { judgeLeak } from './steps/leaks.ts';
import {
  countsOf,
  judgeDrift,
  judgeSecondStart,
  judgeTools,
  judgeVersion,
} from './steps/listing.ts';
import { judgeHosts, judgeRetries } from './steps/network.ts';
import {
  askManners,
  judgeManners,
  judgeOutput,
  judgeShape,
  type Manners,
} from './steps/protocol.ts';
import { judgeAbsent, judgeRefusal, judgeShort, judgeStart } from './steps/start.ts';
import type { Steps } from './steps/steps.ts';
import { judgeStop } from './steps/stop.ts';
import { argumentsFor, hashOf, type ListedTool, mayCall, nameOf, toolsIn } from './tools.ts';
import type { FailureKind, Stop, ToolCounts, Variant } from './types.ts';
import { runningVersion } from './version.ts';

/** As many tools are called in the first start; later ones call those that reached somebody. */
const MOST_CALLED = 6;
const FAILURES: readonly FailureKind[] = [
  '403',
  '429',
  '500',
  'cut',
  'reset',
  'unreachable',
  'silence',
];
/** What the progress says. */
const SAYS: Readonly<Record<string, string>> = {
  '401': 'The provider says 401',
  '403': 'The provider says 403',
  '429': 'The provider says 429',
  '500': 'The provider fails',
  cut: 'The provider sends half an answer',
  reset: 'The connection breaks',
  unreachable: 'The provider cannot be reached',
  silence: 'The provider does not answer',
};

interface First {
  readonly tools: readonly ListedTool[];
  readonly end: string;
  readonly manners: Manners;
  readonly calls: readonly Call[];
  readonly version: string | undefined;
}

interface Call {
  readonly tool: ListedTool;
  readonly answer: Answer;
  readonly requests: number;
}

export interface LocalResult {
  readonly counts: ToolCounts;
  readonly hashes: readonly ToolHash[];
  readonly ran: string | undefined;
  readonly stop: Stop;
}

/** Starts a server of this machine as often as it takes, one start after the other. */
export class LocalProbe {
  readonly #context: Context;
  readonly #steps: Steps;
  readonly #stops: Stop[] = [];
  readonly #credentialNames: readonly string[];
  #refusals: Answer[] = [];

  constructor(context: Context, steps: Steps) {
    this.#context = context;
    this.#steps = steps;
    this.#credentialNames = [...new Set(context.plan.slots.map(({ name }) => name))];
  }

  async run(): Promise<LocalResult> {
    const { options, plan, mask } = this.#context;
    this.#say('starts');
    const first = await this.#start(
      { name: '401', failure: '401', credentials: 'made up', home: 'main' },
      (session, transport) => this.#first(session, transport),
    );
    const started = judgeStart(this.#steps, first);
    if (this.#context.isReal)
      this.#steps.add(
        'real',
        [],
        'info',
        sentence`A real credential was used: no failure was provoked, and no tool called.`,
      );
    judgeOutput(this.#steps, first);
    const tools = first.value?.tools ?? [];
    const hashes = tools.map((it) => hashOf(it, mask));
    const counts = countsOf(tools, hashes, options.before);
    const ran = await runningVersion(plan);
    if (first.value) this.#judgeFirst(first.value, counts, hashes, ran);
    if (started) await this.#later(first, counts, mask);
    if (plan.slots.length > 0 && !this.#context.isReal) await this.#withoutCredential(first);
    judgeHosts(
      this.#steps,
      this.#context.provider?.hosts() ?? [],
      this.#context.provider !== undefined,
    );
    judgeStop(this.#steps, this.#stops);
    const stop = this.#stops[0] ?? { by: 'none', ms: 0, left: 0 };
    return { counts, hashes, ran, stop };
  }

  #judgeFirst(
    first: First,
    counts: ToolCounts,
    hashes: readonly ToolHash[],
    ran: string | undefined,
  ): void {
    judgeTools(this.#steps, first.tools, counts, first.end);
    judgeManners(this.#steps, first.manners);
    judgeVersion(this.#steps, this.#context.plan, ran);
    judgeDrift(this.#steps, hashes, ran, this.#context.options.before);
    const reached = first.calls.filter((it) => it.requests > 0);
    const worst = worstOf(reached.map((it) => refusalIn(it.answer, this.#credentialNames)));
    if (this.#credentialNames.length > 0) judgeRefusal(this.#steps, 'refusal.401', worst);
    this.#refusals = [first.manners.unknownTool, ...reached.map((it) => it.answer)];
  }

  /** The other failures, debug output, and a second start in the same home. */
  async #later(
    first: Attempt<First>,
    counts: ToolCounts,
    mask: (text: string) => string,
  ): Promise<void> {
    const calls = first.value?.calls ?? [];
    const called = calls.filter((it) => it.requests > 0).map((it) => it.tool);
    const hasCredential = this.#credentialNames.length > 0 && !this.#context.isReal;
    if (hasCredential && (called.length > 0 || first.requests > 0)) {
      for (const failure of FAILURES) await this.#fail(failure, called.slice(0, 2));
      judgeShape(this.#steps, this.#refusals);
    }
    if (hasCredential && !this.#isOver()) {
      this.#say('Debug output is on');
      await this.#start(
        { name: 'debug', failure: '401', credentials: 'made up', debug: true },
        (session) => this.#call(session, called.slice(0, 1)),
      );
    }
    if (this.#isOver()) return;
    this.#say('It starts a second time');
    const again = await this.#start(
      { name: 'drift', failure: '401', credentials: 'made up', home: 'main' },
      (session) => this.#list(session),
    );
    if (!again.value || first.value?.end !== 'whole') return;
    const second = countsOf(
      again.value.tools,
      again.value.tools.map((it) => hashOf(it, mask)),
      undefined,
    );
    judgeSecondStart(
      this.#steps,
      counts.hash,
      again.value.end === 'whole' ? second.hash : undefined,
    );
  }

  async #fail(failure: FailureKind, tools: readonly ListedTool[]): Promise<void> {
    if (this.#isOver()) return;
    this.#say(SAYS[failure] ?? failure);
    const { provider } = this.#context;
    const before = provider?.requests.length ?? 0;
    const one = failure === 'silence' || failure === '500' ? tools.slice(0, 1) : tools;
    const { value: calls = [] } = await this.#start(
      { name: failure, failure, credentials: 'made up' },
      (session) => this.#call(session, one),
    );
    const reached = calls.filter((it) => it.requests > 0);
    if (failure === '403')
      judgeRefusal(
        this.#steps,
        'refusal.403',
        worstOf(reached.map((it) => refusalIn(it.answer, this.#credentialNames))),
      );
    if (failure === '500')
      judgeRetries(
        this.#steps,
        (provider?.requests ?? []).slice(before).map((it) => it.at),
      );
    if (failure !== 'silence') this.#refusals.push(...reached.map((it) => it.answer));
    else if (reached.length > 0) {
      const isAnswered = reached.every((it) => it.answer.kind !== 'none');
      // None of 22 servers that were measured has a time-out: it is about retries, and not a mark against expiry.
      if (isAnswered)
        this.#steps.add(
          'silence',
          ['publish/18'],
          'pass',
          sentence`A call ends although the provider never answers.`,
        );
      else
        this.#steps.add(
          'silence',
          ['publish/18'],
          'fail',
          sentence`A call is not answered as long as the provider is silent: it has no time-out.`,
        );
    }
    if (reached.some((it) => it.answer.kind === 'gone'))
      this.#steps.add(
        `died.${failure}`,
        ['production/8'],
        'fail',
        sentence`It ends when a call fails.`,
      );
  }

  async #withoutCredential(first: Attempt<First>): Promise<void> {
    const called = (first.value?.calls ?? []).filter((it) => it.requests > 0).map((it) => it.tool);
    for (const credentials of ['absent', 'short'] as const) {
      if (this.#isOver()) return;
      this.#say(credentials === 'absent' ? 'A credential is missing' : 'A credential is too short');
      const tried = await this.#start(
        { name: credentials, failure: '401', credentials },
        async (session): Promise<Refusal | undefined> => {
          if (credentials === 'short') return undefined;
          const answers = await this.#call(session, called.slice(0, 1));
          return worstOf(answers.map((it) => refusalIn(it.answer, this.#credentialNames)));
        },
      );
      if (credentials === 'absent') judgeAbsent(this.#steps, tried, this.#credentialNames);
      else judgeShort(this.#steps, tried, this.#credentialNames);
    }
  }

  async #start<T>(
    variant: Variant,
    talk: (session: Session, transport: StdioSession) => Promise<T>,
  ): Promise<Attempt<T>> {
    const done = await attempt(this.#context, variant, talk);
    this.#stops.push(done.stop);
    if (this.#credentialNames.length > 0) judgeLeak(this.#steps, done);
    return done;
  }

  async #first(session: Session, transport: StdioSession): Promise<First> {
    const { limits, options, mayCall: may } = this.#context;
    const { tools, end } = await this.#list(session);
    const version = session.serverVersion;
    const allowed = may ? tools.filter((it) => mayCall(it, options.calls)) : [];
    const calls = await this.#call(session, allowed.slice(0, MOST_CALLED));
    // Last, as some do not survive them.
    const manners = await askManners(session, transport, Math.min(limits.call, 5_000));
    return { tools, end, manners, calls, version };
  }

  async #list(
    session: Session,
  ): Promise<{ readonly tools: readonly ListedTool[]; readonly end: string }> {
    const { items, end } = await session.list('tools/list', 'tools', this.#context.limits.list);
    return { tools: toolsIn(items), end };
  }

  /** Calls nothing where no provider of ours answers, whoever asks. */
  async #call(session: Session, tools: readonly ListedTool[]): Promise<readonly Call[]> {
    const { provider, limits, mayCall: may, world } = this.#context;
    const calls: Call[] = [];
    for (const tool of may ? tools : []) {
      if (this.#isOver()) break;
      const before = provider?.requests.length ?? 0;
      const asked = (await world.asked()).length;
      const answer = await session.ask(
        'tools/call',
        { name: nameOf(tool), arguments: argumentsFor(tool) },
        limits.call,
      );
      const reached = (provider?.requests.length ?? 0) - before;
      calls.push({ tool, answer, requests: reached || (await world.asked()).length - asked });
      if (answer.kind === 'gone') break;
    }
    return calls;
  }

  #isOver(): boolean {
    this.#context.throwIfOver();
    return this.#context.isLate;
  }

  #say(text: string): void {
    this.#context.options.progress(text);
  }
}

const WORST: readonly Refusal[] = ['died', 'no answer', 'silent', 'as success', 'vague', 'clear'];

function worstOf(refusals: readonly Refusal[]): Refusal | undefined {
  return WORST.find((it) => refusals.includes(it));
}
