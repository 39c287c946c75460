import { type Expression, visit } from '../../source/expressions.ts';
import type { SourceModule } from '../../source/model.ts';
import { perModule } from '../../source/per-module.ts';
import type { Span } from '../../text/span.ts';
import { expressionRoots } from '../tools/scan.ts';

/** Asked of each tool again whenever some file of its project has changed. */
const answers = perModule(() => new Map<string, Expression | undefined>());

/** The outermost expression that has exactly this range. */
export function expressionAt(module: SourceModule, { start, end }: Span): Expression | undefined {
  const known = answers(module);
  const key = `${start} ${end}`;
  if (!known.has(key)) known.set(key, found(module, start, end));
  return known.get(key);
}

function found(module: SourceModule, start: number, end: number): Expression | undefined {
  let is: Expression | undefined;
  expressionRoots(module, (root) => {
    if (is || root.start > start || root.end < end) return;
    visit(root, (expression) => {
      if (!is && expression.start === start && expression.end === end) is = expression;
      return !is && expression.start <= start && expression.end >= end;
    });
  });
  return is;
}
