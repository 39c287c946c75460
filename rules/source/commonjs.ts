import { type Expression, pathOf } from './expressions.ts';
import type { Export, Import, SourceEvent } from './model.ts';

/** What was found of a file so far. */
interface Found {
  readonly events: readonly SourceEvent[];
  readonly imports: Import[];
  readonly exports: Export[];
}

/** `const x = require('y')`, `module.exports = …` and `exports.x = …`, read from what stands at the top. */
export function readCommonJs(to: Found): void {
  for (const event of to.events) {
    if (event.kind === 'assign') {
      const from = required(event.value);
      if (from === null) continue;
      for (const { name, path, start, end } of event.bindings) {
        to.imports.push({ local: name, name: path[0] ?? '*', from, typeOnly: false, start, end });
      }
    } else if (event.kind === 'expression' && event.value.kind === 'assign') {
      exported(event.value.target, event.value.value, to);
    }
  }
}

function required(value: Expression): string | null {
  const call = value.kind === 'member' ? value.object : value;
  if (call.kind !== 'call' || pathOf(call.callee) !== 'require') return null;
  const first = call.args[0]?.value;
  return first?.kind === 'text' ? first.value : null;
}

function exported(target: Expression, value: Expression, to: Found): void {
  const path = pathOf(target);
  const { start, end } = target;
  if (path === 'module.exports') {
    to.exports.push({ name: 'default', value, start, end });
    for (const property of value.kind === 'object' ? value.properties : []) {
      if (property.key !== null) {
        to.exports.push({ name: property.key, value: property.value, start, end });
      }
    }
  } else if (path?.startsWith('exports.') || path?.startsWith('module.exports.')) {
    to.exports.push({ name: path.slice(path.lastIndexOf('.') + 1), value, start, end });
  }
}
