import { expressionAt } from '../../project/code/expression-at.ts';
import type { ServerProject } from '../../project/project.ts';
import type { Place, Tool, ToolParameter } from '../../project/tools/tool.ts';
import type { TextEdit } from '../../text/span.ts';
import { firstImport } from './imports.ts';

/** What a type is in zod; what has parts of its own stays open. */
const TYPES: Partial<Readonly<Record<ToolParameter['type'], string>>> = {
  string: 'z.string()',
  number: 'z.number()',
  integer: 'z.number().int()',
  boolean: 'z.boolean()',
};
/** A cast to a type that is written in one line. */
const CAST = /^\s*as\s+(?:\{[^{}\n]{0,200}\}|[\w.]{1,60})(?:\[\])?/;

/**
 * A schema in place of a cast: the one that the list of tools shows to the model.
 *
 * @param at `request.params.arguments`
 * @returns undefined where it is not known which tool these arguments are for
 */
export function parsed(project: ServerProject, at: Place): readonly TextEdit[] | undefined {
  const facts = project.files.get(at.file);
  const module = facts?.source?.module;
  const tool = toolAt(project.tools, at);
  const parameters = tool?.schema?.complete ? tool.schema.parameters : [];
  if (!facts || !module || parameters.length === 0) return undefined;
  if (expressionAt(module, at.span)?.kind !== 'member') return undefined;
  const { start, end } = at.span;
  const written = facts.text.slice(start, end);
  // Where the schema is wider than the cast, what follows is written for the cast.
  const plain = parameters.every(({ type, optional }) => TYPES[type] && !optional);
  const cast = plain ? (CAST.exec(facts.text.slice(end))?.[0] ?? '') : '';
  const edits: TextEdit[] = [
    {
      span: { start, end: end + cast.length },
      newText: `z.object({ ${parameters.map(member).join(', ')} }).parse(${written})`,
    },
  ];
  if (module.imports.some(({ local }) => local === 'z')) return edits;
  const line = firstImport({ module, scope: module.top, text: facts.text });
  if (line === undefined || !facts.text.slice(line).startsWith('import')) return undefined;
  return [{ span: { start: line, end: line }, newText: "import { z } from 'zod';\n" }, ...edits];
}

/** The one tool whose part of the code the place stands in, or the only one there is. */
function toolAt(tools: readonly Tool[], { file, span }: Place): Tool | undefined {
  const [only, more] = tools;
  if (only && !more) return only;
  const around = tools.filter(
    ({ handler }) =>
      handler?.file === file &&
      handler.part !== undefined &&
      handler.part.start <= span.start &&
      span.end <= handler.part.end,
  );
  return around.length === 1 ? around[0] : undefined;
}

function member({ name, type, optional }: ToolParameter): string {
  const key = /^[A-Za-z_$][\w$]*$/.test(name) ? name : `'${name.replace(/['\\]/g, '\\$&')}'`;
  return `${key}: ${TYPES[type] ?? 'z.unknown()'}${optional ? '.optional()' : ''}`;
}
