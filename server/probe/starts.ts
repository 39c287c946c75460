import { type Attempt, attempt } from './attempt.ts';
import type { Context } from './context.ts';
import type { Answer, Session } from './session/session.ts';
import type { StdioSession } from './session/stdio.ts';
import { judgeLeak } from './steps/leaks.ts';
import type { Steps } from './steps/steps.ts';
import { argumentsFor, type ListedTool, nameOf, toolsIn } from './tools.ts';
import type { Stop, Variant } from './types.ts';

/** A call of a tool, and how many requests reached the provider meanwhile. */
export interface Call {
  readonly tool: ListedTool;
  readonly answer: Answer;
  readonly requests: number;
}

export interface Listed {
  readonly tools: readonly ListedTool[];
  /** `whole`, or why not. */
  readonly end: string;
}

/** The starts of one server, one after the other; each of them may show a leak, whatever it is for. */
export class Starts {
  readonly context: Context;
  readonly steps: Steps;
  readonly stops: Stop[] = [];
  /** The variables, headers and flags that hold credentials. */
  readonly credentialNames: readonly string[];

  constructor(context: Context, steps: Steps) {
    this.context = context;
    this.steps = steps;
    this.credentialNames = [...new Set(context.plan.slots.map(({ name }) => name))];
  }

  /** Whether a person wants to know about that item of the production list. */
  wants(item: number): boolean {
    return this.context.options.steps?.includes(item) ?? true;
  }

  /** Whether there is no time for more; throws where it is called off. */
  isOver(): boolean {
    this.context.throwIfOver();
    return this.context.isLate;
  }

  async start<T>(
    variant: Variant,
    talk: (session: Session, transport: StdioSession) => Promise<T>,
  ): Promise<Attempt<T>> {
    const done = await attempt(this.context, variant, talk);
    this.stops.push(done.stop);
    if (this.credentialNames.length > 0) judgeLeak(this.steps, done);
    return done;
  }

  async list(session: Session): Promise<Listed> {
    const { items, end } = await session.list('tools/list', 'tools', this.context.limits.list);
    return { tools: toolsIn(items), end };
  }

  /** Calls nothing where no provider of ours answers, whoever asks. */
  async call(session: Session, tools: readonly ListedTool[]): Promise<readonly Call[]> {
    const { provider, limits, mayCall, world } = this.context;
    const calls: Call[] = [];
    for (const tool of mayCall ? tools : []) {
      if (this.isOver()) break;
      const before = provider?.requests.length ?? 0;
      const asked = (await world.asked()).length;
      const params = { name: nameOf(tool), arguments: argumentsFor(tool) };
      const answer = await session.ask('tools/call', params, limits.call);
      const reached = (provider?.requests.length ?? 0) - before;
      calls.push({ tool, answer, requests: reached || (await world.asked()).length - asked });
      if (answer.kind === 'gone') break;
    }
    return calls;
  }
}
