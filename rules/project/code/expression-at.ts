import { type Expression, visit } from '../../source/expressions.ts';
import type { SourceModule } from '../../source/model.ts';
import type { Span } from '../../text/span.ts';
import { expressionRoots } from '../tools/scan.ts';

/** The outermost expression that has exactly this range. */
export function expressionAt(module: SourceModule, { start, end }: Span): Expression | undefined {
  let found: Expression | undefined;
  expressionRoots(module, (root) => {
    if (found || root.start > start || root.end < end) return;
    visit(root, (expression) => {
      if (!found && expression.start === start && expression.end === end) found = expression;
      return !found && expression.start <= start && expression.end >= end;
    });
  });
  return found;
}
