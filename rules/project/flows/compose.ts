import type { Expression } from '../../source/expressions.ts';
import type { Place } from '../tools/tool.ts';
import { formatted } from './calls.ts';
import { HOLE, kind, type Taint, UNKNOWN, whole, withText, worst } from './taint.ts';

/** What several values make together, as one text. */
export function joined(
  taints: readonly (Taint | undefined)[],
  texts: readonly string[],
): Taint | undefined {
  const found = worst(taints.map(whole));
  return found && withText(found, texts.join(''));
}

/** What an operator other than `+` makes of its sides. */
export function combined(
  operator: string,
  left: Expression,
  a: Taint | undefined,
  b: Taint | undefined,
): Taint | undefined {
  // `base / name` of pathlib; `"… %s" % name`.
  if (operator === '/') return joined([a, b], [a?.text ?? UNKNOWN, '/', b?.text ?? UNKNOWN]);
  if (operator === '%' && left.kind === 'text' && b) {
    const given = b.parts ? [...b.parts.values()] : [b];
    return joined([b], [formatted(left.value, given)]);
  }
  if (/^(?:\?\?|\|\||or)$/.test(operator)) return worst([a, b]);
  return /^(?:&&|and)$/.test(operator) ? b : undefined;
}

/** All sides of a chain of `+`. */
export function operandsOf(expression: Expression): readonly Expression[] {
  const operands: Expression[] = [];
  let at = expression;
  for (; at.kind === 'binary' && at.operator === '+'; at = at.left) operands.push(at.right);
  return [at, ...operands.reverse()];
}

/** An object or list of what is tainted in it. */
export function madeOf(parts: ReadonlyMap<string, Taint>, at: Place): Taint | undefined {
  const [first] = parts.values();
  if (!first) return undefined;
  return { parameter: first.parameter, origin: at, steps: [], cleared: 0, text: HOLE, parts };
}

export function listOf(
  items: readonly Expression[],
  taints: readonly (Taint | undefined)[],
  at: Place,
): Taint | undefined {
  const parts = new Map<string, Taint>();
  for (const [index, taint] of taints.entries()) if (taint) parts.set(String(index), taint);
  const made = madeOf(parts, at);
  return made && { ...made, list: items[0]?.kind === 'text' ? 'constant-first' : 'open' };
}

/** Lists put behind each other: what stands first decides which program runs. */
export function chained(
  operands: readonly Expression[],
  taints: readonly (Taint | undefined)[],
): Taint | undefined {
  const parts = new Map<string, Taint>();
  const [first] = taints;
  for (const [index, taint] of taints.entries()) {
    if (!taint) continue;
    for (const [key, part] of taint.parts ?? [['', taint] as const])
      parts.set(index === 0 ? key : `+${index}.${key}`, part);
  }
  const found = taints.find((taint) => taint !== undefined);
  const made = found && madeOf(parts, found.origin);
  const constant = operands[0]?.kind === 'list' ? operands[0].items[0]?.kind === 'text' : !first;
  return made && { ...made, list: first?.list ?? (constant ? 'constant-first' : 'open') };
}

/** A list with one more of the model's in it. */
export function grown(before: Taint | undefined, taint: Taint): Taint {
  const parts = new Map(before?.parts ?? []);
  parts.set(`+${parts.size}`, taint);
  return { ...taint, parts, list: before?.list ?? 'constant-first' };
}

/** `command.split(' ')[0]`: who looks that word over has not looked at the others. */
export function partOfText(taint: Taint | undefined, index: Expression): Taint | undefined {
  return taint && index.kind === 'literal'
    ? { ...taint, rest: kind('shell', 'sql', 'code') }
    : taint;
}
