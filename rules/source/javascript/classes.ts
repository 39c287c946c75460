import type { SyntaxNode } from '@lezer/common';
import type { Property } from '../expressions.ts';
import { bind, childrenOf, type Lowering, type OpenClass, spanOf } from '../lowering.ts';
import type { SourceClass } from '../model.ts';
import { decoratorsOf, docBefore, functionOf, nameClosure, typeOf } from './functions.ts';
import { stringOf } from './literals.ts';

/** A class with its fields and methods; mix-ins and generic bases are kept as the expressions they are. */
export function classOf(node: SyntaxNode, to: Lowering): SourceClass {
  const children = childrenOf(node);
  const after = children.findIndex((child) => child.name === 'extends' || isExtends(child));
  const base = after < 0 ? undefined : children[after + 1];
  const named = children.find((child) => child.name === 'VariableDefinition' && child !== base);
  const doc = docBefore(node, to);
  const type: OpenClass = {
    name: named ? to.textOf(named) : '',
    nameAt: spanOf(named ?? node),
    bases: base ? [to.expression(base)] : [],
    decorators: [...decoratorsOf(node, to), ...exportedDecorators(node, to)],
    fields: [],
    methods: [],
    ...(doc === undefined ? {} : { doc }),
    start: node.from,
    end: node.to,
  };
  to.insideClass(type, () => {
    for (const child of children) {
      if (child.name === 'ClassBody')
        for (const member of childrenOf(child)) memberOf(member, type, to);
    }
  });
  to.emit({ kind: 'class', class: type, start: node.from, end: node.to });
  return type;
}

/** A class without a name: its base is an error to the grammar, and would pass for the name. */
function isExtends(node: SyntaxNode): boolean {
  return node.type.isError && node.firstChild?.name === 'extends';
}

/** `@X() export class` is read as a class without a body and an export after it. */
function exportedDecorators(node: SyntaxNode, to: Lowering): SourceClass['decorators'] {
  const before = node.parent?.name === 'ExportDeclaration' ? node.parent.prevSibling : null;
  return before && isDecoration(before) ? decoratorsOf(before, to) : [];
}

/** Decorators alone, which the grammar takes for a class. */
export function isDecoration(node: SyntaxNode): boolean {
  return node.name === 'ClassDeclaration' && !node.getChild('ClassBody') && !node.getChild('class');
}

function memberOf(node: SyntaxNode, type: OpenClass, to: Lowering): void {
  if (node.name === 'MethodDeclaration') type.methods.push(methodOf(node, type, to));
  else if (node.name === 'PropertyDeclaration') field(node, type, to);
  else if (node.name === 'StaticBlock') to.statement(node);
  else if (node.type.isError) for (const child of childrenOf(node)) memberOf(child, type, to);
}

function methodOf(node: SyntaxNode, type: OpenClass, to: Lowering): SourceClass['methods'][number] {
  const fn = functionOf(node, to, 'method');
  if (fn.name === 'constructor') parameterFields(node, type, to);
  return fn;
}

/** `constructor(private db: Db)` declares a field. */
function parameterFields(node: SyntaxNode, type: OpenClass, to: Lowering): void {
  const list = node.getChild('ParamList');
  let marked = false;
  for (const child of list ? childrenOf(list) : []) {
    if (child.name === ',') marked = false;
    else if (child.name === 'Privacy' || child.name === 'readonly') marked = true;
    else if (marked && child.name === 'VariableDefinition') {
      const next = child.nextSibling;
      const typed = next?.name === 'TypeAnnotation' ? { type: typeOf(next, to) } : {};
      const at = spanOf(child);
      type.fields.push({ name: to.textOf(child), nameAt: at, isStatic: false, ...typed, ...at });
    }
  }
}

function field(node: SyntaxNode, type: OpenClass, to: Lowering): void {
  const children = childrenOf(node);
  const name = children.find(({ name }) => /PropertyDefinition$|^String$/.test(name));
  if (!name) return;
  const equals = children.findIndex(({ name }) => name === 'Equals');
  const given =
    equals < 0 ? undefined : children.slice(equals + 1).find((child) => child.name !== ';');
  const typed = node.getChild('TypeAnnotation');
  const value = given ? to.expression(given) : undefined;
  const called = name.name === 'String' ? stringOf(name, to).value : to.textOf(name);
  if (value) nameClosure(value, called, name);
  type.fields.push({
    name: called,
    nameAt: spanOf(name),
    isStatic: children.some((child) => child.name === 'static'),
    ...(value ? { value } : {}),
    ...(typed ? { type: typeOf(typed, to) } : {}),
    start: node.from,
    end: node.to,
  });
}

/** An enum is an object of constants; members without a value are numbers and of no interest here. */
export function enumOf(node: SyntaxNode, to: Lowering): void {
  const name = node.getChild('TypeDefinition');
  const body = node.getChild('EnumBody');
  if (!name || !body) return;
  const properties: Property[] = [];
  const children = childrenOf(body);
  children.forEach((child, index) => {
    const given = children[index + 1]?.name === 'Equals' ? children[index + 2] : undefined;
    if (child.name !== 'PropertyName' || !given) return;
    const value = to.expression(given);
    const keyAt = spanOf(child);
    properties.push({
      key: to.textOf(child),
      keyAt,
      value,
      spread: false,
      start: child.from,
      end: given.to,
    });
  });
  const value = { kind: 'object', properties, start: body.from, end: body.to } as const;
  const bindings = [bind(name, to.textOf(name))];
  to.emit({
    kind: 'assign',
    bindings,
    value,
    element: false,
    declares: true,
    start: node.from,
    end: node.to,
  });
}
