import type { SyntaxNode } from '@lezer/common';
import type { Expression } from '../expressions.ts';
import { bind, childrenOf, type Lowering, type OpenClass, spanOf } from '../lowering.ts';
import type { Field } from '../model.ts';
import { docBefore, functionOf, typeOf } from './functions.ts';

const VALUE = /^[A-Z]/;
const TYPE = /Type$|^TypeName$/;

export function importsOf(node: SyntaxNode, to: Lowering): void {
  const list = node.getChild('SpecList');
  for (const spec of list ? childrenOf(list) : childrenOf(node)) {
    if (spec.name !== 'ImportSpec') continue;
    const source = spec.getChild('String');
    if (!source) continue;
    const from = to.textOf(source).slice(1, -1);
    const alias = spec.getChild('DefName');
    const local = alias ? to.textOf(alias) : packageName(from);
    to.imports.push({ local, name: '*', from, typeOnly: false, start: spec.from, end: spec.to });
  }
}

/** What a package is called when nobody says so: `go-sdk/mcp` is mcp, `x/v2` is x, `go-yaml` is yaml. */
function packageName(path: string): string {
  const parts = path.split('/');
  const last = parts.pop() ?? path;
  const name = /^v\d+$/.test(last) ? (parts.pop() ?? last) : last;
  return name
    .replace(/\.v\d+$/, '')
    .replace(/^go-/, '')
    .replace(/-/g, '_');
}

export function functionDeclaration(node: SyntaxNode, to: Lowering): void {
  const method = node.name === 'MethodDecl';
  const fn = functionOf(node, to, method ? 'method' : 'function');
  to.emit({ kind: 'function', function: fn, start: node.from, end: node.to });
}

/** Struct types with their fields; others by name. */
export function typesOf(node: SyntaxNode, to: Lowering): void {
  const list = node.getChild('SpecList');
  for (const spec of list ? childrenOf(list) : childrenOf(node)) {
    if (spec.name !== 'TypeSpec') continue;
    const name = spec.getChild('DefName');
    if (!name) continue;
    const body = spec.getChild('StructType')?.getChild('StructBody');
    const doc = docBefore(node, to);
    const type: OpenClass = {
      name: to.textOf(name),
      nameAt: spanOf(name),
      bases: body ? embedded(body, to) : [],
      decorators: [],
      fields: body ? fieldsOf(body, to) : [],
      methods: [],
      ...(doc === undefined ? {} : { doc }),
      start: spec.from,
      end: spec.to,
    };
    to.classes.push(type);
    to.emit({ kind: 'class', class: type, start: spec.from, end: spec.to });
  }
}

function embedded(body: SyntaxNode, to: Lowering): readonly Expression[] {
  return childrenOf(body).flatMap((child) => {
    if (child.name !== 'FieldDecl' || child.getChild('FieldName')) return [];
    const type = childrenOf(child).find(({ name }) => TYPE.test(name));
    const inner = type?.name === 'PointerType' ? type.lastChild : type;
    return inner ? [to.expression(inner)] : [];
  });
}

function fieldsOf(body: SyntaxNode, to: Lowering): Field[] {
  return childrenOf(body).flatMap((child) => {
    if (child.name !== 'FieldDecl') return [];
    const children = childrenOf(child);
    const type = children.find(({ name }) => TYPE.test(name));
    const tag = children.find(({ name }) => name === 'String');
    return children
      .filter(({ name }) => name === 'FieldName')
      .map((name) => ({
        name: to.textOf(name),
        nameAt: spanOf(name),
        isStatic: false,
        ...(type ? { type: typeOf(type, to) } : {}),
        ...(tag ? { tag: to.textOf(tag).slice(1, -1) } : {}),
        start: child.from,
        end: child.to,
      }));
  });
}

/** `var a, b = 1, 2`, `const ( … )`. */
export function valuesOf(node: SyntaxNode, to: Lowering): void {
  const list = node.getChild('SpecList');
  const specs = (list ? childrenOf(list) : childrenOf(node)).filter(({ name }) =>
    /Spec$/.test(name),
  );
  if (specs.length === 0) {
    pairs(node, childrenOf(node), to);
    return;
  }
  for (const spec of specs) pairs(spec, childrenOf(spec), to);
}

/** Names left, values right; one value for several names gives each a place in it. */
export function pairs(node: SyntaxNode, children: readonly SyntaxNode[], to: Lowering): void {
  const sign = children.findIndex(
    ({ name }) => name === '=' || name === ':=' || name === 'UpdateOp',
  );
  if (sign < 0) return;
  const left = children
    .slice(0, sign)
    .filter(({ name }) => VALUE.test(name) && !/Comment$/.test(name));
  const type = node.name.endsWith('Spec') ? left.find(({ name }) => TYPE.test(name)) : undefined;
  const targets = left.filter((child) => child !== type);
  const values = children
    .slice(sign + 1)
    .filter(({ name, firstChild }) => (VALUE.test(name) && !/Comment$/.test(name)) || firstChild)
    .map((child) => to.expression(child));
  const operator = to.textOf(children[sign] ?? node);
  targets.forEach((target, place) => {
    const value = values[place] ?? values[0];
    if (!value) return;
    const single = values.length < targets.length;
    store(target, value, single ? [String(place)] : [], operator, to, node);
  });
}

function store(
  target: SyntaxNode,
  value: Expression,
  path: readonly string[],
  operator: string,
  to: Lowering,
  node: SyntaxNode,
): void {
  const at = spanOf(node);
  if (target.name === 'DefName' || target.name === 'VariableName') {
    const name = to.textOf(target);
    if (name === '_') {
      to.emit({ kind: 'expression', value, ...at });
      return;
    }
    const update = operator === ':=' || operator === '=' ? {} : { update: operator.slice(0, -1) };
    to.emit({
      kind: 'assign',
      bindings: [bind(target, name, path)],
      value,
      element: false,
      declares: target.name === 'DefName',
      ...update,
      ...at,
    });
    return;
  }
  const assigned = {
    kind: 'assign',
    operator,
    target: to.expression(target),
    value,
    ...at,
  } as const;
  to.emit({ kind: 'expression', value: assigned, ...at });
}
