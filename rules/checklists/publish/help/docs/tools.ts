import type { Tool, ToolParameter } from '../../../../project/tools/tool.ts';
import type { Helper } from '../help.ts';
import type { Known } from '../known.ts';
import { section, table } from '../section.ts';

/** More tools than these belong on a page of their own. */
const MOST = 60;

/** The first sentence of a description, as long as a cell of a table. */
function short({ title, description, name }: Tool): string {
  const text = description?.value ?? title?.value ?? name.replace(/[_-]+/g, ' ');
  const [first = ''] = text
    .replace(/\s+/g, ' ')
    .trim()
    .split(/(?<=[.!?])\s/);
  return first.length > 160 ? `${first.slice(0, 159)}…` : first;
}

function effect({ annotations }: Tool): string {
  const { readOnlyHint, destructiveHint, openWorldHint } = annotations?.hints ?? {};
  const outside = openWorldHint === true ? ', outside of this machine' : '';
  if (readOnlyHint === true) return `reads${outside}`;
  if (destructiveHint === true) return `writes, may delete${outside}`;
  return readOnlyHint === false ? `writes${outside}` : 'reads or writes?';
}

/** P30: what it can do. */
export const toolsTable: Helper = (known) => {
  const { tools } = known;
  if (tools.length === 0) return undefined;
  const rows = tools.slice(0, MOST).map((tool) => [`\`${tool.name}\``, short(tool), effect(tool)]);
  return {
    id: 'tools-table',
    title: 'Write a table of the tools',
    kind: 'draft',
    edits: section(
      known,
      'Tools',
      /^(?:available )?tools$/i,
      table(['Tool', 'What it does', 'Effect'], rows),
    ),
    next: [],
  };
};

/** P4: what each tool may do, for people who decide whether to let it. */
export const permissions: Helper = (known) => {
  const { tools } = known;
  if (tools.length === 0) return undefined;
  const rows = tools.slice(0, MOST).map((tool) => [`\`${tool.name}\``, effect(tool)]);
  return {
    id: 'permissions',
    title: 'Write what each tool may do',
    kind: 'draft',
    edits: section(known, 'Permissions', /^permissions$/i, table(['Tool', 'Effect'], rows)),
    next: [
      'A table is no limit: give tools their hints, or a switch that leaves writing ones out.',
    ],
  };
};

/** P31: arguments and answers. */
export const argumentsTables: Helper = (known) => {
  const tools = known.tools.filter(({ schema }) => schema !== undefined).slice(0, MOST);
  if (tools.length === 0) return undefined;
  const body = tools.map((tool) => {
    const { parameters = [], complete = true } = tool.schema ?? {};
    const rows = parameters.map(argumentRow);
    const given =
      rows.length > 0
        ? table(['Argument', 'Type', 'Required', 'What it is'], rows)
        : complete
          ? 'It takes no arguments.'
          : 'Its arguments are made at run time: list them.';
    return `### \`${tool.name}\`\n\n${given}\n\nReturns text: say what it holds.`;
  });
  return {
    id: 'arguments',
    title: 'Write tables of arguments and answers',
    kind: 'draft',
    edits: section(
      known,
      'Arguments and answers',
      /^(?:arguments|parameters|reference)\b/i,
      body.join('\n\n'),
    ),
    next: ['An output schema says it to programs as well.'],
  };
};

function argumentRow({ name, type, optional, description, limits }: ToolParameter): string[] {
  const kind = type === 'unknown' || type === 'any' ? 'any' : type;
  const what = description ?? (limits.length > 0 ? limits.join(', ') : 'say what it is');
  return [`\`${name}\``, kind, optional ? 'no' : 'yes', what];
}

/** P33: a call and its answer. */
export const exampleCall: Helper = (known) => {
  const tool = exampleTool(known);
  if (!tool) return undefined;
  const call = {
    jsonrpc: '2.0',
    id: 1,
    method: 'tools/call',
    params: { name: tool.name, arguments: sampleArguments(tool) },
  };
  const answer = { jsonrpc: '2.0', id: 1, result: { content: [{ type: 'text', text: '…' }] } };
  const body = `A call of \`${tool.name}\`:\n\n${json(call)}\n\nIts answer:\n\n${json(answer)}`;
  return {
    id: 'example-call',
    title: 'Write an example of a call',
    kind: 'draft',
    edits: section(known, 'Example of a call', /^examples? (?:of a )?calls?$/i, body),
    next: ['Put an answer that you got in place of the dots.'],
  };
};

function json(value: unknown): string {
  return `\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\``;
}

/** One that is easy to try: it reads, and its arguments are known. */
export function exampleTool({ tools }: Pick<Known, 'tools'>): Tool | undefined {
  const reading = tools.filter(({ annotations }) => annotations?.hints.readOnlyHint === true);
  const known = (all: readonly Tool[]): Tool | undefined =>
    all.find(({ schema }) => schema?.complete && schema.parameters.length > 0);
  return known(reading) ?? reading[0] ?? known(tools) ?? tools[0];
}

/** Arguments that fit the types of a schema; what is optional is left out. */
export function sampleArguments({ schema }: Tool): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    (schema?.parameters ?? [])
      .filter(({ optional }) => !optional)
      .map(({ name, type, limits }) => [name, sample(name, type, limits)]),
  );
}

function sample(name: string, type: ToolParameter['type'], limits: readonly string[]): unknown {
  switch (type) {
    case 'number':
    case 'integer':
      return 1;
    case 'boolean':
      return true;
    case 'array':
      return [];
    case 'object':
      return {};
    default:
      if (/ur[il]$/i.test(name) || limits.includes('url')) return 'https://example.com/';
      if (/email/i.test(name)) return 'ada@example.com';
      return /date/i.test(name) ? '2026-01-31' : `example ${name.replace(/[_-]+/g, ' ')}`;
  }
}
