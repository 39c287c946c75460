import { defineProjectRule } from '../../engine/project-rule.ts';
import type { Place, Tool } from '../../project/tools/tool.ts';
import { misleading, type ToolWord, wordsOfText } from '../../text/tool-words.ts';

/** A text of a tool as it reaches the model, and where it stands. */
interface Said {
  readonly text: string;
  readonly at: Place;
  readonly of: 'tool' | 'argument';
}

export const descriptionInstructsModel = defineProjectRule({
  meta: {
    id: 'description-instructs-model',
    items: ['publish/30'],
    severity: 'warning',
    tier: 'default',
    fix: 'none',
    since: '0.3.0',
    finds: 'descriptions of tools that give orders to the model, or hide text from people',
    why: 'That is how poisoned tools work: hosts and directories refuse servers that do it.',
    standards: { cwe: [94, 1427], owaspMcp: ['MCP03'], owaspLlm: ['LLM01'], cosai: [] },
  },
  messages: {
    orders:
      'The description of {tool} gives the model an order that is not about using it. Say what it does.',
    hidden: 'The description of {tool} holds characters that nobody sees. Take them out.',
    'hidden-elsewhere': 'A title or an argument of {tool} holds characters that nobody sees.',
    tag: 'The words of {tool} hold a tag that looks like an order to the model.',
    'credential-file':
      'The words of {tool} name a file in which credentials are. Does it need that one?',
    conversation: 'An argument of {tool} asks for the conversation or the system prompt.',
    encoded: 'The words of {tool} hold a long encoded text, which nobody can read.',
    'sends-out': 'The words of {tool} ask to send something to an address.',
  },
  check({ project, report }) {
    for (const tool of project.tools) {
      const data = { tool: tool.name };
      for (const said of saidBy(tool)) {
        const { text, at, of } = said;
        const is = misleading(text);
        if (is === 'hidden' && at !== tool.description?.at)
          report({ message: 'hidden-elsewhere', data, at });
        else if (is) report({ message: is, data, at });
        else {
          // What tools say that are in use, checked in the same way, is ordinary nearly always.
          const [word] = wordsOfText(text, of).flatMap((it) => LOOKS[it] ?? []);
          if (word) report({ message: word, data, at, severity: 'information' });
        }
      }
    }
  },
});

/** What asks for a look only. */
const LOOKS = {
  'pseudo-tag': 'tag',
  'credential-file': 'credential-file',
  conversation: 'conversation',
  encoded: 'encoded',
  'sends-out': 'sends-out',
} as const satisfies Partial<Record<ToolWord, string>> as Partial<
  Record<ToolWord, 'tag' | 'credential-file' | 'conversation' | 'encoded' | 'sends-out'>
>;

/** All that is written down of a tool, and known before it runs. */
function saidBy({ title, description, schema }: Tool): readonly Said[] {
  const texts = [description, title].flatMap((it) =>
    typeof it?.value === 'string' ? [{ text: it.value, at: it.at, of: 'tool' as const }] : [],
  );
  const given = (schema?.parameters ?? []).flatMap(({ name, description: text, at }) => [
    { text: name, at, of: 'argument' as const },
    ...(text === undefined ? [] : [{ text, at, of: 'argument' as const }]),
  ]);
  return [...texts, ...given];
}
