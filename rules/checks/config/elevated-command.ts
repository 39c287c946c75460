import type { Config, Server } from '../../config/config.ts';
import { spotOf } from '../../config/server-words.ts';
import { replaceInText } from '../../document/edit.ts';
import { defineRule } from '../../engine/rule.ts';
import type { FixDraft } from '../../findings/finding.ts';
import { listOf, removeWords } from '../../fixes/remove.ts';
import { wordsOf } from '../../launch/index.ts';
import type { Word } from '../../launch/launch.ts';
import { programName } from '../../launch/program.ts';
import { safe, sentence } from '../../secrets/safe.ts';
import type { TextEdit } from '../../text/span.ts';

/** Programs that start another one with more rights, and which of their flags take a word. */
const ELEVATORS: Readonly<Record<string, RegExp>> = {
  sudo: /^-[ughpCDRTUrt]$|^--(?:user|group|host|prompt|chdir|chroot)$/,
  doas: /^-[uC]$/,
  gsudo: /^-u$|^--(?:user|integrity|loglevel)$/,
  runas: /^$/,
  pkexec: /^--user$/,
};

export const elevatedCommand = defineRule({
  meta: {
    id: 'elevated-command',
    subject: 'config',
    items: ['production/2'],
    severity: 'warning',
    tier: 'default',
    fix: 'review',
    since: '0.1.0',
    doneWith: 'server',
    disabledServers: false,
    finds: 'a server started through `sudo`, `doas`, `gsudo`, `pkexec` or `runas`',
    why: 'Whatever talks the model into a tool call then acts as the administrator of this machine.',
    standards: { cwe: [250, 269], owaspMcp: ['MCP02'], owaspLlm: ['LLM06'], cosai: ['MCP-T9'] },
  },
  messages: {
    elevated: '{program} starts the server with the rights of an administrator.',
  },
  check({ config, report }) {
    for (const server of config.servers) {
      for (const words of commandLines(server)) {
        const [first] = words;
        const program = first ? programName(first) : '';
        const takesWord = Object.hasOwn(ELEVATORS, program) ? ELEVATORS[program] : undefined;
        if (!first || !takesWord) continue;
        const next = readFlags(words, program === 'runas' ? /^[-/]\w/ : /^-{1,2}\w/, takesWord);
        // `sudo -u nobody` takes rights away.
        if (next.user !== undefined && !/^(?:root|0|#0|administrator)$/i.test(next.user)) continue;
        report({
          message: 'elevated',
          data: { program },
          ...spotOf(server, first),
          fixes: removeFix(config, server, words.slice(0, next.index), words[next.index]),
        });
      }
    }
  },
});

function isElevator(word: Word): boolean {
  return Object.hasOwn(ELEVATORS, programName(word));
}

const MAY_ELEVATE = new RegExp(Object.keys(ELEVATORS).join('|'), 'i');

/** The command line as it is written, if it may be one, and every command of the shells on the way. */
function commandLines({ command, args, launch }: Server): readonly (readonly Word[])[] {
  const [first] = command && MAY_ELEVATE.test(command.value) ? wordsOf(command, []) : [];
  const own = command && first && isElevator(first) ? [wordsOf(command, args)] : [];
  if (!launch || launch.shells.length === 0) return own;
  const shells = launch.shells.flatMap(({ commands }) => commands.map(({ words }) => words));
  // `exec sudo x` in a shell.
  return [...own, ...shells.map((words) => (words[0]?.value === 'exec' ? words.slice(1) : words))];
}

function readFlags(
  words: readonly Word[],
  flag: RegExp,
  takesWord: RegExp,
): { index: number; user?: string } {
  let index = 1;
  let user: string | undefined;
  for (; index < words.length; index += 1) {
    const value = words[index]?.value ?? '';
    if (!flag.test(value)) break;
    const isUser = /^(?:-u|--user|\/user)(?:[=:]|$)/.test(value);
    if (isUser) user = /[=:](.*)/.exec(value)?.[1] ?? words[index + 1]?.value;
    if (takesWord.test(value)) index += 1;
  }
  if (words[index]?.value === '--') index += 1;
  return { index, ...(user !== undefined && { user }) };
}

/** Starts what it starts without it. */
function removeFix(
  config: Config,
  server: Server,
  removed: readonly Word[],
  program: Word | undefined,
): readonly FixDraft[] {
  const [first, ...flags] = removed;
  if (!first || !program || /^\w+=/.test(program.value)) return [];
  const fix = (edits: () => readonly TextEdit[]): readonly FixDraft[] => [
    {
      id: 'remove',
      title: sentence`Remove ${safe.name(programName(first))}`,
      kind: 'review',
      preferred: true,
      edits,
    },
  ];
  // In opencode's one list the first item is the command.
  if (first.text === program.text || listOf(server, first.text)) {
    const edit = removeWords(config, server, removed);
    return edit ? fix(() => [edit()]) : [];
  }
  const { text } = first;
  if (text !== server.command) return [];
  const rest = removeWords(config, server, [...flags, program]);
  const front = () => replaceInText(text, 0, text.value.length, program.value);
  return rest ? fix(() => [front(), rest()]) : [];
}
