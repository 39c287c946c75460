import { safe } from '../../rules/secrets/safe.ts';
import { wordsOfTool } from '../../rules/text/tool-words.ts';
import { escapeMarkdown } from '../machine/markdown.ts';
import { TOOL_WORDS, textsOf } from './steps/words.ts';
import { type ListedTool, nameOf, toolsIn } from './tools.ts';

/** What is odd in the words of tools that somebody else lists, as a page of Markdown: their names, and none of their words. */
export function toolReport(listed: readonly unknown[]): string {
  const tools = toolsIn(listed);
  const odd = tools.flatMap((tool) => {
    const words = wordsOfTool(textsOf(tool));
    return words.length > 0 ? [{ tool, words }] : [];
  });
  const rows = odd.map(({ tool, words }) => {
    const sentences = words.map((it) => `Its words ${TOOL_WORDS[it]}.`).join(' ');
    return `| ${shownName(tool)} | ${words.includes('hidden') ? 'warning' : 'to look at'} | ${sentences} |`;
  });
  const table = ['| Tool | | |', '|---|---|---|', ...rows, ''];
  const count = tools.length === 1 ? '1 tool is' : `${tools.length} tools are`;
  return [
    '# Tools that run here',
    '',
    `${count} listed; nothing was started for it. ` +
      (odd.length === 0
        ? 'None of them says anything that is not for the person who reads it.'
        : `${odd.length} of them ask for a look.`),
    '',
    ...(odd.length === 0 ? [] : table),
  ].join('\n');
}

function shownName(tool: ListedTool): string {
  return escapeMarkdown(safe.name(nameOf(tool)));
}
