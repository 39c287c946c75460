import type { Server } from '../../config/config.ts';
import { replaceInText } from '../../document/edit.ts';
import type { TextNode } from '../../document/node.ts';
import { defineRule, type RuleContext } from '../../engine/rule.ts';
import type { FixDraft } from '../../findings/finding.ts';
import type { Role } from '../../hosts/host.ts';
import { sentence } from '../../secrets/safe.ts';

/**
 * Characters that show nothing, or change the direction of what follows: soft hyphen, zero-width space and
 * joiners, bidirectional controls (CVE-2021-42574), word joiner and invisible operators, the tag block that
 * hides text from people but not from models, and the byte order mark inside a text.
 */
const INVISIBLE =
  /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\u{e0000}-\u{e007f}]+/gu;
/** Joiners, and marks of direction. */
const JOINERS = /[\u200c-\u200f]/;
const WORD = /[\p{L}\p{N}]+/gu;
/** Alphabets with letters that look like Latin ones. */
const LOOKS_LATIN = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]/u;
/** Without an alphabet of its own, as all texts are looked at. */
const SUSPECT = /[\u0080-\uffff]/;

/** Places that decide what runs and where it connects: letters that look like others matter here only. */
const ROLES: ReadonlySet<Role> = new Set([
  'command',
  'arg',
  'url',
  'env',
  'header',
  'cwd',
  'envFile',
]);

const messages = {
  invisible: 'Invisible characters: the text you see is not the text that is used.',
  lookalike: 'Letters of two alphabets in one word: this may not be the name it seems.',
} as const;

export const hiddenCharacters = defineRule({
  meta: {
    id: 'hidden-characters',
    subject: 'config',
    items: [],
    severity: 'warning',
    tier: 'default',
    fix: 'review',
    since: '0.1.0',
    disabledServers: true,
    finds:
      'invisible, direction-changing and look-alike characters in names, commands and addresses',
    why: 'A reviewer sees one thing, the machine and the model read another.',
    standards: { cwe: [1007, 451], owaspMcp: ['MCP03'], owaspLlm: ['LLM01'], cosai: ['MCP-T4'] },
  },
  messages,
  check(context) {
    for (const server of context.config.servers) {
      if (server.nameNode) inspect(context, server, server.nameNode, server.pointer);
      for (const { key, pointer } of server.env) inspect(context, server, key, pointer);
      for (const { key, pointer } of server.headers) inspect(context, server, key, pointer);
      for (const { role, text, pointer } of server.places) {
        inspect(context, server, text, pointer, ROLES.has(role));
      }
    }
  },
});

function inspect(
  { report }: RuleContext<typeof messages>,
  server: Server,
  text: TextNode,
  pointer: string,
  decides = true,
): void {
  if (!SUSPECT.test(text.value)) return;
  const value = JOINERS.test(text.value) ? withoutWanted(text.value, decides) : text.value;
  for (const { index, 0: found } of value.matchAll(INVISIBLE)) {
    const end = index + found.length;
    const fix: FixDraft = {
      id: 'remove',
      title: sentence`Remove the invisible characters`,
      // What is left may be the name of something else.
      kind: 'review',
      preferred: true,
      edits: () => [replaceInText(text, index, end, '')],
    };
    report({
      message: 'invisible',
      data: {},
      span: text.spanOf(index, end),
      pointer,
      server,
      fixes: [fix],
    });
  }
  // Free text may mix scripts.
  if (!decides) return;
  for (const { index, 0: found } of value.matchAll(WORD)) {
    if (!LOOKS_LATIN.test(found) || !/\p{Script=Latin}/u.test(found)) continue;
    const span = text.spanOf(index, index + found.length);
    report({ message: 'lookalike', data: {}, span, pointer, server, confidence: 'medium' });
  }
}

/**
 * Same length, so that offsets stay what they are. The patterns stand here because V8 takes a millisecond to read them,
 * and hardly any text needs them.
 */
function withoutWanted(text: string, decides: boolean): string {
  // A joiner between two pictographs makes one of them, as in a family.
  const joined = text.replace(
    /(?<=\p{Extended_Pictographic}\ufe0f?)\u200d(?=\p{Extended_Pictographic})/gu,
    '-',
  );
  if (decides) return joined;
  // What free text needs: joiners inside of words of Persian, Hindi and others, marks beside Hebrew and Arabic.
  return joined.replace(
    /(?<=[\p{L}\p{M}])[\u200c\u200d](?=[\p{L}\p{M}])|(?<=[\p{Script=Hebrew}\p{Script=Arabic}][^\n]?)[\u200e\u200f]/gu,
    ' ',
  );
}
