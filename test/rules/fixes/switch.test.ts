import { describe, expect, test } from 'vitest';
import { setProperty } from '../../../rules/document/edit.ts';
import { switchServer } from '../../../rules/fixes/switch.ts';
import { hosts } from '../../../rules/hosts/index.ts';
import { analyze } from '../../../rules/index.ts';
import { applyEdits } from '../../../rules/text/span.ts';
import { configsOf } from './write-config.ts';

const able = hosts.filter(({ off, manifest }) => off && !manifest);
const entry = { command: 'node', args: ['server.js'] };

/** The text after its server `a` is switched; undefined where it cannot be. */
function switched(text: string, host: string, on: boolean): string | undefined {
  const { config } = analyze(text, { host });
  const server = config?.servers.find(({ name }) => name === 'a');
  if (!config || !server) throw new Error(`${host} reads no server "a"`);
  const edits = switchServer(config, server, on);
  return edits && applyEdits(text, edits);
}

/** Which servers its host does not start. */
const off = (text: string, host: string) =>
  analyze(text, { host }).config?.servers.flatMap((it) => (it.disabled ? it.name : []));

describe.each(able.map((host) => [host.id, host] as const))('%s', (id, host) => {
  test.each(Object.entries(configsOf(host, entry)))('%s: off, off again, and on', (_, text) => {
    const without = switched(text, id, false) ?? '';
    expect(off(without, id)).toEqual(['a']);
    expect(switched(without, id, false)).toBe(without);
    const again = switched(without, id, true) ?? '';
    expect(off(again, id)).toEqual([]);
    expect(switched(again, id, true)).toBe(again);
  });
});

test('enough hosts have such a switch', () => {
  expect(able.length).toBeGreaterThan(10);
});

test('where the host has none, nothing is written', () => {
  expect(hosts.find(({ id }) => id === 'claude-desktop')?.off).toBeFalsy();
  const text = '{"mcpServers": {"a": {"command": "node"}}}';
  expect(switched(text, 'claude-desktop', false)).toBeUndefined();
});

test('an entry that stands nowhere by itself takes no key', () => {
  expect(switched('[mcp_servers.a.env]\nX = "1"\n', 'codex', false)).toBeUndefined();
});

test.each(able.flatMap((host) => (host.otherOff ?? []).map((it) => [host, it] as const)))(
  'a server that is off by the other key of $id is switched on by taking that away',
  (host, { key, value }) => {
    const [text = ''] = Object.values(configsOf(host, entry));
    const { config } = analyze(text, { host: host.id });
    const server = config?.servers.find(({ name }) => name === 'a');
    if (!config || !server) throw new Error('there is no server "a"');
    const other = applyEdits(text, [setProperty(config.document, server.node, key, value)]);
    expect(off(other, host.id)).toEqual(['a']);
    const on = switched(other, host.id, true);
    expect(on).toBeDefined();
    expect(off(on ?? '', host.id)).toEqual([]);
  },
);
