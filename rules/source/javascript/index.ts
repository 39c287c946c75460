import { parser } from '@lezer/javascript';
import type { Front } from '../lowering.ts';
import { ROW } from '../parse.ts';
import { expressionOf } from './expressions.ts';
import { childOf, leads, statementOf } from './statements.ts';

export const parsers = {
  typescript: parser.configure({ ...ROW, dialect: 'ts' }),
  tsx: parser.configure({ ...ROW, dialect: 'ts jsx' }),
  javascript: parser.configure({ ...ROW, dialect: 'jsx' }),
};

/** TypeScript and JavaScript, with and without JSX. Node shapes: the grammar of `@lezer/javascript` 1.5. */
export const front: Front = {
  expression: expressionOf,
  statement: statementOf,
  child: childOf,
  leads,
};
