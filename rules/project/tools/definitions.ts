import { type Dictionary, propertyOf } from '../../source/expressions.ts';
import type { SourceModule } from '../../source/model.ts';
import type { Sources } from '../names/sources.ts';
import { inside, type Value } from '../names/targets.ts';
import { type Draft, objectIn, placeOf } from './draft.ts';
import { HANDLER_KEYS, SCHEMA_KEYS, SURE_SCHEMA_KEYS } from './keys.ts';
import { type Site, siteValue } from './scan.ts';
import { fromConfig } from './scripts.ts';

const NAME = /^[A-Za-z0-9_.\-/:]{1,128}$/;

/** Whether an object, by its keys and what holds it, may be a definition or a dictionary of them. */
export function mayDefine({ expression, holder }: Site<Dictionary>): boolean {
  if (expression.type !== undefined) return false;
  return DICTIONARY.test(holder) || propertyOf(expression, 'name') !== undefined;
}

/** Only what is called tools is read so: any object has keys. */
const DICTIONARY = /tools?|definitions/i;

/**
 * `{ name: "add", description: "…", inputSchema: {…} }`, wherever it stands: in a list, exported, given back by a
 * function. Also dictionaries of Python.
 */
export function definition(sources: Sources, site: Site<Dictionary>): Draft | undefined {
  const { expression } = site;
  if (expression.type !== undefined) return undefined;
  const name = propertyOf(expression, 'name');
  if (!name || !/^(?:text|id|member|template|binary|index)$/.test(name.value.kind))
    return undefined;
  if (name.value.kind === 'text' && !NAME.test(name.value.value)) return undefined;
  if (!nestedIn(sources, siteValue(site)) && !isDefinition(sources, site)) return undefined;
  const value = siteValue(site);
  const nested = nestedIn(sources, value);
  return {
    style: 'definition',
    name: inside(value, name.value),
    at: placeOf(value),
    ...(nested ? fromConfig(sources, nested) : {}),
    ...fromConfig(sources, value),
    ...(site.holder ? { held: { name: site.holder, file: site.module.path } } : {}),
  };
}

/** `{ name: "add", definition: { description, inputSchema }, handler }`: what is said of it, in an object of its own. */
function nestedIn(sources: Sources, value: Value): Value | undefined {
  const found = propertyOf(value.expression, 'definition');
  const object = found && objectIn(sources, inside(value, found.value));
  return object && SURE_SCHEMA_KEYS.some((key) => propertyOf(object.expression, key))
    ? object
    : undefined;
}

/** Prompts, commands and options have names and descriptions, too: a schema, or a handler near the word tool. */
function isDefinition(sources: Sources, site: Site<Dictionary>): boolean {
  const { expression } = site;
  const has = (key: string): boolean => propertyOf(expression, key) !== undefined;
  const spread = expression.properties.some((property) => property.spread);
  if (!has('description') && !spread && !has('title')) return false;
  if (has('uri') || has('uriTemplate')) return false;
  // The definitions that are sent to a model: `{ type: 'function', function: { name,
  // parameters } }`, and `{ name, description, input_schema }`.
  if (has('type') && !has('inputSchema')) return false;
  const named = /tools?(?:\/|[^/]{0,100}$)/i.test(site.module.path);
  if (has('input_schema')) return named && !talksToModel(site.module);
  if (SURE_SCHEMA_KEYS.some(has)) return true;
  const schema = SCHEMA_KEYS.map((key) => propertyOf(expression, key)).find(Boolean);
  const handler = HANDLER_KEYS.some(has);
  const near = named || /tool/i.test(site.holder);
  if (!near || (!schema && !handler)) return false;
  if (!schema) return handler;
  const object = objectIn(sources, inside(siteValue(site), schema.value));
  const listed = schema.value.kind === 'list';
  return (
    !listed &&
    (handler ||
      object !== undefined ||
      schema.value.kind === 'call' ||
      /Schema$/.test(schema.key ?? ''))
  );
}

/** Whether a file calls a model itself: what it defines is then sent to that model. */
function talksToModel(module: SourceModule): boolean {
  return module.imports.some(({ from }) => /^(?:@anthropic-ai\/sdk|anthropic|openai)\b/.test(from));
}

const OPERATION =
  /^(?:get|list|read|find|search|query|create|add|update|patch|put|replace|delete|remove|execute|run)$/;

/** `{ list_tables: { description, parameters }, … }`: the key is the name. */
export function keyedDefinitions(sources: Sources, site: Site<Dictionary>): readonly Draft[] {
  if (site.expression.type !== undefined || !DICTIONARY.test(site.holder)) return [];
  return site.expression.properties.flatMap((property): readonly Draft[] => {
    if (property.key === null || !/^[a-z][A-Za-z0-9_-]{1,63}$/.test(property.key)) return [];
    // A part of a tool, not one.
    if (/^(?:definition|config|spec|tool|options)$/.test(property.key)) return [];
    const value = inside(siteValue(site), property.value);
    const object = property.value.kind === 'call' ? property.value.args[0]?.value : property.value;
    if (object?.kind !== 'object') return [];
    const has = (key: string): boolean => propertyOf(object, key) !== undefined;
    // What can be done with a resource over HTTP: a tool that takes its kind does it.
    if (has('method') && OPERATION.test(property.key)) return [];
    const handler = HANDLER_KEYS.some(has) || object.properties.some(({ spread }) => spread);
    const schema = ['parameters', ...SURE_SCHEMA_KEYS].some(has);
    if (has('name') || has('type') || !(has('description') ? schema : handler && has('execute')))
      return [];
    const at = { file: site.module.path, span: property.keyAt };
    return [
      {
        style: 'keyed-definition',
        name: { text: property.key, at },
        at: placeOf(value, property),
        ...fromConfig(sources, inside(value, object)),
        ...(site.holder ? { held: { name: site.holder, file: site.module.path } } : {}),
      },
    ];
  });
}
