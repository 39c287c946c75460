import type { SourceFile } from '../../source/read.ts';
import { type Change, changeOf } from '../../text/change.ts';
import type { Place, Tool, ToolText } from './tool.ts';

/**
 * Half-typed text may hide registrations that are still there: an open bracket swallows what follows. While the file
 * has errors that it had not, tools which are away from the edit are kept, moved to where they stand now. Their
 * handlers are left out: ranges inside of them would be those of the old text.
 *
 * @param before the file as it was last read without new errors, and the tools found then
 * @param after the same for the text as it is
 * @returns the tools of now, and after them those that are kept
 */
export function keepTools(
  before: { readonly file: SourceFile; readonly tools: readonly Tool[] },
  after: { readonly file: SourceFile; readonly tools: readonly Tool[] },
): readonly Tool[] {
  const broken = after.file.module.errors.length > before.file.module.errors.length;
  if (!broken || before.file.path !== after.file.path) return after.tools;
  const change = changeOf(before.file.text, after.file.text);
  const known = new Set(after.tools.map(({ name }) => name));
  const kept = before.tools.filter(
    ({ name, at, nameAt }) =>
      !known.has(name) && ![at, nameAt].some((place) => touches(place, before.file.path, change)),
  );
  const by = change.after - change.before;
  return [...after.tools, ...kept.map((tool) => moved(tool, before.file.path, change.before, by))];
}

function touches({ file, span }: Place, path: string, { from, before }: Change): boolean {
  return file === path && span.start <= before && span.end >= from;
}

function moved(tool: Tool, path: string, from: number, by: number): Tool {
  const place = (at: Place): Place => {
    if (at.file !== path || at.span.start < from) return at;
    return { file: at.file, span: { start: at.span.start + by, end: at.span.end + by } };
  };
  const text = (part: ToolText): ToolText => ({ ...part, at: place(part.at) });
  const { handler: _, title, description, schema, annotations, ...rest } = tool;
  return {
    ...rest,
    at: place(tool.at),
    nameAt: place(tool.nameAt),
    also: tool.also.map(place),
    ...(title ? { title: text(title) } : {}),
    ...(description ? { description: text(description) } : {}),
    ...(annotations ? { annotations: { ...annotations, at: place(annotations.at) } } : {}),
    ...(schema
      ? {
          schema: {
            ...schema,
            at: place(schema.at),
            parameters: schema.parameters.map((field) => ({ ...field, at: place(field.at) })),
          },
        }
      : {}),
  };
}
