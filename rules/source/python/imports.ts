import type { SyntaxNode } from '@lezer/common';
import { childrenOf, type Lowering, spanOf } from '../lowering.ts';

/** `import a.b as c`, `from ..a import b as c, d`, `from a import *`. */
export function importsOf(node: SyntaxNode, to: Lowering): void {
  const children = childrenOf(node).filter(({ name }) => name !== 'Comment');
  const split = children.findIndex(({ name }) => name === 'import');
  const after = children.slice(split + 1);
  const isFrom = children[0]?.name === 'from';
  const from = isFrom
    ? children
        .slice(1, split)
        .map((part) => to.textOf(part))
        .join('')
    : '';
  let words: SyntaxNode[] = [];
  const finish = (): void => {
    const as = words.findIndex(({ name }) => name === 'as');
    const named = as < 0 ? words : words.slice(0, as);
    const name = named.map((part) => to.textOf(part)).join('');
    const alias = as < 0 ? undefined : words[as + 1];
    words = [];
    if (name === '') return;
    const at = spanOf(node);
    if (isFrom) {
      const local = alias ? to.textOf(alias) : name;
      to.imports.push({ local, name, from, typeOnly: false, ...at });
    } else {
      // `import a.b` binds `a`; with `as` it binds the inner module.
      const [head = name] = name.split('.');
      const local = alias ? to.textOf(alias) : head;
      to.imports.push({ local, name: '*', from: alias ? name : head, typeOnly: false, ...at });
      if (!alias && head !== name) {
        to.imports.push({ local: name, name: '*', from: name, typeOnly: false, ...at });
      }
    }
  };
  for (const child of after) {
    if (child.name === ',' || child.name === '(' || child.name === ')') finish();
    else words.push(child);
  }
  finish();
}
