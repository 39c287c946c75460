import { lastName } from '../../source/expressions.ts';
import type { SourceClass, SourceFunction, SourceModule } from '../../source/model.ts';
import { ofClass, resolve } from '../names/resolve.ts';
import type { Sources } from '../names/sources.ts';
import { inside, type Value, valueAt } from '../names/targets.ts';
import { type Draft, objectIn, placeOf } from './draft.ts';
import { SCHEMA_KEYS } from './keys.ts';
import { foreign, fromConfig } from './scripts.ts';

const HANDLERS = [
  'execute',
  'handle',
  'handler',
  'run',
  'call',
  'invoke',
  'executeCore',
  '_run',
  'callback',
];
const NAMES = ['name', 'toolName'];

/** `class Add extends MCPTool { name = "add"; schema = …; async execute(input) {} }`: without a handler it is none. */
export function classTool(
  sources: Sources,
  type: SourceClass,
  module: SourceModule,
): Draft | undefined {
  const based = type.bases.some((base) => /(?:Tool|ToolBase|BaseTool)$/.test(lastName(base)));
  if (!based || type.bases.some((base) => foreign(sources, valueAt(base, module))))
    return undefined;
  const own = (names: readonly string[]): Value | undefined => {
    for (const name of names) {
      const found = ofClass(sources, type, module, name);
      if (found?.kind === 'value' && found.expression.kind !== 'function') return found;
    }
    return undefined;
  };
  const name = own(NAMES);
  const handler = HANDLERS.map((key) => type.methods.find((method) => method.name === key)).find(
    Boolean,
  );
  if (!name || !handler) return undefined;
  const title = own(['title']);
  const description = own(['description', 'toolDescription']);
  const schema = own(['argsShape', ...SCHEMA_KEYS]);
  const annotations = own(['annotations']);
  return {
    style: 'class',
    name,
    at: { file: module.path, span: { start: type.start, end: type.end } },
    ...(title ? { title } : {}),
    ...(description ? { description } : {}),
    ...(schema ? { schema } : {}),
    ...(annotations ? { annotations } : {}),
    handler: { file: module.path, function: handler },
  };
}

/** `@Tool({ name: "add", parameters })` over a method. */
export function decoratedMethod(
  sources: Sources,
  fn: SourceFunction,
  module: SourceModule,
): Draft | undefined {
  for (const mark of fn.decorators) {
    if (mark.kind !== 'call' || !/^(?:Tool|McpTool|MCPTool)$/.test(lastName(mark.callee))) continue;
    const value = valueAt(mark, module);
    const first = mark.args[0]?.value;
    const config = first ? objectIn(sources, inside(value, first)) : undefined;
    const parts = config ? fromConfig(sources, config) : {};
    const given = config?.expression.properties.find(({ key }) => key === 'name');
    const nameAt = { file: module.path, span: fn.nameAt ?? { start: fn.start, end: fn.end } };
    const text = first && resolve(sources, inside(value, first));
    const named = text?.kind === 'value' && text.expression.kind === 'text' ? text : undefined;
    return {
      style: 'decorated-method',
      name:
        given && config ? inside(config, given.value) : (named ?? { text: fn.name, at: nameAt }),
      at: placeOf(value),
      ...parts,
      handler: { file: module.path, function: fn },
    };
  }
  return undefined;
}

/** xmcp: a file is a tool, with `metadata`, `schema` and a default export. */
export function fileTool(sources: Sources, module: SourceModule): Draft | undefined {
  const exportOf = (name: string) => module.exports.find((out) => out.name === name);
  const main = exportOf('default');
  const metadata = exportOf('metadata');
  const schema = exportOf('schema');
  if (!main || (!metadata && !schema) || !/(?:^|\/)tools\//.test(module.path)) return undefined;
  if (!module.imports.some(({ from }) => from === 'xmcp') && !metadata) return undefined;
  const here = (name: string): Value =>
    valueAt({ kind: 'id', name, start: main.start, end: main.end }, module);
  const config = metadata ? objectIn(sources, here('metadata')) : undefined;
  const given = config?.expression.properties.find(({ key }) => key === 'name');
  const at = { file: module.path, span: { start: main.start, end: main.end } };
  const own = module.path.slice(module.path.lastIndexOf('/') + 1).replace(/\.[^.]+$/, '');
  if (metadata && !given && !config) return undefined;
  const parts = config ? fromConfig(sources, config) : {};
  return {
    style: 'file',
    name: config && given ? inside(config, given.value) : { text: own, at },
    at,
    ...parts,
    ...(schema ? { schema: here('schema') } : {}),
    handler: main.value ? valueAt(main.value, module) : here(main.local ?? ''),
  };
}
