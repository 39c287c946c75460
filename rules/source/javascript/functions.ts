import type { SyntaxNode } from '@lezer/common';
import type { Expression } from '../expressions.ts';
import { childrenOf, type Lowering, type OpenFunction, openFunction, spanOf } from '../lowering.ts';
import type { Parameter, SourceFunction, TypeText } from '../model.ts';
import { bindingsOf, PATTERNS } from './patterns.ts';

const NAMES: ReadonlySet<string> = new Set([
  'VariableDefinition',
  'PropertyDefinition',
  'PrivatePropertyDefinition',
  'PropertyName',
  'String',
]);

/** A function of any form: declaration, expression, arrow, method of a class or object. */
export function functionOf(
  node: SyntaxNode,
  to: Lowering,
  kind: SourceFunction['kind'],
): OpenFunction {
  const fn = openFunction(kind, spanOf(node));
  const owner = kind === 'method' || kind === 'getter' ? to.owner : undefined;
  if (owner) fn.owner = owner.name;
  const doc = docBefore(node, to);
  if (doc !== undefined) fn.doc = doc;
  const decorators = decoratorsOf(node, to);
  fn.decorators = decorators;
  to.inside(fn, () => {
    for (const child of childrenOf(node)) part(child, fn, to);
  });
  return fn;
}

function part(child: SyntaxNode, fn: OpenFunction, to: Lowering): void {
  switch (child.name) {
    case 'async':
      fn.isAsync = true;
      return;
    case 'static':
      fn.isStatic = true;
      return;
    case 'get':
      fn.kind = 'getter';
      return;
    case 'ParamList':
      fn.params = paramsOf(child, to);
      return;
    case 'TypeAnnotation':
      fn.returns = typeOf(child, to);
      return;
    case 'Block':
      fn.body = spanOf(child);
      to.statement(child);
      return;
    case 'Decorator':
    case 'TypeParamList':
      return;
    default:
      named(child, fn, to);
  }
}

/** A name before the parameters, or the value that an arrow function returns. */
function named(child: SyntaxNode, fn: OpenFunction, to: Lowering): void {
  if (NAMES.has(child.name) && fn.kind !== 'closure' && fn.name === '') {
    fn.name = to.textOf(child).replace(/^['"]|['"]$/g, '');
    fn.nameAt = spanOf(child);
  } else if (/^[A-Z]/.test(child.name) || child.name === 'this' || child.name === 'null') {
    if (isNoise(child.name)) return;
    fn.body = spanOf(child);
    to.emit({ kind: 'return', value: to.expression(child), start: child.from, end: child.to });
  }
}

const NOISE: ReadonlySet<string> = new Set([
  'Arrow',
  'Star',
  'LineComment',
  'BlockComment',
  'Optional',
]);
function isNoise(name: string): boolean {
  return NOISE.has(name) || NAMES.has(name) ? name !== 'String' : false;
}

export function decoratorsOf(node: SyntaxNode, to: Lowering): readonly Expression[] {
  return childrenOf(node).flatMap((child) => {
    const inner = child.name === 'Decorator' ? child.lastChild : null;
    return inner ? [to.expression(inner)] : [];
  });
}

/** The `: type` after a name. */
export function typeOf(node: SyntaxNode, to: Lowering): TypeText {
  return { text: to.textOf(node).replace(/^\s*:\s*/, ''), start: node.from, end: node.to };
}

type OpenParameter = { -readonly [K in keyof Parameter]: Parameter[K] };

/** Parameters stand flat in their list: a name or pattern, then perhaps `?`, a type, and a default. */
function paramsOf(list: SyntaxNode, to: Lowering): readonly Parameter[] {
  const params: OpenParameter[] = [];
  let last: OpenParameter | undefined;
  let equals = false;
  let rest = false;
  for (const child of childrenOf(list)) {
    if (child.name === ',') last = undefined;
    else if (child.name === 'Spread') rest = true;
    else if (PATTERNS.has(child.name) && !last) {
      last = {
        name: child.name === 'VariableDefinition' ? to.textOf(child) : '',
        bindings: bindingsOf(child, to),
        optional: false,
        rest: rest ? 'list' : 'no',
        keywordOnly: false,
        start: child.from,
        end: child.to,
      };
      params.push(last);
      equals = false;
      rest = false;
    } else if (last) {
      equals = afterName(child, last, equals, to);
    }
  }
  return params;
}

function afterName(child: SyntaxNode, last: OpenParameter, equals: boolean, to: Lowering): boolean {
  if (child.name === 'Equals') return true;
  if (child.name === 'Optional') last.optional = true;
  else if (child.name === 'TypeAnnotation') last.type = typeOf(child, to);
  else if (equals && last.fallback === undefined) {
    last.fallback = to.expression(child);
    last.optional = true;
  } else return equals;
  last.end = child.to;
  return equals;
}

/** The text of a `/** … *\/` right before a declaration. */
export function docBefore(node: SyntaxNode, to: Lowering): string | undefined {
  let at: SyntaxNode | null = node;
  if (node.parent?.name === 'ExportDeclaration') at = node.parent;
  if (at.parent?.name === 'VariableDeclaration') at = at.parent;
  const before = at.prevSibling;
  if (before?.name !== 'BlockComment') return undefined;
  const raw = to.textOf(before);
  if (!raw.startsWith('/**')) return undefined;
  const lines = raw.slice(3, -2).split('\n');
  return lines
    .map((line) => line.replace(/^[ \t]*\*[ \t]?/, '').trimEnd())
    .join('\n')
    .trim();
}

/** A closure is called what it is assigned to. */
export function nameClosure(value: Expression, name: string, at: SyntaxNode): void {
  if (value.kind !== 'function') return;
  const fn = value.function as OpenFunction;
  if (fn.name !== '') return;
  fn.name = name;
  fn.nameAt = spanOf(at);
}
