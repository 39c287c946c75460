import { type Expression, lastName, visit } from '../../source/expressions.ts';
import type { SourceFunction } from '../../source/model.ts';
import type { Place } from '../tools/tool.ts';
import { at, type Code } from './code.ts';

/** A logger of one's own that writes JSON: `console.error(JSON.stringify(entry))` where logs are written. */
export function ownLoggers(code: Code): readonly Place[] {
  return code
    .each('logs in JSON', ({ calls, module }) =>
      calls.filter(
        ({ path, call, scope }) =>
          WRITES.test(path) &&
          (/log/i.test(module.path.slice(module.path.lastIndexOf('/') + 1)) ||
            /^_?(?:emit|write)?_?log/i.test(scope.name)) &&
          call.args.some(({ value }) => isJson(value, scope)),
      ),
    )
    .map(({ call, module }) => at(module, call));
}

const WRITES =
  /^console\.(?:error|warn|log|info)$|^process\.std(?:err|out)\.write$|^sys\.stderr\.write$/;

function isJson(value: Expression, scope: SourceFunction): boolean {
  let found = false;
  visit(value, (part) => {
    if (part.kind === 'call') found ||= /^(?:stringify|dumps)$/.test(lastName(part.callee));
    else if (part.kind === 'id')
      found ||= scope.events.some(
        (event) =>
          event.kind === 'assign' &&
          event.value.kind === 'call' &&
          /^(?:stringify|dumps)$/.test(lastName(event.value.callee)) &&
          event.bindings.some(({ name }) => name === part.name),
      );
    return !found;
  });
  return found;
}
