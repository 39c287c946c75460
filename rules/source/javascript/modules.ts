import type { SyntaxNode } from '@lezer/common';
import { childrenOf, type Lowering, spanOf } from '../lowering.ts';
import { stringOf } from './literals.ts';
import { bindingsOf, PATTERNS } from './patterns.ts';

interface Named {
  readonly node: SyntaxNode;
  readonly name: string;
  readonly as: string;
  readonly typeOnly: boolean;
}

/** `a, b as c, type D` of an import or export group. */
function namesOf(group: SyntaxNode, to: Lowering): readonly Named[] {
  const found: Named[] = [];
  let names: SyntaxNode[] = [];
  let typeOnly = false;
  const finish = (): void => {
    const [first, last] = [names[0], names.at(-1)];
    if (first && last) {
      found.push({ node: last, name: plain(first, to), as: plain(last, to), typeOnly });
    }
    names = [];
    typeOnly = false;
  };
  for (const child of childrenOf(group)) {
    if (child.name === ',' || child.name === '}') finish();
    else if (child.name === 'type') typeOnly = true;
    else if (/^Variable|^String$|^default$|^PropertyName$/.test(child.name)) names.push(child);
  }
  finish();
  return found;
}

function plain(node: SyntaxNode, to: Lowering): string {
  return node.name === 'String' ? stringOf(node, to).value : to.textOf(node);
}

export function importsOf(node: SyntaxNode, to: Lowering): void {
  const children = childrenOf(node);
  const source = node.getChild('String');
  if (!source) return;
  const from = stringOf(source, to).value;
  const typeOnly = children.some(({ name }) => name === 'type');
  const star = children.some(({ name }) => name === 'Star');
  const at = spanOf(node);
  if (!children.some(({ name }) => name === 'VariableDefinition' || name === 'ImportGroup')) {
    to.imports.push({ local: '', name: '', from, typeOnly, ...at });
  }
  for (const child of children) {
    if (child.name === 'VariableDefinition') {
      const name = star ? '*' : 'default';
      to.imports.push({ local: to.textOf(child), name, from, typeOnly, ...at });
    } else if (child.name === 'ImportGroup') {
      for (const named of namesOf(child, to)) {
        const only = typeOnly || named.typeOnly;
        to.imports.push({ local: named.as, name: named.name, from, typeOnly: only, ...at });
      }
    }
  }
}

export function exportsOf(node: SyntaxNode, to: Lowering): void {
  const children = childrenOf(node);
  const source = node.getChild('String');
  const from = source && node.getChild('from') ? { from: stringOf(source, to).value } : {};
  const group = node.getChild('ExportGroup');
  const at = spanOf(node);
  if (group) {
    for (const { name, as } of namesOf(group, to)) {
      to.exports.push({ name: as, local: name, ...from, ...at });
    }
  } else if (node.getChild('Star') && source) {
    const name = node.getChild('VariableDefinition') ?? node.getChild('VariableName');
    to.exports.push({ name: name ? to.textOf(name) : '*', local: '*', ...from, ...at });
  } else if (children.some(({ name }) => name === 'default' || name === 'Equals')) {
    defaultExport(node, to);
  } else declared(node, to);
}

/** `export default f`, `export default function f() {}`, `export = f`. */
function defaultExport(node: SyntaxNode, to: Lowering): void {
  const last = childrenOf(node).findLast(
    ({ name }) => /^[A-Z]/.test(name) && !/Comment$|^Equals$|^Decorator$/.test(name),
  );
  if (!last) return;
  const at = spanOf(node);
  if (/Declaration$/.test(last.name)) {
    const name = last.getChild('VariableDefinition');
    const before = to.functions.length;
    to.statement(last);
    if (name) to.exports.push({ name: 'default', local: to.textOf(name), ...at });
    else {
      const fn = to.functions[before];
      const value = fn
        ? ({ kind: 'function', function: fn, start: last.from, end: last.to } as const)
        : undefined;
      to.exports.push({ name: 'default', ...(value ? { value } : {}), ...at });
    }
    return;
  }
  const value = to.expression(last);
  to.exports.push({
    name: 'default',
    value,
    ...(value.kind === 'id' ? { local: value.name } : {}),
    ...at,
  });
  to.emit({ kind: 'expression', value, start: last.from, end: last.to });
}

/** `export const a = 1`, `export function b() {}`. */
function declared(node: SyntaxNode, to: Lowering): void {
  const at = spanOf(node);
  for (const child of childrenOf(node)) {
    if (/Declaration$/.test(child.name)) {
      for (const name of declaredNames(child, to)) to.exports.push({ name, local: name, ...at });
    }
    if (/^[A-Z]/.test(child.name) && child.name !== 'Decorator') to.statement(child);
  }
}

function declaredNames(node: SyntaxNode, to: Lowering): readonly string[] {
  return childrenOf(node)
    .filter(({ name }) => PATTERNS.has(name) || name === 'TypeDefinition')
    .flatMap((child) =>
      child.name === 'TypeDefinition'
        ? [to.textOf(child)]
        : bindingsOf(child, to).map(({ name }) => name),
    );
}
