import { parser } from '@lezer/go';
import type { Front } from '../lowering.ts';
import { expressionOf } from './expressions.ts';
import { childOf, statementOf } from './statements.ts';

export { parser };

/** Go. Node shapes: the grammar of `@lezer/go` 1.0. */
export const front: Front = {
  expression: expressionOf,
  statement: statementOf,
  child: childOf,
  leads: ({ name }) => name === 'LineComment',
};
