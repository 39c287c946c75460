import { type Property, propertyOf } from '../../../source/expressions.ts';
import { resolve } from '../../names/resolve.ts';
import type { Sources } from '../../names/sources.ts';
import { inside, type Value } from '../../names/targets.ts';
import type { ToolParameter } from '../tool.ts';
import { type Fields, jsonType, unknownFields } from './fields.ts';

const LIMITS = [
  'enum',
  'const',
  'minLength',
  'maxLength',
  'pattern',
  'format',
  'minimum',
  'maximum',
  'minItems',
  'maxItems',
];

/** Structs of Go have the same parts with a capital. */
function part(value: Value, key: string): Property | undefined {
  const capital = key.charAt(0).toUpperCase() + key.slice(1);
  return (
    propertyOf(value.expression, key) ??
    (value.module.language === 'go' ? propertyOf(value.expression, capital) : undefined)
  );
}

/** Whether an object is a JSON Schema of an object. */
export function isJsonSchema(value: Value): boolean {
  const type = part(value, 'type');
  const properties = part(value, 'properties');
  const word = type?.value.kind === 'text' ? type.value.value : '';
  return (
    word === 'object' ||
    (properties?.value.kind === 'object' && !type?.value.kind.startsWith('call'))
  );
}

/** The fields under `properties`. */
export function jsonFields(sources: Sources, value: Value): Fields {
  const properties = part(value, 'properties');
  if (!properties) {
    const closed =
      value.expression.kind === 'object' &&
      !value.expression.properties.some(({ spread }) => spread);
    return { parameters: [], complete: closed };
  }
  const target = resolve(sources, inside(value, properties.value));
  if (target.kind !== 'value' || target.expression.kind !== 'object') return unknownFields;
  const required = requiredOf(sources, value);
  let complete = true;
  const parameters = target.expression.properties.flatMap((property): readonly ToolParameter[] => {
    if (property.key === null) complete = false;
    if (property.key === null) return [];
    const at = { file: target.module.path, span: property.keyAt };
    const field = resolve(sources, inside(target, property.value));
    const optional = !required.includes(property.key);
    return [
      { name: property.key, at, optional, ...fieldOf(field.kind === 'value' ? field : undefined) },
    ];
  });
  return { parameters, complete };
}

function requiredOf(sources: Sources, value: Value): readonly string[] {
  const list = part(value, 'required');
  const target = list ? resolve(sources, inside(value, list.value)) : undefined;
  if (target?.kind !== 'value' || target.expression.kind !== 'list') return [];
  return target.expression.items.flatMap((item) => (item.kind === 'text' ? [item.value] : []));
}

function fieldOf(value: Value | undefined): Pick<ToolParameter, 'type' | 'limits' | 'description'> {
  const expression = value?.expression;
  if (expression?.kind !== 'object') return { type: 'unknown', limits: [] };
  if (!value) return { type: 'unknown', limits: [] };
  const type = part(value, 'type')?.value;
  const described = part(value, 'description')?.value;
  const limits = LIMITS.filter((key) => part(value, key));
  const word = type?.kind === 'text' ? jsonType(type.value) : 'unknown';
  return {
    type: limits.includes('enum') || limits.includes('const') ? 'enum' : word,
    limits,
    ...(described?.kind === 'text' ? { description: described.value } : {}),
  };
}
