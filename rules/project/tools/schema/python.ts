import { argumentOf, type Call, type Expression, lastName } from '../../../source/expressions.ts';
import type {
  Parameter,
  SourceClass,
  SourceFunction,
  SourceModule,
  TypeText,
} from '../../../source/model.ts';
import type { ToolParameter } from '../tool.ts';
import type { Fields } from './fields.ts';

const TYPES: Readonly<Record<string, ToolParameter['type']>> = {
  str: 'string',
  int: 'integer',
  float: 'number',
  bool: 'boolean',
  list: 'array',
  List: 'array',
  Sequence: 'array',
  set: 'array',
  tuple: 'array',
  dict: 'object',
  Dict: 'object',
  Mapping: 'object',
  Any: 'any',
  Literal: 'enum',
};
const LIMITS =
  /^(?:min_length|max_length|pattern|regex|gt|ge|lt|le|multiple_of|min_items|max_items)$/;

/** The parameters of a function that is a tool; what the framework hands in itself is none. */
export function signatureFields(fn: SourceFunction, file: string): Fields {
  const parameters = fn.params.flatMap((parameter): readonly ToolParameter[] => {
    if (parameter.rest !== 'no' || !parameter.name || isInjected(parameter)) return [];
    const at = {
      file,
      span: { start: parameter.start, end: parameter.start + parameter.name.length },
    };
    return [{ name: parameter.name, at, ...typeOf(parameter.type, parameter.fallback) }];
  });
  return { parameters, complete: !fn.params.some(({ rest }) => rest !== 'no') };
}

function isInjected({ name, type, fallback }: Parameter): boolean {
  if (name === 'self' || name === 'cls') return true;
  if (type && /\bContext\b/.test(type.text)) return true;
  if (name === 'ctx' && !type) return true;
  return (
    fallback?.kind === 'call' &&
    /^(?:Depends|CurrentContext|Inject)$/.test(lastName(fallback.callee))
  );
}

/** The fields of a Pydantic model or dataclass. */
export function modelFields(type: SourceClass, module: SourceModule): Fields {
  const parameters = type.fields.flatMap((field): readonly ToolParameter[] => {
    if (!field.type || field.name === 'model_config' || /^ClassVar/.test(field.type.text))
      return [];
    const at = { file: module.path, span: field.nameAt };
    return [{ name: field.name, at, ...typeOf(field.type, field.value) }];
  });
  return {
    parameters,
    complete: type.bases.every((base) => /^(?:BaseModel|TypedDict)$/.test(lastName(base))),
  };
}

function typeOf(
  type: TypeText | undefined,
  fallback: Expression | undefined,
): Omit<ToolParameter, 'name' | 'at'> {
  const inner = type?.expression;
  const calls = [...metadata(inner), ...(fallback?.kind === 'call' ? [fallback] : [])].filter(
    (call) => lastName(call.callee) === 'Field',
  );
  const word = baseType(inner);
  const limits = calls.flatMap((call) =>
    call.args.flatMap(({ name }) => (name && LIMITS.test(name) ? [name] : [])),
  );
  const texts = calls
    .map((call) => argumentOf(call, 'description'))
    .find((found) => found?.kind === 'text');
  const required =
    fallback?.kind === 'call' && lastName(fallback.callee) === 'Field' && !hasDefault(fallback);
  return {
    type: word,
    optional:
      (fallback !== undefined && !required) || /\bOptional\b|\bNone\b/.test(type?.text ?? ''),
    limits: word === 'enum' ? ['enum', ...limits] : limits,
    ...(texts?.kind === 'text' ? { description: texts.value } : {}),
  };
}

/** `Field(...)` and `Field(description="…")` have no default. */
function hasDefault(call: Call): boolean {
  const first = argumentOf(call, 'default', 0) ?? argumentOf(call, 'default_factory');
  return first !== undefined && !(first.kind === 'other' && first.parts.length === 0);
}

/** What stands behind the type in `Annotated[…]`. */
function metadata(type: Expression | undefined): readonly Call[] {
  if (type?.kind !== 'index' || lastName(type.object) !== 'Annotated' || type.index.kind !== 'list')
    return [];
  return type.index.items.slice(1).filter((item) => item.kind === 'call');
}

/** `Optional[str]`, `str | None`, `Annotated[str, …]` are strings. */
function baseType(type: Expression | undefined): ToolParameter['type'] {
  if (!type) return 'unknown';
  if (type.kind === 'text') return TYPES[type.value.replace(/\W.*$/s, '')] ?? 'unknown';
  if (type.kind === 'binary') {
    return type.left.kind === 'literal' ? baseType(type.right) : baseType(type.left);
  }
  if (type.kind === 'index') {
    const name = lastName(type.object);
    const first = type.index.kind === 'list' ? type.index.items[0] : type.index;
    if (/^(?:Optional|Annotated|Union)$/.test(name)) return baseType(first);
    return TYPES[name] ?? 'unknown';
  }
  return TYPES[lastName(type)] ?? 'unknown';
}
