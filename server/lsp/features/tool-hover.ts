import { safe, sentence } from '../../../rules/secrets/safe.ts';
import { escapeMarkdown } from '../../machine/markdown.ts';
import type { ToolMark } from '../../project/types.ts';

/** The tool whose name is at an offset. */
export function toolAt(tools: readonly ToolMark[], offset: number): ToolMark | undefined {
  return tools.find(({ nameAt }) => nameAt.start <= offset && offset <= nameAt.end);
}

/** What a model is told of a tool, as far as the source says it. */
export function describeTool({
  name,
  title,
  description,
  parameters,
  complete,
  hints,
}: ToolMark): string {
  const heading = `**MCP tool** ${escapeMarkdown(name)}${title ? ` · ${escapeMarkdown(title)}` : ''}`;
  const list = (parameters ?? []).map(({ name: own, type, optional, limits }) => {
    const facts = [safe.name(type), ...(optional ? [sentence`optional`] : []), ...limits];
    return `- ${escapeMarkdown(own)} (${escapeMarkdown(safe.join(facts, ', '))})`;
  });
  if (parameters && !complete) list.push('- … and more that only a run would tell');
  const said = hints.map(({ name: own, value }) => {
    const shown =
      typeof value === 'string' ? value : safe.name(String(value ?? 'only at run time'));
    return sentence`${own}: ${shown}`;
  });
  return [
    heading,
    description === null
      ? '_No description: the model sees its name alone._'
      : escapeMarkdown(description),
    parameters === null ? 'Takes nothing that a schema describes.' : list.join('\n'),
    said.length > 0 ? `Annotations: ${escapeMarkdown(safe.join(said, ', '))}` : '_No annotations._',
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}
