import type { ServerProject } from '../../rules/project/project.ts';
import type { Tool } from '../../rules/project/tools/tool.ts';
import { safe } from '../../rules/secrets/safe.ts';
import type { Span } from '../../rules/text/span.ts';
import type { ToolMark } from './types.ts';

/** A person reads so much of a description beside a name. */
const LONGEST = 300;
/** And so many parameters. */
const MOST = 30;

/** The tools of projects, by the file that their names stand in. */
export function toolMarks(
  projects: readonly ServerProject[],
): ReadonlyMap<string, readonly ToolMark[]> {
  const marks = new Map<string, ToolMark[]>();
  const seen = new Set<string>();
  for (const { tools } of projects) {
    for (const tool of tools) {
      const { file, span } = tool.nameAt;
      // Two projects may share a file.
      const key = `${file}\0${span.start}\0${tool.name}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const own = marks.get(file);
      if (own) own.push(markOf(tool));
      else marks.set(file, [markOf(tool)]);
    }
  }
  return marks;
}

function markOf(tool: Tool): ToolMark {
  const { name, nameAt, title, description, schema, annotations } = tool;
  const short = (text: string | null | undefined) =>
    typeof text === 'string' && text !== '' ? safe.text(text.slice(0, LONGEST)) : null;
  return {
    name: safe.name(name),
    title: short(title?.value),
    description: short(description?.value),
    nameAt: nameAt.span,
    at: around(tool),
    parameters:
      schema?.parameters.slice(0, MOST).map(({ name: own, type, optional, limits }) => ({
        name: safe.name(own),
        type,
        optional,
        limits: limits.map((it) => safe.name(it)),
      })) ?? null,
    complete: schema?.complete ?? false,
    hints: Object.entries(annotations?.hints ?? {}).map(([key, value]) => ({
      name: safe.name(key),
      value: typeof value === 'string' ? safe.name(value) : value,
    })),
  };
}

/** All of it that stands in the file of its name, which is among that: editors insist. */
function around({ nameAt, at, handler }: Tool): Span {
  const { file, span } = nameAt;
  const own = [span];
  if (at.file === file) own.push(at.span);
  if (handler?.file === file && !handler.part) own.push(handler.function);
  return {
    start: Math.min(...own.map(({ start }) => start)),
    end: Math.max(...own.map(({ end }) => end)),
  };
}
