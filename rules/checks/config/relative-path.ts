import type { Server } from '../../config/config.ts';
import { isContainer, launchesOf } from '../../config/server-words.ts';
import type { TextNode } from '../../document/node.ts';
import { defineRule } from '../../engine/rule.ts';

/** Programs whose first plain argument is a file of their language. */
const INTERPRETERS = /^(?:node|python[\d.]*|py|deno|bun|tsx|ts-node|ruby|perl|php|bash|sh|zsh)$/i;
const SCRIPT = /^[\w@][\w@.\\/-]*\.(?:[cm]?[jt]s|py|rb|pl|php|sh)$/;
/** Flags by which another folder is named. */
const FOLDER =
  /^(?:--directory|--project|--cwd|--prefix|--dir|--chdir|--workdir|-C|-m|-c|-e)(?:=|$)/;

export const relativePath = defineRule({
  meta: {
    id: 'relative-path',
    subject: 'config',
    items: [],
    severity: 'warning',
    tier: 'default',
    fix: 'none',
    since: '0.2.0',
    disabledServers: false,
    finds: 'a relative path where the host starts servers in the root of the disk',
    why: 'The path leads nowhere, and the server ends with a file that was not found.',
    standards: { cwe: [], owaspMcp: [], owaspLlm: [], cosai: [] },
  },
  messages: {
    relative: '{host} starts servers in the root folder: write {path} as a full path.',
  },
  check({ config, report }) {
    if (config.host.startsIn !== 'root') return;
    for (const server of config.servers) {
      if (!server.read || launchesOf(server).some(isContainer)) continue;
      const script = scriptOf(server);
      const otherFolder = server.args.some(({ value }) => FOLDER.test(value));
      for (const { role, text, pointer } of server.places) {
        if (role !== 'command' && role !== 'arg') continue;
        const dotted = /^\.{1,2}[\\/]/.test(text.value);
        if (otherFolder || (!dotted && text !== script) || /\s-/.test(text.value)) continue;
        const data = { host: config.host.label, path: text.value };
        report({ message: 'relative', data, span: text.spanOf(), pointer, server });
      }
    }
  },
});

/** The file that an interpreter is given, where it has no folder in front. */
function scriptOf({ command, args }: Server): TextNode | undefined {
  const name =
    command?.value
      .split(/[\\/]/)
      .at(-1)
      ?.replace(/\.exe$/i, '') ?? '';
  if (!INTERPRETERS.test(name)) return undefined;
  const first = args.find(({ value }) => !value.startsWith('-') && value !== 'run');
  return first && SCRIPT.test(first.value) ? first : undefined;
}
