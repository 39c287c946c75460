import { type Expression, lastName } from '../../source/expressions.ts';
import { resolve } from '../names/resolve.ts';
import type { Sources } from '../names/sources.ts';
import { inside, type Value } from '../names/targets.ts';
import { placeOf } from './draft.ts';
import type { ToolAnnotations } from './tool.ts';

/** `{ readOnlyHint: true }`, `ToolAnnotations(readOnlyHint=True)`, `&mcp.ToolAnnotations{ReadOnlyHint: true}`, options. */
export function readAnnotations(sources: Sources, value: Value): ToolAnnotations {
  const hints: Record<string, boolean | string | null> = {};
  collect(sources, value, hints, 0);
  return { at: placeOf(value), hints };
}

function collect(
  sources: Sources,
  value: Value,
  hints: Record<string, boolean | string | null>,
  steps: number,
): void {
  const target = resolve(sources, value);
  const { expression } = target.kind === 'value' ? target : value;
  const at = target.kind === 'value' ? target : value;
  if (steps > 4) return;
  if (expression.kind === 'object') {
    for (const property of expression.properties) {
      const inner = inside(at, property.value);
      if (property.spread) collect(sources, inner, hints, steps + 1);
      else if (property.key !== null) hints[keyOf(property.key)] = known(sources, inner);
    }
  } else if (expression.kind === 'call') {
    for (const { name, value: given } of expression.args) {
      const inner = inside(at, given);
      if (name !== undefined) hints[keyOf(name)] = known(sources, inner);
      else if (given.kind === 'call') option(sources, at, given, hints, steps);
    }
  }
}

const OPTIONS: Readonly<Record<string, string>> = {
  WithReadOnlyHintAnnotation: 'readOnlyHint',
  WithDestructiveHintAnnotation: 'destructiveHint',
  WithIdempotentHintAnnotation: 'idempotentHint',
  WithOpenWorldHintAnnotation: 'openWorldHint',
  WithTitleAnnotation: 'title',
};

/** The options of mcp-go. */
function option(
  sources: Sources,
  at: Value,
  call: Extract<Expression, { kind: 'call' }>,
  hints: Record<string, boolean | string | null>,
  steps: number,
): void {
  const name = lastName(call.callee);
  const first = call.args[0]?.value;
  const hint = OPTIONS[name];
  if (hint && first) hints[hint] = known(sources, inside(at, first));
  else if (name === 'WithToolAnnotation' && first)
    collect(sources, inside(at, first), hints, steps + 1);
}

/** Wrappers have shorter names for the same. */
const SHORT: Readonly<Record<string, string>> = {
  readOnly: 'readOnlyHint',
  readonly: 'readOnlyHint',
  destructive: 'destructiveHint',
  idempotent: 'idempotentHint',
  openWorld: 'openWorldHint',
};

/** Go writes `ReadOnlyHint`, Python also `read_only_hint`. */
function keyOf(name: string): string {
  const camel = name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  const key = camel.charAt(0).toLowerCase() + camel.slice(1);
  return SHORT[key] ?? key;
}

function known(sources: Sources, value: Value): boolean | string | null {
  const target = resolve(sources, value);
  if (target.kind !== 'value') return null;
  const { expression } = target;
  if (expression.kind === 'text') return expression.value;
  if (expression.kind === 'literal' && expression.type === 'boolean')
    return expression.value === true;
  // Go takes pointers: `ToBoolPtr(true)`, `ptr(false)`.
  const only =
    expression.kind === 'call' && expression.args.length === 1
      ? expression.args[0]?.value
      : undefined;
  return only?.kind === 'literal' && only.type === 'boolean' ? only.value === true : null;
}
