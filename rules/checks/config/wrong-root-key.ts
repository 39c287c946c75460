import type { Config, Server } from '../../config/config.ts';
import { replaceInText } from '../../document/edit.ts';
import { pointerTo, property, type TextNode } from '../../document/node.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Fix } from '../../findings/finding.ts';
import { safe, sentence } from '../../secrets/safe.ts';
import { groupedBy } from '../../text/groups.ts';

/** Names of maps in which people keep what should not start, in hosts without an off switch (anthropics/claude-code#17921). */
const PARKED = /^(?:[_$#]|\/\/|x-)|disabled|parked|inactive|unused|archive|backup/i;

export const wrongRootKey = defineRule({
  meta: {
    id: 'wrong-root-key',
    subject: 'config',
    items: [],
    severity: 'error',
    tier: 'default',
    fix: 'review',
    since: '0.1.0',
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
    const keys = keysAtTop(config);
    for (const [step, servers] of byFirstStep(config)) {
      const key = keys.get(step);
      const [first] = servers;
      if (!key || !first || PARKED.test(key.value)) continue;
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
  const unread = servers.filter(({ read, pointer }) => !read && pointer.includes('/'));
  return groupedBy(unread, ({ pointer }) => pointer.split('/', 2)[1] ?? '');
}

/** The keys at the top of a file by how a pointer writes them: of the first text that has one, the last. */
function keysAtTop({ document }: Config): ReadonlyMap<string, TextNode> {
  const keys = new Map<string, TextNode>();
  for (const root of document.roots) {
    if (root.kind !== 'object') continue;
    const own = new Map(root.properties.map(({ key }) => [pointerTo('', key.value).slice(1), key]));
    for (const [step, key] of own) if (!keys.has(step)) keys.set(step, key);
  }
  return keys;
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
