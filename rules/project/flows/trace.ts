import { type Call, type Expression, pathOf, visit } from '../../source/expressions.ts';
import type { Binding, SourceEvent, SourceFunction, SourceModule } from '../../source/model.ts';
import type { Span } from '../../text/span.ts';
import type { Sources } from '../names/sources.ts';
import { around } from '../names/targets.ts';
import type { Place, Tool } from '../tools/tool.ts';
import { isNamedCheck } from './clean.ts';
import { grown, joined } from './compose.ts';
import type { Flow } from './flow.ts';
import { ruledOut } from './guards.ts';
import type { Harm } from './harm.ts';
import { entryTaints, Origins } from './origins.ts';
import { type Following, type Frame, Guards, lookUp } from './state.ts';
import { ALL, cleared, NONE, type Taint, whole } from './taint.ts';
import { Values } from './values.ts';

/** Calls into the project are followed so deep: further away, nobody believes a finding without a debugger. */
const MAX_DEPTH = 3;
/** Functions that are entered for one tool. */
const MOST_ENTERED = 400;

/** Follows what the model gives one tool through the code, in the order in which it runs. */
export class Trace implements Following {
  readonly sources: Sources;
  readonly origins: Origins;
  readonly guards = new Guards();
  readonly #tool: Tool;
  readonly #found: (flow: Flow) => void;
  readonly #values: Values;
  readonly #open = new Set<SourceFunction>();
  readonly #isOwn: (file: string) => boolean;
  #entered = 0;

  constructor(
    sources: Sources,
    tool: Tool,
    isOwn: (file: string) => boolean,
    found: (flow: Flow) => void,
  ) {
    this.sources = sources;
    this.#tool = tool;
    this.#isOwn = isOwn;
    this.#found = found;
    this.origins = new Origins(tool);
    this.#values = new Values(this);
  }

  /** @param isShared whether an event of the same function is in no part that is one tool's */
  run(module: SourceModule, isShared: (event: SourceEvent) => boolean): void {
    const { handler } = this.#tool;
    if (!handler) return;
    const names = new Map<string, Taint>();
    for (const [parameter, taint] of entryTaints(this.#tool, module, this.origins))
      for (const binding of parameter.bindings) this.#bind(names, binding, taint);
    const frame = this.#frame(handler.function, module, names, undefined, 0, []);
    const { part } = handler;
    this.#events(
      frame,
      (event) => !part || isInside(event, part) || (event.start < part.end && isShared(event)),
    );
  }

  /** What a function of the project gives back; undefined where nothing of the model's comes back, or it is too far away. */
  enter(
    fn: SourceFunction,
    module: SourceModule,
    names: Map<string, Taint>,
    from: Frame,
    call: Span | undefined,
  ): Taint | undefined {
    const depth = call ? from.depth + 1 : from.depth;
    if (depth > MAX_DEPTH || this.#open.has(fn) || this.#entered > MOST_ENTERED) return undefined;
    if (!this.#isOwn(module.path)) return undefined;
    const outer = outerOf(around(fn, module), from);
    if (names.size === 0 && !outer) return undefined;
    this.#entered += 1;
    const step: Place[] = call
      ? [{ file: from.module.path, span: { start: call.start, end: call.end } }]
      : [];
    const frame = this.#frame(fn, module, names, outer, depth, [...from.steps, ...step]);
    this.#events(frame);
    return frame.returned;
  }

  /** Tells of a place where a value does harm. */
  harm({ kind, taint, argument }: Harm, call: Call, { module, fn, steps, depth }: Frame): void {
    const { parameter, origin, text } = taint;
    if (kind === 'path' && isTemporary(fn, argument)) return;
    this.#found({
      kind,
      tool: this.#tool,
      parameter,
      origin,
      steps,
      at: { file: module.path, span: { start: argument.start, end: argument.end } },
      text,
      call,
      argument,
      module,
      scope: fn,
      confidence: depth === 0 ? 'high' : 'medium',
    });
  }

  #frame(
    fn: SourceFunction,
    module: SourceModule,
    names: Map<string, Taint>,
    outer: Frame | undefined,
    depth: number,
    steps: readonly Place[],
  ): Frame {
    return { fn, module, names, outer, depth, steps, returned: undefined };
  }

  #events(frame: Frame, wanted: (event: SourceEvent) => boolean = () => true): void {
    const { fn } = frame;
    this.#open.add(fn);
    for (const event of fn.events) {
      if (!wanted(event)) continue;
      this.guards.reach(frame, event.start);
      this.#event(frame, event);
    }
    this.guards.reach(frame, Number.MAX_SAFE_INTEGER);
    this.#open.delete(fn);
  }

  #event(frame: Frame, event: SourceEvent): void {
    switch (event.kind) {
      case 'assign':
        this.#assign(frame, event);
        break;
      case 'expression':
        this.#values.read(frame, event.value);
        break;
      case 'throw':
        if (event.value) this.#values.read(frame, event.value);
        break;
      case 'return': {
        const value = event.value && this.#values.read(frame, event.value);
        frame.returned = value ?? frame.returned;
        break;
      }
      case 'test':
        this.#test(frame, event);
        break;
      case 'case':
        this.#values.read(frame, event.on);
        break;
      default:
    }
  }

  #assign(frame: Frame, event: Extract<SourceEvent, { kind: 'assign' }>): void {
    const { names } = frame;
    let taint = this.#values.read(frame, event.value);
    if (event.element) taint = whole(taint);
    const constant = /^(?:text|literal)$/.test(event.value.kind);
    for (const binding of event.bindings) {
      const before = names.get(binding.name);
      if (event.update !== undefined) {
        const list = before?.list || taint?.list || event.value.kind === 'list';
        const added = list
          ? taint && grown(before, taint)
          : joined([before, taint], [before?.text ?? '', taint?.text ?? '']);
        if (added) names.set(binding.name, added);
        continue;
      }
      // A constant in one branch says nothing of the other one.
      if (!taint && constant && !event.declares) continue;
      names.delete(binding.name);
      if (taint) this.#bind(names, binding, taint);
    }
  }

  #bind(names: Map<string, Taint>, { name, path, start, end }: Binding, taint: Taint): void {
    let part: Taint | undefined = taint;
    for (const key of path) {
      if (key === '*') continue;
      part =
        part && this.#values.partOf(part, key, { file: taint.origin.file, span: { start, end } });
    }
    // What says of itself that it was looked over was, wherever that happened.
    const isChecked = name !== part?.parameter && isNamedCheck(name);
    if (part) names.set(name, isChecked ? cleared(part, ALL) : part);
  }

  #test(frame: Frame, event: Extract<SourceEvent, { kind: 'test' }>): void {
    this.#values.read(frame, event.test);
    const ruled: (readonly [Taint, number])[] = [];
    for (const taint of this.#mentioned(frame, event.test)) {
      const kinds = ruledOut(event.test, (part) =>
        this.#mentioned(frame, part).some((it) => it.parameter === taint.parameter),
      );
      if (kinds !== NONE) ruled.push([taint, kinds]);
    }
    if (ruled.length === 0) return;
    if (!event.leaves) this.guards.branch(frame, event.whenTrue.end);
    for (const [taint, kinds] of ruled) this.guards.rule(taint, kinds);
  }

  /** Values of the model's that an expression names. */
  #mentioned(frame: Frame, root: Expression): readonly Taint[] {
    const found: Taint[] = [];
    visit(root, (part) => {
      if (part.kind === 'id') {
        const taint = whole(lookUp(frame, part.name));
        if (taint && !taint.level) found.push(taint);
      } else if (part.kind === 'member') {
        const taint = this.#values.quietly(frame, part);
        if (taint && !taint.level) found.push(taint);
        return false;
      }
      return true;
    });
    return found;
  }
}

/** Whether an event stands in a part of its function. */
export function isInside(event: SourceEvent, { start, end }: Span): boolean {
  return event.start >= start && event.end <= end;
}

/** In a branch for files that the server made itself. */
function isTemporary({ events }: SourceFunction, { start, end }: Span): boolean {
  return events.some(
    (event) =>
      event.kind === 'test' &&
      event.whenTrue.start <= start &&
      end <= event.whenTrue.end &&
      /te?mp/i.test(pathOf(event.test) ?? ''),
  );
}

/** The run of the function that a closure stands in. */
function outerOf(outer: SourceFunction | undefined, from: Frame): Frame | undefined {
  for (let it: Frame | undefined = from; it; it = it.outer) if (it.fn === outer) return it;
  return undefined;
}
