import type { SyntaxNode } from '@lezer/common';
import type { Expression } from '../expressions.ts';
import { bind, childrenOf, type Lowering } from '../lowering.ts';
import type { Binding } from '../model.ts';

export const PATTERNS: ReadonlySet<string> = new Set([
  'VariableDefinition',
  'ObjectPattern',
  'ArrayPattern',
]);

/** The names of a pattern and where in the value they are found. */
export function bindingsOf(
  node: SyntaxNode,
  to: Lowering,
  path: readonly string[] = [],
): readonly Binding[] {
  if (node.name === 'VariableDefinition') return [bind(node, to.textOf(node), path)];
  if (node.name === 'ObjectPattern') {
    return childrenOf(node).flatMap((child) =>
      child.name === 'PatternProperty' ? memberOf(child, to, path) : [],
    );
  }
  if (node.name !== 'ArrayPattern') return [];
  const found: Binding[] = [];
  let place = 0;
  let spread = false;
  for (const child of childrenOf(node)) {
    if (child.name === ',') place += 1;
    if (child.name === 'Spread') spread = true;
    found.push(...bindingsOf(child, to, [...path, spread ? '*' : String(place)]));
  }
  return found;
}

/** `a`, `a = 1`, `a: b`, `a: { b }`, `...a`. */
function memberOf(node: SyntaxNode, to: Lowering, path: readonly string[]): readonly Binding[] {
  let key: string | null = null;
  let spread = false;
  let fallback: Expression | undefined;
  let bindings: readonly Binding[] = [];
  let equals = false;
  for (const child of childrenOf(node)) {
    if (equals && !fallback) fallback = to.expression(child);
    else if (child.name === 'Spread') spread = true;
    else if (child.name === 'Equals') equals = true;
    else if (child.name === 'PropertyName' || child.name === 'String') {
      key = to.textOf(child).replace(/^['"]|['"]$/g, '');
    } else if (PATTERNS.has(child.name)) {
      const last = spread ? '*' : (key ?? to.textOf(child));
      bindings = bindingsOf(child, to, [...path, last]);
    }
  }
  const first = bindings[0];
  return fallback && first && bindings.length === 1 ? [{ ...first, fallback }] : bindings;
}
