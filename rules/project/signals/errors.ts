import type { Expression } from '../../source/expressions.ts';
import { lastName, visit } from '../../source/expressions.ts';
import type { SourceEvent, SourceFunction, SourceModule } from '../../source/model.ts';
import { resolve } from '../names/resolve.ts';
import { inside, valueAt } from '../names/targets.ts';
import type { Place, Tool } from '../tools/tool.ts';
import { at, type Code, within } from './code.ts';
import { saidByHelpers, startsLikeFailure, type Unflagged } from './said-failures.ts';

/** How the failures of a tool reach the model. */
export interface ErrorPaths {
  /** Failures that come back as ordinary text: the model takes them for an answer. */
  readonly unflagged: readonly Unflagged[];
  /** Failures that are marked: `isError`, an error that the SDK marks, a helper that does. */
  readonly flagged: readonly Place[];
}

export function errorPaths(code: Code, tools: readonly Tool[]): ErrorPaths {
  const unflagged: Unflagged[] = [];
  const flagged: Place[] = [];
  const seen = new Set<SourceFunction>();
  const files = new Set<string>();
  for (const { handler, name: tool } of tools) {
    // What is asked for is whether it works: that it does not is the answer.
    if (!handler || /health|status|ping|check_connection|diagnos/i.test(tool)) continue;
    const module = code.project.files.get(handler.file)?.source?.module;
    if (!module) continue;
    const { function: fn, part } = handler;
    const isKnown = seen.has(fn);
    if (part === undefined && isKnown) continue;
    seen.add(fn);
    files.add(handler.file);
    // What is caught around a dispatch is caught for each of its tools, and said once.
    const around = isKnown ? [] : fn.events.filter(({ kind }) => kind === 'catch');
    const events = part ? [...within(fn, part), ...around] : fn.events;
    read({ code, module, fn, tool }, events, unflagged, flagged);
  }
  const marks = code
    .each('marks of failures', ({ keys }) =>
      keys.filter(
        ({ key, value }) =>
          /^(?:isError|IsError)$/.test(key) && !(value.kind === 'literal' && value.value === false),
      ),
    )
    .map(({ module, start, end }) => at(module, { start, end }));
  const helpers = code
    .named(
      'NewToolResultError',
      'NewToolResultErrorFromErr',
      'NewToolResultErrorf',
      'ToolError',
      'McpError',
      'UserError',
      'McpException',
    )
    .map(({ call, module }) => at(module, call));
  // Where nothing at all is marked, what helpers say of their failures goes out as an answer, too.
  if (marks.length + helpers.length === 0) unflagged.push(...saidByHelpers(code, seen, files));
  return {
    unflagged: once(unflagged, (it) => it.at),
    flagged: once([...flagged, ...marks, ...helpers], (it) => it),
  };
}

function once<T>(all: readonly T[], placeOf: (it: T) => Place): readonly T[] {
  const places = new Map<string, T>();
  for (const it of all) {
    const { file, span } = placeOf(it);
    // Of two things said of one place the first is the more certain one.
    const key = `${file} ${span.start}`;
    if (!places.has(key)) places.set(key, it);
  }
  return [...places.values()];
}

interface Handler {
  readonly code: Code;
  readonly module: SourceModule;
  readonly fn: SourceFunction;
  readonly tool: string;
}

function read(
  { code, module, fn, tool }: Handler,
  events: readonly SourceEvent[],
  unflagged: Unflagged[],
  flagged: Place[],
): void {
  const quiet = (statement: SourceEvent, value: Expression, caught: boolean): void => {
    const place = at(module, statement);
    unflagged.push({ at: place, tool, module, statement, value, caught, helper: false });
  };
  for (const event of events) {
    if (event.kind === 'catch') {
      for (const inner of within(fn, event.body)) {
        if (inner.kind === 'throw') flagged.push(at(module, inner));
        if (inner.kind !== 'return' || !inner.value) continue;
        if (isMarked(code, module, fn, inner.value)) flagged.push(at(module, inner));
        else if (
          isAnswer(
            inner.value,
            event.names.map(({ name }) => name),
          )
        )
          quiet(inner, inner.value, true);
      }
    } else if (event.kind === 'throw') flagged.push(at(module, event));
    else if (event.kind === 'return' && event.value && startsLikeFailure(event.value)) {
      if (!isMarked(code, module, fn, event.value)) quiet(event, event.value, false);
    }
  }
}

/** Whether the value, or what the function that makes it returns, says `isError`. */
function isMarked(
  code: Code,
  module: SourceModule,
  fn: SourceFunction,
  value: Expression,
  steps = 0,
): boolean {
  let marked = false;
  visit(value, (part) => {
    if (part.kind === 'object')
      marked ||= part.properties.some(
        ({ key, spread }) => key === 'isError' || key === 'IsError' || spread,
      );
    if (part.kind === 'call') {
      marked ||= part.args.some(({ name }) => /^(?:isError|is_error)$/.test(name ?? ''));
      marked ||=
        /[eE]rror(?:Result|Response)?$|^(?:fail|failure|toolFailure|errorFrom|mcpError|NewToolResultError\w*)$/.test(
          lastName(part.callee),
        ) && returnsMark(code, module, fn, part, steps);
    }
  });
  if (marked) return true;
  if (value.kind !== 'call') return false;
  return returnsMark(code, module, fn, value, steps);
}

/** A helper is looked into where it is known; one of the SDK or another package is believed by its name. */
function returnsMark(
  code: Code,
  module: SourceModule,
  scope: SourceFunction,
  call: Extract<Expression, { kind: 'call' }>,
  steps: number,
): boolean {
  if (steps > 3) return true;
  const callee = valueAt(call.callee, module, scope);
  const target = resolve(code.project.sources, inside(callee, call.callee));
  if (target.kind === 'external') return /[eE]rror/.test(target.name);
  if (target.kind !== 'value' || target.expression.kind !== 'function')
    return target.kind !== 'class';
  const fn = target.expression.function;
  return fn.events.some(
    (event) =>
      event.kind === 'throw' ||
      (event.kind === 'return' &&
        event.value !== undefined &&
        isMarked(code, target.module, fn, event.value, steps + 1)),
  );
}

/** Whether a value is an answer of a tool: text, an object with `content`; not `null`, `[]` or a promise of more. */
function isAnswer(value: Expression, caught: readonly string[]): boolean {
  const says = (part: Expression): boolean => {
    let found = false;
    visit(part, (inner) => {
      if (inner.kind === 'id' && caught.includes(inner.name)) found = true;
    });
    return found;
  };
  if (value.kind === 'text' || value.kind === 'template' || value.kind === 'binary')
    return says(value) || startsLikeFailure(value);
  if (value.kind === 'object') {
    const content = value.properties.some(({ key }) => key === 'content');
    const error = value.properties.some(({ key }) => key === 'error');
    return (content || error) && (says(value) || startsLikeFailure(value));
  }
  // `json.dumps({"error": …})`, `format_error_response(str(e))`.
  if (value.kind === 'call') return says(value) && !/raise|throw/i.test(lastName(value.callee));
  if (value.kind === 'list') return says(value);
  return false;
}
