import { type Expression, lastName, visit } from '../../source/expressions.ts';
import type { SourceEvent, SourceFunction, SourceModule } from '../../source/model.ts';
import { resolve } from '../names/resolve.ts';
import { valueAt } from '../names/targets.ts';
import type { Place } from '../tools/tool.ts';
import { at, type Code, within } from './code.ts';

/** A failure that comes back as an ordinary answer. */
export interface Unflagged {
  readonly at: Place;
  /** The tool that answers so. */
  readonly tool: string;
  readonly module: SourceModule;
  /** The statement, with what it gives back. */
  readonly statement: SourceEvent;
  readonly value: Expression;
  /** In a branch for what was caught; else a sentence that begins like a failure. */
  readonly caught: boolean;
  /** Said by a function that a tool calls: what becomes of it there is not known. */
  readonly helper: boolean;
}

/** What begins like a failure, and not like an answer that nothing was found. */
const FAILURE =
  /^\W{0,6}(?:an? )?(?:unexpected |internal )?(?:error|failed|failure|could not|couldn't|cannot|can't|unable to|exception)\b/i;

export function startsLikeFailure(value: Expression): boolean {
  let failure = false;
  visit(value, (part) => {
    const text =
      part.kind === 'text'
        ? part.value
        : part.kind === 'template' && typeof part.parts[0] === 'string'
          ? part.parts[0]
          : '';
    if (FAILURE.test(text)) failure = true;
    return (
      part.kind !== 'call' ||
      /dumps|stringify|TextContent|textResult|text|result/i.test(lastName(part.callee))
    );
  });
  return failure;
}

/**
 * Functions that handlers call and that give a sentence about a failure back.
 *
 * @param files those in which the handlers stand
 */
export function saidByHelpers(
  code: Code,
  handlers: ReadonlySet<SourceFunction>,
  files: ReadonlySet<string>,
): readonly Unflagged[] {
  const found: Unflagged[] = [];
  const modules = code.modules.filter(({ path }) => files.has(path));
  const calls = modules.flatMap(({ path }) => code.project.files.get(path)?.sites?.calls ?? []);
  for (const { call, module, scope } of calls) {
    if (!handlers.has(scope)) continue;
    const target = resolve(code.project.sources, valueAt(call.callee, module, scope));
    if (target.kind !== 'value' || target.expression.kind !== 'function') continue;
    const fn = target.expression.function;
    if (code.project.roles.get(target.module.path) !== 'server') continue;
    for (const event of fn.events) {
      if (event.kind !== 'catch') continue;
      for (const inner of within(fn, event.body)) {
        if (inner.kind !== 'return' || !inner.value) continue;
        if (!tells(code, target.module, fn, inner.value)) continue;
        found.push({
          at: at(target.module, inner),
          tool: fn.name,
          module: target.module,
          statement: inner,
          value: inner.value,
          caught: true,
          helper: true,
        });
      }
    }
  }
  return found;
}

/** Whether a value, or a text it names, begins like a failure. */
function tells(code: Code, module: SourceModule, fn: SourceFunction, value: Expression): boolean {
  if (startsLikeFailure(value)) return true;
  if (value.kind !== 'object' && value.kind !== 'id') return false;
  const parts = value.kind === 'object' ? value.properties.map((it) => it.value) : [value];
  return parts.some((part) => {
    if (part.kind !== 'id') return false;
    const target = resolve(code.project.sources, valueAt(part, module, fn));
    return target.kind === 'value' && startsLikeFailure(target.expression);
  });
}
