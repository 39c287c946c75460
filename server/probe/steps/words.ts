import { safe, sentence } from '../../../rules/secrets/safe.ts';
import {
  TOOL_WORDS,
  type ToolTexts,
  type ToolWord,
  wordsOfInstructions,
  wordsOfTool,
} from '../../../rules/text/tool-words.ts';
import { isRecord, type ListedTool, nameOf } from '../tools.ts';
import type { Steps } from './steps.ts';

/** What a server says of its tools, and is not for the person who reads it: a look, never a mark, but for hidden characters. */
export function judgeWords(
  steps: Steps,
  tools: readonly ListedTool[],
  instructions: string,
  others: readonly string[] = [],
): void {
  const names = new Set(others);
  const found = new Map<ToolWord, string[]>();
  const add = (word: ToolWord, where: string): void => {
    found.set(word, [...(found.get(word) ?? []), where]);
  };
  for (const tool of tools)
    for (const word of wordsOfTool(textsOf(tool), names)) add(word, nameOf(tool));
  for (const word of wordsOfInstructions(instructions)) add(word, 'its instructions');
  for (const [word, where] of found) {
    const shown = safe.join(
      where.slice(0, 5).map((it) => safe.name(it)),
      ', ',
    );
    steps.add(
      `words.${word}`,
      word === 'hidden' ? ['publish/30'] : [],
      word === 'hidden' ? 'fail' : 'info',
      sentence`The words of ${shown} ${safe.text(TOOL_WORDS[word])}.`,
    );
  }
}

/** All that a tool says, as far as anybody reads it. */
export function textsOf(tool: ListedTool): ToolTexts {
  const { title, description, inputSchema } = tool;
  const text = (value: unknown): string | undefined =>
    typeof value === 'string' ? value : undefined;
  const properties = isRecord(inputSchema) ? inputSchema.properties : undefined;
  const given = isRecord(properties) ? Object.entries(properties) : [];
  return {
    name: nameOf(tool),
    title: text(title),
    description: text(description),
    arguments: given.flatMap(([name, schema]) => [name, ...textsIn(schema)]),
  };
}

function textsIn(schema: unknown): readonly string[] {
  if (!isRecord(schema)) return [];
  const { title, description, default: usual, enum: choices } = schema;
  const all = [title, description, usual, ...(Array.isArray(choices) ? choices : [])];
  return all.filter((it): it is string => typeof it === 'string');
}
