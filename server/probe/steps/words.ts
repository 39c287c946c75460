import { safe, sentence } from '../../../rules/secrets/safe.ts';
import {
  type ToolTexts,
  type ToolWord,
  wordsOfInstructions,
  wordsOfTool,
} from '../../../rules/text/tool-words.ts';
import { isRecord, type ListedTool, nameOf } from '../tools.ts';
import type { Steps } from './steps.ts';

/** What each of them does, in words; in front of it stands whose they are. */
export const TOOL_WORDS: Readonly<Record<ToolWord, string>> = {
  hidden: 'hold characters that nobody sees',
  'pseudo-tag': 'hold tags that look like orders',
  secrecy: 'ask to keep something from the user',
  'credential-file': 'name files in which credentials are',
  override: 'ask to ignore other instructions',
  conversation: 'ask for the conversation or the system prompt',
  encoded: 'hold a long encoded text',
  'sends-out': 'ask to send something to an address',
  'other-tool': 'name a tool of another server',
};

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
