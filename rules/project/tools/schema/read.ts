import { type Expression, lastName } from '../../../source/expressions.ts';
import type { SourceClass, SourceModule } from '../../../source/model.ts';
import { lookup } from '../../names/lookup.ts';
import { resolve } from '../../names/resolve.ts';
import type { Sources } from '../../names/sources.ts';
import { inside, type Value } from '../../names/targets.ts';
import { functionIn, placeOf } from '../draft.ts';
import type { ToolSchema } from '../tool.ts';
import { optionFields, structFields } from './go.ts';
import { isJsonSchema, jsonFields } from './json.ts';
import { modelFields } from './python.ts';
import { isZod, zodFields } from './zod.ts';

/** What a schema is written in, and its parameters; `unknown` when it comes from where nobody sees. */
export function readSchema(sources: Sources, value: Value): ToolSchema {
  const at = placeOf(value);
  const { expression } = value;
  const go = value.module.language === 'go';
  if (go && expression.kind === 'call' && /^NewTool/.test(lastName(expression.callee))) {
    return { at, kind: 'options', ...optionFields(sources, value, expression) };
  }
  const model = modelOf(sources, value);
  if (model) return { at, kind: 'model', ...modelFields(model.class, model.module) };
  const target = resolve(sources, value);
  if (target.kind === 'class')
    return { at, kind: 'model', ...modelFields(target.class, target.module) };
  const found = target.kind === 'value' ? target : value;
  if (found.expression.kind === 'object' && isJsonSchema(found)) {
    return { at, kind: 'json', ...jsonFields(sources, found) };
  }
  const shape = found.expression.kind === 'object' && !go;
  if (shape || zodLike(found.expression) || zodLike(expression)) {
    return { at, kind: 'zod', ...zodFields(sources, zodLike(expression) ? value : found) };
  }
  return { at, kind: 'unknown', parameters: [], complete: false };
}

function zodLike(expression: Expression): boolean {
  if (expression.kind === 'member') return expression.name === 'shape';
  if (expression.kind !== 'call') return false;
  return (
    isZod(expression) ||
    /^(?:extend|merge|omit|pick|partial|strict|passthrough|zodToJsonSchema|toJSONSchema)$/.test(
      lastName(expression.callee),
    )
  );
}

/** `Status.model_json_schema()` is the schema of the model. */
function modelOf(
  sources: Sources,
  value: Value,
): { readonly class: SourceClass; readonly module: SourceModule } | undefined {
  const { expression } = value;
  if (expression.kind !== 'call' || expression.callee.kind !== 'member') return undefined;
  if (!/^(?:model_json_schema|schema)$/.test(expression.callee.name)) return undefined;
  const target = resolve(sources, inside(value, expression.callee.object));
  return target.kind === 'class' ? target : undefined;
}

/** Go's official SDK takes the parameters from the type of the handler's last parameter. */
export function structSchema(sources: Sources, handler: Value): ToolSchema | undefined {
  const found = functionIn(sources, handler);
  const last = found?.function.params.at(-1);
  const name = last?.type?.text.replace(/^\*/, '');
  const module = found && sources.modules.get(found.file);
  if (!found || !last || !name || !module || found.function.params.length < 3) return undefined;
  const [head = '', inner] = name.split('.');
  const scope = found.value.scope;
  const direct = lookup(sources, head, module, scope)?.target;
  const target =
    inner && direct?.kind === 'module'
      ? direct.modules.map((file) => lookup(sources, inner, file, file.top)?.target).find(Boolean)
      : direct;
  if (target?.kind !== 'class') return undefined;
  return {
    at: { file: target.module.path, span: target.class.nameAt },
    kind: 'struct',
    ...structFields(target.class, target.module),
  };
}
