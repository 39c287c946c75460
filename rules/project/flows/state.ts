import type { Call } from '../../source/expressions.ts';
import type { SourceFunction, SourceModule } from '../../source/model.ts';
import type { Span } from '../../text/span.ts';
import type { Sources } from '../names/sources.ts';
import type { Place } from '../tools/tool.ts';
import type { Harm } from './harm.ts';
import type { Origins } from './origins.ts';
import { ALL, type Kinds, NONE, type Taint } from './taint.ts';

/** One run of a function: what its names hold. */
export interface Frame {
  readonly fn: SourceFunction;
  readonly module: SourceModule;
  readonly names: Map<string, Taint>;
  /** The function around it, for closures. */
  readonly outer: Frame | undefined;
  readonly depth: number;
  /** Calls that led here from the tool. */
  readonly steps: readonly Place[];
  returned: Taint | undefined;
}

export function lookUp(frame: Frame, name: string): Taint | undefined {
  for (let it: Frame | undefined = frame; it; it = it.outer) {
    const found = it.names.get(name);
    if (found) return found;
    // A parameter or variable of its own hides the one further out.
    if (it.fn.params.some(({ bindings }) => bindings.some((binding) => binding.name === name)))
      return undefined;
  }
  return undefined;
}

/** One tool that is being followed, as those who read expressions know it. */
export interface Following {
  readonly sources: Sources;
  readonly origins: Origins;
  readonly guards: Guards;
  /** What a function of the project gives back of the model's. */
  enter(
    fn: SourceFunction,
    module: SourceModule,
    names: Map<string, Taint>,
    from: Frame,
    call: Span | undefined,
  ): Taint | undefined;
  /** Told of each place where a value does harm. */
  harm(harm: Harm, call: Call, frame: Frame): void;
}

/** What tests have ruled out so far, by parameter: it holds for everything that was made of it. */
export class Guards {
  readonly #ruled = new Map<string, Kinds>();
  #until: {
    readonly end: number;
    readonly frame: Frame;
    readonly before: ReadonlyMap<string, Kinds>;
  }[] = [];

  /** Kinds in which a value does no more harm. */
  of({ parameter, origin }: Taint): Kinds {
    return this.#ruled.get(keyOf(parameter, origin)) ?? NONE;
  }

  rule({ parameter, origin, level, rest }: Taint, all: Kinds): void {
    const kinds = all & ~(rest ?? NONE);
    if (level || kinds === NONE) return;
    const key = keyOf(parameter, origin);
    this.#ruled.set(key, ((this.#ruled.get(key) ?? NONE) | kinds) & ALL);
  }

  /** What is ruled from here on holds in one branch only. */
  branch(frame: Frame, end: number): void {
    this.#until.push({ end, frame, before: new Map(this.#ruled) });
  }

  /** Leaves the branches of a run that end before a place. */
  reach(frame: Frame, start: number): void {
    for (;;) {
      const last = this.#until.at(-1);
      if (!last || last.frame !== frame || last.end > start) return;
      this.#until.pop();
      this.#ruled.clear();
      for (const [key, kinds] of last.before) this.#ruled.set(key, kinds);
    }
  }
}

function keyOf(parameter: string, { file, span }: Place): string {
  return `${parameter} ${file} ${span.start}`;
}
