import type { SyntaxNode } from '@lezer/common';
import { type Expression, lastName } from '../expressions.ts';
import {
  bind,
  childrenOf,
  type Lowering,
  type OpenFunction,
  openFunction,
  spanOf,
} from '../lowering.ts';
import type { Parameter, SourceFunction, TypeText } from '../model.ts';
import { cleanDoc, continuedOf, stringOf } from './literals.ts';

export function functionOf(
  node: SyntaxNode,
  to: Lowering,
  decorators: readonly Expression[],
): OpenFunction {
  const owner = to.owner;
  const fn = openFunction(owner ? 'method' : 'function', spanOf(node));
  fn.decorators = decorators;
  if (owner) fn.owner = owner.name;
  const children = childrenOf(node);
  const name = children.find((child) => child.name === 'VariableName');
  if (name) {
    fn.name = to.textOf(name);
    fn.nameAt = spanOf(name);
  }
  fn.isAsync = children.some((child) => child.name === 'async');
  fn.isStatic = decorators.some((mark) => lastName(mark) === 'staticmethod');
  if (decorators.some((mark) => /^(?:cached_)?property$/.test(lastName(mark)))) fn.kind = 'getter';
  to.inside(fn, () => {
    for (const child of children) {
      if (child.name === 'ParamList') fn.params = paramsOf(child, to);
      else if (child.name === 'TypeDef') fn.returns = typeOf(child, to);
      else if (child.name === 'Body') {
        fn.body = spanOf(child);
        const doc = docOf(child, to);
        if (doc !== undefined) fn.doc = doc;
        to.statement(child);
      } else if (child.type.isError) to.statement(child);
    }
  });
  return fn;
}

export function lambdaOf(node: SyntaxNode, to: Lowering): SourceFunction {
  const fn = openFunction('closure', spanOf(node));
  return to.inside(fn, () => {
    for (const child of childrenOf(node)) {
      if (child.name === 'ParamList') fn.params = paramsOf(child, to);
      else if (/^[A-Z]/.test(child.name)) {
        fn.body = spanOf(child);
        to.emit({ kind: 'return', value: to.expression(child), start: child.from, end: child.to });
      }
    }
  });
}

/** The string that a body begins with. */
export function docOf(body: SyntaxNode, to: Lowering): string | undefined {
  const first = childrenOf(body).find(({ name }) => /^[A-Z]/.test(name) && name !== 'Comment');
  const value = first?.name === 'ExpressionStatement' ? first.firstChild : null;
  if (value?.name === 'String') return cleanDoc(stringOf(value, to).value);
  if (value?.name !== 'ContinuedString') return undefined;
  const whole = continuedOf(value, to);
  return whole.kind === 'text' ? cleanDoc(whole.value) : undefined;
}

/** `: type` or `-> type`; the type is an expression. */
export function typeOf(node: SyntaxNode, to: Lowering): TypeText {
  const inner = childrenOf(node).find(({ name }) => /^[A-Z]/.test(name));
  if (!inner) return { text: '', start: node.from, end: node.to };
  return {
    text: to.textOf(inner),
    expression: to.expression(inner),
    start: inner.from,
    end: inner.to,
  };
}

type OpenParameter = { -readonly [K in keyof Parameter]: Parameter[K] };

function paramsOf(list: SyntaxNode, to: Lowering): readonly Parameter[] {
  const params: OpenParameter[] = [];
  let last: OpenParameter | undefined;
  let rest: Parameter['rest'] = 'no';
  let keywordOnly = false;
  let equals = false;
  for (const child of childrenOf(list)) {
    if (child.name === ',') {
      // A bare `*`: what comes after it is given by name.
      if (rest !== 'no') keywordOnly = true;
      last = undefined;
      rest = 'no';
      equals = false;
    } else if (child.name === '*') rest = 'list';
    else if (child.name === '**') rest = 'keywords';
    else if (child.name === 'VariableName' && !last) {
      const name = to.textOf(child);
      last = {
        name,
        bindings: [bind(child, name)],
        optional: false,
        rest,
        keywordOnly,
        start: child.from,
        end: child.to,
      };
      params.push(last);
      if (rest === 'list') keywordOnly = true;
      rest = 'no';
    } else if (child.name === 'TypeDef' && last) {
      last.type = typeOf(child, to);
      last.end = child.to;
    } else if (child.name === 'AssignOp') equals = true;
    else if (equals && last && /^[A-Z]/.test(child.name) && child.name !== 'Comment') {
      last.fallback = to.expression(child);
      last.optional = true;
      last.end = child.to;
    }
  }
  return params;
}
