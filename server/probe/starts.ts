import { type Attempt, attempt } from './attempt.ts';
import type { Context } from './context.ts';
import type { Answer, Session } from './session/session.ts';
import type { StdioSession } from './session/stdio.ts';
import { judgeLeak } from './steps/leaks.ts';
import type { Steps } from './steps/steps.ts';
import { argumentsFor, type ListedTool, nameOf, toolsIn } from './tools.ts';
import type { Asked } from './traffic.ts';
import type { FailureKind, Stop, Variant } from './types.ts';

/** A call of a tool, and what it asked for meanwhile. */
export interface Call {
  readonly tool: ListedTool;
  readonly answer: Answer;
  readonly asked: Asked;
}

export interface Listed {
  readonly tools: readonly ListedTool[];
  /** Entries that are no tools, or are nested deeper than anybody reads. */
  readonly unread: number;
  /** `whole`, or why not; `none-offered` where it does not say that it has any. */
  readonly end: string;
}

export async function listTools(session: Session, timeout: number): Promise<Listed> {
  const { items, end } = await session.list('tools/list', 'tools', timeout);
  const tools = toolsIn(items);
  const isOffered = session.has('tools') || end !== 'error';
  return { tools, unread: items.length - tools.length, end: isOffered ? end : 'none-offered' };
}

/** The starts of one server, one after the other; each of them may show a leak, whatever it is for. */
export class Starts {
  readonly context: Context;
  readonly steps: Steps;
  readonly stops: Stop[] = [];
  /** The variables, headers and flags that hold credentials, where those have a name: an argument by itself has none. */
  readonly credentialNames: readonly string[];
  readonly hasCredential: boolean;

  constructor(context: Context, steps: Steps) {
    this.context = context;
    this.steps = steps;
    const { slots } = context.plan;
    this.hasCredential = slots.length > 0;
    this.credentialNames = [...new Set(slots.map(({ name }) => name))].filter((it) => it !== '');
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
    judge?: (done: Attempt<T>) => void,
  ): Promise<Attempt<T>> {
    const done = await attempt(this.context, variant, talk);
    this.stops.push(done.stop);
    judge?.(done);
    if (this.hasCredential) judgeLeak(this.steps, done);
    return done;
  }

  list(session: Session): Promise<Listed> {
    return listTools(session, this.context.limits.list);
  }

  /** Calls nothing where no provider of ours answers, whoever asks. */
  async call(
    session: Session,
    tools: readonly ListedTool[],
    patience = this.context.limits.call,
  ): Promise<readonly Call[]> {
    const { traffic, mayCall } = this.context;
    const calls: Call[] = [];
    for (const tool of mayCall ? tools : []) {
      if (this.isOver()) break;
      const params = { name: nameOf(tool), arguments: argumentsFor(tool) };
      const [answer, asked] = await traffic.during(() =>
        session.ask('tools/call', params, patience),
      );
      calls.push({ tool, answer, asked });
      if (answer.kind === 'gone') break;
    }
    return calls;
  }

  /** Those that asked the provider, which failed in that way. */
  reachedIn(calls: readonly Call[], failure: FailureKind): readonly Call[] {
    const { traffic } = this.context;
    return calls.filter(({ asked }) => traffic.reached(asked, failure) > 0);
  }
}
