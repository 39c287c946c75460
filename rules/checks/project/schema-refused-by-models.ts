import { defineProjectRule, type ProjectContext } from '../../engine/project-rule.ts';
import { expressionAt } from '../../project/code/expression-at.ts';
import { resolve } from '../../project/names/resolve.ts';
import { inside, type Value, valueAt } from '../../project/names/targets.ts';
import { at } from '../../project/signals/code.ts';
import type { Tool } from '../../project/tools/tool.ts';
import { type Expression, lastName, propertyOf } from '../../source/expressions.ts';

const messages = {
  top: 'Models refuse a schema with "{word}" at its top. Put the choice into a property, or make two tools.',
  items: 'Models refuse a list that does not say of what. Add "items".',
  name: 'Models refuse this name of a parameter. Use at most 64 letters, digits, "_", "." and "-".',
} as const;

/** What the interfaces of Anthropic and OpenAI answer with 400: one tool, and every call of the client fails. */
export const schemaRefusedByModels = defineProjectRule({
  meta: {
    id: 'schema-refused-by-models',
    items: ['publish/5'],
    severity: 'warning',
    tier: 'default',
    fix: 'none',
    since: '0.3.0',
    finds: 'schemas of tools that the interfaces of large models do not take',
    why: 'A host that hands the schema on gets an error for all tools, or drops this one without a word.',
    standards: { cwe: [1286], owaspMcp: [], owaspLlm: [], cosai: [] },
  },
  messages,
  check(context) {
    for (const tool of context.project.tools) checkTool(context, tool);
  },
});

const NAME = /^[a-zA-Z0-9_.-]{1,64}$/;
const CHOICES = ['oneOf', 'anyOf', 'allOf'] as const;

function checkTool({ project, report }: ProjectContext<typeof messages>, tool: Tool): void {
  const { schema } = tool;
  const module = schema && project.files.get(schema.at.file)?.source?.module;
  if (!schema || !module) return;
  for (const { name, at: place } of schema.parameters)
    if (!NAME.test(name)) report({ message: 'name', data: {}, at: place });
  const given = expressionAt(module, schema.at.span);
  if (!given) return;
  for (const list of openOptions(given))
    report({ message: 'items', data: {}, at: at(module, list) });
  const target = resolve(project.sources, valueAt(given, module));
  if (target.kind !== 'value') return;
  const { expression } = target;
  if (
    expression.kind === 'call' &&
    /^(?:union|discriminatedUnion)$/.test(lastName(expression.callee))
  ) {
    report({ message: 'top', data: { word: 'anyOf' }, at: at(target.module, expression) });
    return;
  }
  if (schema.kind !== 'json' || expression.kind !== 'object') return;
  for (const word of CHOICES) {
    const found = propertyOf(expression, word);
    if (found) report({ message: 'top', data: { word }, at: at(target.module, found.keyAt) });
  }
  for (const list of openLists(project.sources, target))
    report({ message: 'items', data: {}, at: list });
}

/** mcp-go: `mcp.WithArray("names")` without one of its options that say of what. */
function openOptions(tool: Expression): readonly Expression[] {
  if (tool.kind !== 'call' || !/^NewTool/.test(lastName(tool.callee))) return [];
  return tool.args.flatMap(({ value }) => {
    if (value.kind !== 'call' || lastName(value.callee) !== 'WithArray') return [];
    const [name, ...options] = value.args.map((it) => it.value);
    // An option that has a name may say it.
    const silent = options.every((it) => it.kind === 'call' && !/Items$/.test(lastName(it.callee)));
    return name && silent ? [name] : [];
  });
}

/** Properties of type "array" without "items", at the first level: what is further in is seldom looked at. */
function openLists(sources: Parameters<typeof resolve>[0], value: Value) {
  const properties = propertyOf(value.expression, 'properties');
  const target = properties && resolve(sources, inside(value, properties.value));
  if (target?.kind !== 'value' || target.expression.kind !== 'object') return [];
  return target.expression.properties.flatMap(({ value: field, keyAt }) => {
    if (
      field.kind !== 'object' ||
      field.properties.some(({ key, spread }) => spread || key === null)
    )
      return [];
    const type = propertyOf(field, 'type')?.value;
    const open = type?.kind === 'text' && type.value === 'array';
    return open && !propertyOf(field, 'items') && !propertyOf(field, 'prefixItems')
      ? [at(target.module, keyAt)]
      : [];
  });
}
