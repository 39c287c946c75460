import type { Config, Server } from '../../config/config.ts';
import { insertItems, replaceValue } from '../../document/edit.ts';
import type { TextNode } from '../../document/node.ts';
import { defineRule } from '../../engine/rule.ts';
import type { FixDraft } from '../../findings/finding.ts';
import { listOf } from '../../fixes/remove.ts';
import { joinedBy, splitShell } from '../../launch/index.ts';
import { sentence } from '../../secrets/safe.ts';

export const joinedArguments = defineRule({
  meta: {
    id: 'joined-arguments',
    subject: 'config',
    items: [],
    severity: 'warning',
    tier: 'default',
    fix: 'review',
    since: '0.2.0',
    disabledServers: false,
    finds: 'several arguments in one text',
    why: 'No shell takes them apart: the program gets one word with blanks in it, and ends or looks for a package of that name.',
    standards: { cwe: [], owaspMcp: [], owaspLlm: [], cosai: [] },
  },
  messages: {
    blanks: 'Several arguments in one text: the program gets them as one word.',
    commas: 'Several arguments in one text: commas do not separate them.',
  },
  check({ config, report }) {
    if (config.host.manifest) return;
    for (const server of config.servers) {
      const { command, args } = server;
      // One look tells most lists from those that may hold one.
      if (!command || !args.some(({ value }) => /\s|,-|^-y,/.test(value))) continue;
      const values = args.map(({ value }) => value);
      for (const place of server.places) {
        if (place.role !== 'arg' || place.index < 0) continue;
        const by = joinedBy(command.value, values, place.index);
        if (!by) continue;
        report({
          message: by,
          data: {},
          span: place.text.spanOf(),
          pointer: place.pointer,
          server,
          fixes: splitFix(config, server, place.text, by),
        });
      }
    }
  },
});

/** One item for each; none where quotes or a shell's signs make it unclear what belongs together. */
function splitFix(
  { document }: Config,
  server: Server,
  text: TextNode,
  by: 'blanks' | 'commas',
): readonly FixDraft[] {
  const list = listOf(server, text);
  const words = by === 'commas' ? text.value.split(',') : wordsIn(text);
  const last = words?.at(-1);
  if (!list || !words || last === undefined || words.length < 2) return [];
  return [
    {
      id: 'split',
      title: sentence`Split into ${words.length} arguments`,
      kind: 'review',
      preferred: true,
      edits() {
        const rest = insertItems(document, text, words.slice(0, -1), list);
        const end = replaceValue(document, text, last);
        return [{ span: end.span, newText: rest.newText + end.newText }];
      },
    },
  ];
}

function wordsIn(text: TextNode): readonly string[] | undefined {
  // A header is one value, whatever blanks are in it.
  const header = /^(--?[A-Za-z][\w-]{0,40})\s+([\w-]{1,60}:\s.*)$/.exec(text.value);
  if (header?.[1] && header[2]) return [header[1], header[2]];
  const { words, simple } = splitShell(text, 0, text.value.length);
  return simple ? words.map(({ value }) => value) : undefined;
}
