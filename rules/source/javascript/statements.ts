import type { SyntaxNode } from '@lezer/common';
import type { Expression } from '../expressions.ts';
import { byName, childrenOf, type Lowering, spanOf } from '../lowering.ts';
import { classOf, enumOf, isDecoration } from './classes.ts';
import { functionOf, nameClosure, typeOf } from './functions.ts';
import { exportsOf, importsOf } from './modules.ts';
import { bindingsOf, PATTERNS } from './patterns.ts';

const IGNORED: ReadonlySet<string> = new Set([
  'LineComment',
  'BlockComment',
  'TypeAliasDeclaration',
  'InterfaceDeclaration',
  'AmbientDeclaration',
  'BreakStatement',
  'ContinueStatement',
  'Label',
  'DefaultLabel',
  'CaseLabel',
  'Hashbang',
]);

export function statementOf(node: SyntaxNode, to: Lowering): void {
  if (IGNORED.has(node.name)) return;
  const handler = HANDLERS[node.name];
  if (handler) handler(node, to);
  else others(node, to);
}

const HANDLERS: Readonly<Record<string, (node: SyntaxNode, to: Lowering) => void>> = {
  VariableDeclaration: variables,
  FunctionDeclaration: (node, to) => {
    const fn = functionOf(node, to, 'function');
    to.emit({ kind: 'function', function: fn, start: node.from, end: node.to });
  },
  ClassDeclaration: (node, to) => {
    if (!isDecoration(node)) classOf(node, to);
  },
  EnumDeclaration: enumOf,
  ImportDeclaration: importsOf,
  ExportDeclaration: exportsOf,
  ReturnStatement: (node, to) => leave(node, to, 'return'),
  ThrowStatement: (node, to) => leave(node, to, 'throw'),
  IfStatement: ifOf,
  ForStatement: forOf,
  WhileStatement: whileOf,
  DoStatement: whileOf,
  TryStatement: tryOf,
  SwitchStatement: switchOf,
};

/** Blocks and whatever has no meaning of its own: its statements, and its expressions. */
function others(node: SyntaxNode, to: Lowering): void {
  for (const child of childrenOf(node)) childOf(child, to);
}

/** Comments and decorators belong to what stands behind them. */
export function leads(node: SyntaxNode): boolean {
  return node.name === 'BlockComment' || isDecoration(node);
}

const isStatement = byName((name) => /(?:Statement|Declaration|Block|Clause)$/.test(name));

export function childOf(child: SyntaxNode, to: Lowering): void {
  if (isStatement(child.name)) to.statement(child);
  else if (/^[A-Z]/.test(child.name) || child.name === 'super') expression(child, to);
  else if (child.firstChild) others(child, to);
}

function expression(node: SyntaxNode, to: Lowering): void {
  if (IGNORED.has(node.name) || /^Type|Type$/.test(node.name)) return;
  const value = to.expression(node);
  if (value.kind === 'assign') assigned(value, node, to);
  else if (value.kind !== 'other' || value.parts.length > 0) {
    to.emit({ kind: 'expression', value, start: node.from, end: node.to });
  }
}

/** Only an assignment to a plain name is one of the names; all others are kept as expressions. */
function assigned(value: Expression, node: SyntaxNode, to: Lowering): void {
  if (value.kind === 'assign' && value.target.kind === 'id') {
    const { name, start, end } = value.target;
    const update = value.operator.slice(0, -1);
    to.emit({
      kind: 'assign',
      bindings: [{ name, path: [], start, end }],
      value: value.value,
      element: false,
      declares: false,
      ...(update ? { update } : {}),
      start: node.from,
      end: node.to,
    });
  } else to.emit({ kind: 'expression', value, start: node.from, end: node.to });
}

/** `const a = 1, { b } = c`: names, types and values stand flat in one list. */
function variables(node: SyntaxNode, to: Lowering): void {
  let pattern: SyntaxNode | null = null;
  let type: SyntaxNode | null = null;
  let equals = false;
  for (const child of childrenOf(node)) {
    if (PATTERNS.has(child.name) && !equals) {
      pattern = child;
      type = null;
    } else if (child.name === 'TypeAnnotation') type = child;
    else if (child.name === 'Equals') equals = true;
    else if (child.name === ',') equals = false;
    else if (equals && pattern && !IGNORED.has(child.name) && child.name !== ';') {
      const value = to.expression(child);
      if (pattern.name === 'VariableDefinition') nameClosure(value, to.textOf(pattern), pattern);
      to.emit({
        kind: 'assign',
        bindings: bindingsOf(pattern, to),
        value,
        element: false,
        declares: true,
        ...(type ? { type: typeOf(type, to) } : {}),
        start: pattern.from,
        end: child.to,
      });
      pattern = null;
    } else if (child.type.isError) others(child, to);
  }
}

function leave(node: SyntaxNode, to: Lowering, kind: 'return' | 'throw'): void {
  const value = childrenOf(node).find(
    ({ name }) => (/^[A-Z]/.test(name) && !IGNORED.has(name)) || name === 'this' || name === 'null',
  );
  const found = value ? { value: to.expression(value) } : {};
  to.emit({ kind, ...found, start: node.from, end: node.to });
}

function ifOf(node: SyntaxNode, to: Lowering): void {
  const children = childrenOf(node).filter(
    ({ name }) => !IGNORED.has(name) || /Statement$/.test(name),
  );
  const test = children.find(({ name }) => name === 'ParenthesizedExpression');
  const rest = children.slice(test ? children.indexOf(test) + 1 : 1);
  const split = rest.findIndex(({ name }) => name === 'else');
  const then = split < 0 ? rest : rest.slice(0, split);
  const otherwise = split < 0 ? [] : rest.slice(split + 1);
  const [first, last, second] = [then[0], then.at(-1), otherwise[0]];
  if (test) {
    to.emit({
      kind: 'test',
      test: to.expression(test),
      whenTrue: first && last ? spanOf(first, last) : { start: test.to, end: test.to },
      ...(second ? { whenFalse: spanOf(second, otherwise.at(-1) ?? second) } : {}),
      leaves: then.some((branch) => leaves(branch, to)),
      start: node.from,
      end: node.to,
    });
  }
  for (const branch of [...then, ...otherwise]) childOf(branch, to);
}

const LEAVING: ReadonlySet<string> = new Set([
  'ReturnStatement',
  'ThrowStatement',
  'BreakStatement',
  'ContinueStatement',
]);

/** Whether a branch always leaves: its last statements say so. */
function leaves(node: SyntaxNode, to: Lowering): boolean {
  if (LEAVING.has(node.name)) return true;
  if (node.name === 'ExpressionStatement')
    return /^(?:await\s+)?process\.exit\b/.test(to.textOf(node));
  return node.name === 'Block' && childrenOf(node).some((child) => leaves(child, to));
}

function forOf(node: SyntaxNode, to: Lowering): void {
  const last = node.lastChild;
  if (last) to.emit({ kind: 'loop', body: spanOf(last), start: node.from, end: node.to });
  for (const child of childrenOf(node)) {
    if (child.name === 'ForOfSpec' || child.name === 'ForInSpec') each(child, to);
    else childOf(child, to);
  }
}

/** `for (const x of xs)`. */
function each(node: SyntaxNode, to: Lowering): void {
  const children = childrenOf(node);
  const pattern = children.find(({ name }) => PATTERNS.has(name) || name === 'VariableName');
  const word = children.findIndex(({ name }) => name === 'of' || name === 'in');
  const over = children[word + 1];
  if (!pattern || !over || word < 0) {
    others(node, to);
    return;
  }
  const bindings =
    pattern.name === 'VariableName'
      ? [{ name: to.textOf(pattern), path: [], start: pattern.from, end: pattern.to }]
      : bindingsOf(pattern, to);
  const value = to.expression(over);
  const element = children[word]?.name === 'of';
  to.emit({
    kind: 'assign',
    bindings,
    value,
    element,
    declares: true,
    start: node.from,
    end: node.to,
  });
}

function whileOf(node: SyntaxNode, to: Lowering): void {
  const body = childrenOf(node).find(({ name }) => /(?:Statement|Block)$/.test(name));
  if (body) to.emit({ kind: 'loop', body: spanOf(body), start: node.from, end: node.to });
  others(node, to);
}

function tryOf(node: SyntaxNode, to: Lowering): void {
  for (const child of childrenOf(node)) {
    if (child.name === 'Block') {
      to.emit({ kind: 'try', body: spanOf(child), start: node.from, end: node.to });
      to.statement(child);
    } else if (child.name === 'CatchClause') catchOf(child, to);
    else childOf(child, to);
  }
}

function catchOf(node: SyntaxNode, to: Lowering): void {
  const children = childrenOf(node);
  const names = children.flatMap((child) => bindingsOf(child, to));
  const body = children.find(({ name }) => name === 'Block');
  to.emit({ kind: 'catch', names, body: spanOf(body ?? node), start: node.from, end: node.to });
  // `catch (e: unknown)` is an error to the grammar, and the block may stand inside of it.
  for (const child of children) if (!PATTERNS.has(child.name)) childOf(child, to);
}

/** Labels stand beside their statements: a case reaches to the next label. */
function switchOf(node: SyntaxNode, to: Lowering): void {
  const test = node.getChild('ParenthesizedExpression');
  const body = node.getChild('SwitchBody');
  if (!test || !body) {
    others(node, to);
    return;
  }
  const on = to.expression(test);
  const children = childrenOf(body);
  children.forEach((child, index) => {
    if (child.name !== 'CaseLabel' && child.name !== 'DefaultLabel') {
      childOf(child, to);
      return;
    }
    const next = children.slice(index + 1).find(({ name }) => /Label$|^}$/.test(name));
    const value = childrenOf(child).find(({ name }) => /^[A-Z]/.test(name));
    to.emit({
      kind: 'case',
      on,
      values: value ? [to.expression(value)] : [],
      body: { start: child.to, end: next?.from ?? body.to },
      start: child.from,
      end: child.to,
    });
  });
}
