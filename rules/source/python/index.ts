import { parser as whole } from '@lezer/python';
import type { Front } from '../lowering.ts';
import { ROW } from '../parse.ts';
import { expressionOf } from './expressions.ts';
import { childOf, statementOf } from './statements.ts';

export const parser = whole.configure(ROW);

/** Python. Node shapes: the grammar of `@lezer/python` 1.1. */
export const front: Front = {
  expression: expressionOf,
  statement: statementOf,
  child: childOf,
  // Decorators and docstrings stand inside.
  leads: () => false,
};
