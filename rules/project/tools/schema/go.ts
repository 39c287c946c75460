import { argumentOf, type Call, lastName } from '../../../source/expressions.ts';
import type { Field, SourceClass, SourceModule } from '../../../source/model.ts';
import { textOf } from '../../names/resolve.ts';
import type { Sources } from '../../names/sources.ts';
import { inside, type Value } from '../../names/targets.ts';
import type { ToolParameter } from '../tool.ts';
import type { Fields } from './fields.ts';

const OPTIONS: Readonly<Record<string, ToolParameter['type']>> = {
  WithString: 'string',
  WithNumber: 'number',
  WithInteger: 'integer',
  WithBoolean: 'boolean',
  WithArray: 'array',
  WithObject: 'object',
  WithAny: 'any',
};
const LIMITS: Readonly<Record<string, string>> = {
  Enum: 'enum',
  Pattern: 'pattern',
  MaxLength: 'max',
  MinLength: 'min',
  Max: 'max',
  Min: 'min',
  MaxItems: 'max',
  MinItems: 'min',
};

/** `mcp.WithString("a", mcp.Required(), mcp.Description("…"))` among the options of a tool. */
export function optionFields(sources: Sources, value: Value, call: Call): Fields {
  let complete = true;
  const parameters = call.args.flatMap(({ value: option }): readonly ToolParameter[] => {
    if (option.kind !== 'call') {
      complete &&= option.kind === 'text';
      return [];
    }
    const name = lastName(option.callee);
    const type = OPTIONS[name];
    if (!type) {
      // An option that the project wrote itself may add parameters.
      complete &&= /^With(?:Description|\w*Annotation|InputSchema|RawInputSchema|Title)$/.test(
        name,
      );
      return [];
    }
    const first = argumentOf(option, '', 0);
    const text = first ? textOf(sources, inside(value, first)) : null;
    if (text === null || !first) {
      complete = false;
      return [];
    }
    const at = { file: value.module.path, span: { start: first.start, end: first.end } };
    return [
      {
        name: text,
        at,
        ...refined(
          type,
          option.args.map((argument) => argument.value),
        ),
      },
    ];
  });
  return { parameters, complete };
}

function refined(
  type: ToolParameter['type'],
  options: readonly Value['expression'][],
): Omit<ToolParameter, 'name' | 'at'> {
  const calls = options.filter((option) => option.kind === 'call');
  const named = (name: string): Call | undefined =>
    calls.find((call) => lastName(call.callee) === name);
  const limits = calls.flatMap((call) => LIMITS[lastName(call.callee)] ?? []);
  const described = named('Description')?.args[0]?.value;
  return {
    type: limits.includes('enum') ? 'enum' : type,
    optional: named('Required') === undefined,
    limits,
    ...(described?.kind === 'text' ? { description: described.value } : {}),
  };
}

/** The fields of a struct, by their `json` and `jsonschema` tags. */
export function structFields(type: SourceClass, module: SourceModule): Fields {
  const parameters = type.fields.flatMap((field) => fieldOf(field, module));
  return { parameters, complete: type.bases.length === 0 };
}

function fieldOf(field: Field, module: SourceModule): readonly ToolParameter[] {
  const tag = (name: string): string =>
    new RegExp(`(?:^|\\s)${name}:"([^"]*)"`).exec(field.tag ?? '')?.[1] ?? '';
  const [name = '', ...flags] = tag('json').split(',');
  if (name === '-' || !/^[A-Z]/.test(field.name)) return [];
  const described = tag('jsonschema') || tag('description');
  const text = field.type?.text ?? '';
  return [
    {
      name: name || field.name,
      at: { file: module.path, span: field.nameAt },
      type: goType(text.replace(/^\*/, '')),
      optional: text.startsWith('*') || flags.includes('omitempty') || flags.includes('omitzero'),
      limits: /enum=/.test(described) ? ['enum'] : [],
      ...(described ? { description: described } : {}),
    },
  ];
}

function goType(text: string): ToolParameter['type'] {
  if (text === 'string') return 'string';
  if (text === 'bool') return 'boolean';
  if (/^u?int\d*$/.test(text)) return 'integer';
  if (/^float(?:32|64)$/.test(text)) return 'number';
  if (text.startsWith('[]')) return 'array';
  if (/^(?:any|interface\{\})$/.test(text)) return 'any';
  return /^map\[|^struct/.test(text) ? 'object' : 'unknown';
}
