import type { Config, Server } from '../config/config.ts';
import { replaceInText } from '../config/edit.ts';
import { property } from '../config/node.ts';
import type { Fix } from '../finding.ts';
import { defineRule } from '../rule.ts';
import { safe, sentence } from '../secrets/safe.ts';

export const wrongRootKey = defineRule({
  meta: {
    id: 'wrong-root-key',
    item: null,
    severity: 'error',
    tier: 'default',
    disabledServers: true,
    finds: 'servers under a key that their host does not look under',
    why: 'The host ignores them without a word, and the credentials in them leak all the same.',
    standards: { cwe: [], owaspMcp: [], owaspLlm: [], cosai: [] },
  },
  messages: {
    key: '{host} looks for its servers under "{right}": those under "{wrong}" are ignored.',
    beside: '"{server}" stands beside "{right}", where {host} does not look for servers.',
  },
  check({ config, report }) {
    const right = config.host.roots[0]?.path;
    if (!right || right.length === 0 || config.host.id === 'generic') return;
    const label = right.join('.');
    for (const [step, servers] of byFirstStep(config)) {
      const key = keyNode(config, step);
      const [first] = servers;
      if (!key || !first) continue;
      const common = { span: key.spanOf(), pointer: `/${step}` };
      if (first.nameNode === key) {
        const data = { server: first.name, right: label, host: config.host.label };
        report({ ...common, message: 'beside', data, server: first });
        continue;
      }
      const data = { wrong: key.value, right: label, host: config.host.label };
      report({ ...common, message: 'key', data, fixes: renameFix(config, key.value, right) });
    }
  },
});

/** Servers that their host does not read, by the key at the top of the file that holds them. */
function byFirstStep({ servers }: Config): ReadonlyMap<string, readonly Server[]> {
  const groups = new Map<string, Server[]>();
  for (const server of servers) {
    const step = server.pointer.split('/')[1];
    if (server.read || step === undefined) continue;
    groups.set(step, [...(groups.get(step) ?? []), server]);
  }
  return groups;
}

function keyNode({ document }: Config, step: string) {
  const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
  for (const root of document.roots) {
    const found = property(root, name);
    if (found) return found.key;
  }
  return undefined;
}

/** Only where the right key is free: two of them would be one too many. */
function renameFix(config: Config, wrong: string, right: readonly string[]): readonly Fix[] {
  const [name] = right;
  const root = config.document.roots[0];
  const found = property(root, wrong);
  if (right.length !== 1 || name === undefined || !found || property(root, name)) return [];
  return [
    {
      id: 'rename',
      title: sentence`Rename "${safe.name(wrong)}" to "${safe.name(name)}"`,
      // Servers that never started will.
      safe: false,
      preferred: true,
      edits: () => [replaceInText(found.key, 0, found.key.value.length, name)],
    },
  ];
}
