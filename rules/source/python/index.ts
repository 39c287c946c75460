import { parser } from '@lezer/python';
import type { Front } from '../lowering.ts';
import { expressionOf } from './expressions.ts';
import { childOf, statementOf } from './statements.ts';

export { parser };

/** Python. Node shapes: the grammar of `@lezer/python` 1.1. */
export const front: Front = {
  expression: expressionOf,
  statement: statementOf,
  child: childOf,
  // Decorators and docstrings stand inside.
  leads: () => false,
};
