import type { Call } from '../../source/expressions.ts';
import { importedModules } from './modules.ts';
import type { Sources } from './sources.ts';
import type { Target, Value } from './targets.ts';

/** `require("./a")`, `import("./a")`. */
export function required(
  sources: Sources,
  { module }: Value,
  { callee, args }: Call,
): Target | undefined {
  if (callee.kind !== 'id' || (callee.name !== 'require' && callee.name !== 'import'))
    return undefined;
  const first = args[0]?.value;
  if (first?.kind !== 'text') return undefined;
  const modules = importedModules(sources, module, first.value);
  return modules.length > 0
    ? { kind: 'module', modules }
    : { kind: 'external', from: first.value, name: '*' };
}
