import { type Call, type Expression, lastName } from '../../../source/expressions.ts';
import { resolve } from '../../names/resolve.ts';
import type { Sources } from '../../names/sources.ts';
import { inside, type Target, type Value } from '../../names/targets.ts';
import type { ToolParameter } from '../tool.ts';
import { type Fields, unknownFields } from './fields.ts';

const TYPES: Readonly<Record<string, ToolParameter['type']>> = {
  string: 'string',
  number: 'number',
  int: 'integer',
  bigint: 'integer',
  boolean: 'boolean',
  stringbool: 'boolean',
  array: 'array',
  tuple: 'array',
  set: 'array',
  object: 'object',
  record: 'object',
  strictObject: 'object',
  looseObject: 'object',
  map: 'object',
  enum: 'enum',
  nativeEnum: 'enum',
  literal: 'enum',
  any: 'any',
  unknown: 'any',
  email: 'string',
  url: 'string',
  uuid: 'string',
  date: 'string',
};
const WITH_FIELDS = /^(?:object|strictObject|looseObject)$/;
const LIMITS =
  /^(?:min|max|length|nonempty|regex|email|url|uuid|cuid2?|ulid|datetime|date|ip|startsWith|endsWith|includes|gt|gte|lt|lte|positive|negative|nonnegative|int|multipleOf|enum|nativeEnum|literal|refine|superRefine|pipe|transform|trim|finite|safe)$/;

/** One link of a chain: `z.string().min(1)` is string, min. */
interface Link {
  readonly name: string;
  readonly call: Call;
}

/** The calls of a chain from its beginning, and what stands before them. */
function chainOf(expression: Expression): {
  readonly head: Expression;
  readonly links: readonly Link[];
} {
  const links: Link[] = [];
  let at = expression;
  while (at.kind === 'call' && at.callee.kind === 'member') {
    links.unshift({ name: at.callee.name, call: at });
    at = at.callee.object;
  }
  // `z.coerce.number()` begins with `z`.
  while (at.kind === 'member') at = at.object;
  return { head: at, links };
}

/** Whether something is a schema of Zod or of a library that is written like it. */
export function isZod(expression: Expression): boolean {
  const { head, links } = chainOf(expression);
  const first = links[0]?.name ?? '';
  return (
    head.kind === 'id' &&
    (/^(?:z|zod|Type|v|s|t|schema)$/.test(head.name) || first in TYPES) &&
    links.length > 0
  );
}

/** The fields of `z.object({…})`, of a shape `{ a: z.string() }`, and of what is made of them. */
export function zodFields(sources: Sources, value: Value, steps = 0): Fields {
  if (steps > 8) return unknownFields;
  const { expression } = value;
  if (expression.kind === 'object') return shape(sources, value, steps);
  if (expression.kind === 'member' && expression.name === 'shape') {
    return zodFields(sources, inside(value, expression.object), steps + 1);
  }
  const target = expression.kind === 'call' ? value : resolve(sources, value);
  if (target.kind !== 'value') return unknownFields;
  if (target.expression.kind === 'object') return shape(sources, target, steps);
  if (target.expression.kind === 'member') {
    return target === value ? unknownFields : zodFields(sources, target, steps + 1);
  }
  if (target.expression.kind !== 'call') return unknownFields;
  return ofCall(sources, target, target.expression, steps);
}

function ofCall(sources: Sources, value: Value, call: Call, steps: number): Fields {
  const name = lastName(call.callee);
  const first = call.args[0]?.value;
  const argument = (): Fields =>
    first ? zodFields(sources, inside(value, first), steps + 1) : unknownFields;
  if (WITH_FIELDS.test(name)) return first ? argument() : { parameters: [], complete: true };
  const base = call.callee.kind === 'member' ? inside(value, call.callee.object) : undefined;
  const before = (): Fields => (base ? zodFields(sources, base, steps + 1) : unknownFields);
  if (/^(?:extend|merge|safeExtend|and)$/.test(name)) {
    const [left, right] = [before(), argument()];
    return {
      parameters: joined(left.parameters, right.parameters),
      complete: left.complete && right.complete,
    };
  }
  if (name === 'omit' || name === 'pick') {
    const keys = first?.kind === 'object' ? first.properties.map(({ key }) => key) : [];
    const { parameters, complete } = before();
    const kept = parameters.filter((field) => keys.includes(field.name) === (name === 'pick'));
    return { parameters: kept, complete };
  }
  if (/^(?:partial|deepPartial)$/.test(name)) {
    const { parameters, complete } = before();
    return { parameters: parameters.map((field) => ({ ...field, optional: true })), complete };
  }
  if (
    /^(?:strict|passthrough|strip|loose|describe|refine|superRefine|optional|default|transform|meta|required|catchall|readonly|brand)$/.test(
      name,
    )
  ) {
    return before();
  }
  if (/^(?:zodToJsonSchema|toJSONSchema|toJsonSchema|objectFromShape)$/.test(name))
    return argument();
  const returned = resolve(sources, value);
  return returned.kind === 'value' && returned.expression !== call
    ? zodFields(sources, returned, steps + 1)
    : unknownFields;
}

function joined(
  left: readonly ToolParameter[],
  right: readonly ToolParameter[],
): readonly ToolParameter[] {
  return [...left.filter(({ name }) => !right.some((other) => other.name === name)), ...right];
}

function shape(sources: Sources, value: Value, steps: number): Fields {
  if (value.expression.kind !== 'object') return unknownFields;
  let parameters: readonly ToolParameter[] = [];
  let complete = true;
  for (const property of value.expression.properties) {
    const at = inside(value, property.value);
    if (property.spread) {
      const spread = zodFields(sources, at, steps + 1);
      parameters = joined(parameters, spread.parameters);
      complete &&= spread.complete;
    } else if (property.key === null) complete = false;
    else {
      const place = { file: value.module.path, span: property.keyAt };
      parameters = joined(parameters, [{ name: property.key, at: place, ...zodType(sources, at) }]);
    }
  }
  return { parameters, complete };
}

/** Type, limits and description of one field, through names and small helpers. */
function zodType(sources: Sources, value: Value, steps = 0): Omit<ToolParameter, 'name' | 'at'> {
  const { head, links } = chainOf(value.expression);
  const none = { type: 'unknown', optional: false, limits: [] } as const;
  if (steps > 6) return none;
  const isLibrary = head.kind === 'id' && links.some(({ name }) => name in TYPES);
  if (!isLibrary) {
    const target: Target = resolve(sources, inside(value, head));
    if (
      target.kind === 'value' &&
      target.expression !== value.expression &&
      target.expression !== head
    ) {
      return refined(zodType(sources, target, steps + 1), links);
    }
    return refined(none, links);
  }
  const [first] = links;
  const wrapped =
    first &&
    /^(?:optional|nullable|nullish|preprocess|lazy|coerce)$/.test(first.name) &&
    first.call.args.length > 0;
  if (wrapped && first) {
    const inner = first.call.args.at(-1)?.value;
    const found = inner ? zodType(sources, inside(value, inner), steps + 1) : none;
    return refined(
      { ...found, optional: found.optional || /^(?:optional|nullish)$/.test(first.name) },
      links.slice(1),
    );
  }
  const base = links.find(({ name }) => name in TYPES);
  return refined({ ...none, type: TYPES[base?.name ?? ''] ?? 'unknown' }, links);
}

function refined(
  type: Omit<ToolParameter, 'name' | 'at'>,
  links: readonly Link[],
): Omit<ToolParameter, 'name' | 'at'> {
  const limits = links.filter(({ name }) => LIMITS.test(name)).map(({ name }) => name);
  const described = links.findLast(({ name }) => name === 'describe')?.call.args[0]?.value;
  const optional = links.some(({ name }) =>
    /^(?:optional|nullish|default|prefault|catch)$/.test(name),
  );
  return {
    ...type,
    optional: type.optional || optional,
    limits: [...type.limits, ...limits],
    ...(described?.kind === 'text' ? { description: described.value } : {}),
  };
}
