import type { Config, Server } from '../../config/config.ts';
import { joinSystems, NO_SYSTEMS, systemsOf } from '../../config/systems.ts';
import { appendProperty, insertItems, replaceValue } from '../../document/edit.ts';
import { property } from '../../document/node.ts';
import { defineRule } from '../../engine/rule.ts';
import type { FixDraft } from '../../findings/finding.ts';
import { sentence } from '../../secrets/safe.ts';
import type { TextEdit } from '../../text/span.ts';

/** What Node.js and its package managers install as a `.cmd` file, which Windows starts through a shell only. */
const SCRIPTS = /^(?:npx|npm|pnpm|pnpx|yarn|bunx)$/i;

export const missingCmdWrapper = defineRule({
  meta: {
    id: 'missing-cmd-wrapper',
    subject: 'config',
    items: [],
    severity: 'warning',
    tier: 'default',
    fix: 'review',
    since: '0.2.0',
    disabledServers: false,
    finds: 'npx without `cmd /c` in a file for Windows',
    why: 'There npx is a script that only a shell starts: the host says "spawn npx ENOENT", or nothing.',
    standards: { cwe: [], owaspMcp: [], owaspLlm: [], cosai: [] },
  },
  messages: {
    wrapper: 'On Windows {host} cannot start {program} without cmd /c in front.',
  },
  check({ config, path, facts, report }) {
    if (!config.host.needsCmd) return;
    const { servers } = config;
    const { windows, others } = joinSystems([systemsOf(servers), facts.cutOut ?? NO_SYSTEMS]);
    // Shared with people on other systems, as its paths say.
    if (others || !(windows || isWindowsPath(path))) return;
    for (const server of servers) {
      const { command, pointer } = server;
      if (!server.read || !command || !SCRIPTS.test(command.value)) continue;
      report({
        message: 'wrapper',
        data: { host: config.host.label, program: command.value },
        span: command.spanOf(),
        pointer: `${pointer}/command`,
        server,
        fixes: wrapFix(config, server),
      });
    }
  },
});

function isWindowsPath(path: string | undefined): boolean {
  return path !== undefined && /^(?:file:\/{3})?[A-Za-z](?::|%3A)[\\/]/i.test(path);
}

/** `"command": "npx", "args": [...]` becomes `"command": "cmd", "args": ["/c", "npx", ...]`. */
function wrapFix({ document, host }: Config, { command, node }: Server): readonly FixDraft[] {
  const name = host.fields.args[0];
  if (!command || name === undefined || property(node, 'command')?.value !== command) return [];
  const list = property(node, name)?.value;
  if (list && list.kind !== 'array') return [];
  const words = ['/c', command.value];
  return [
    {
      id: 'wrap',
      title: sentence`Start it through cmd /c`,
      kind: 'review',
      preferred: true,
      edits(): readonly TextEdit[] {
        const program = replaceValue(document, command, 'cmd');
        const item = list?.items[0];
        if (list && item) return [program, insertItems(document, item, words, list)];
        return [
          program,
          list ? replaceValue(document, list, words) : appendProperty(document, node, name, words),
        ];
      },
    },
  ];
}
