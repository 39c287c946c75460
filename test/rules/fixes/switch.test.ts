import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { setProperty } from '../../../rules/document/edit.ts';
import {
  offIn,
  pointerOf,
  type SwitchState,
  switchOff,
  switchOn,
} from '../../../rules/fixes/switch/plan.ts';
import type { Host } from '../../../rules/hosts/host.ts';
import { hosts } from '../../../rules/hosts/index.ts';
import { analyze } from '../../../rules/index.ts';
import { applyEdits } from '../../../rules/text/span.ts';
import { fake } from '../../fake.ts';
import { configsOf } from './write-config.ts';

const entry = { command: 'node', args: ['server.js'] };
const correct = path.join(import.meta.dirname, '../hosts/correct');

const fresh = (text: string): SwitchState => ({ text, listed: undefined, parked: [] });

/** What starts when its host reads this, each by its pointer. */
function running(state: SwitchState, host: Host): readonly { name: string; pointer: string }[] {
  const off = new Set(offIn(state, host).map(({ name }) => name));
  const { config } = analyze(state.text, { host: host.id });
  return (config?.servers ?? []).filter((it) => it.read && !it.disabled && !off.has(it.name));
}

/** Every text that a host's config can be: all layouts that people write, and one that its vendor documents. */
function textsOf(host: Host): Readonly<Record<string, string>> {
  const file = readdirSync(correct).find((it) => it.replace(/\.\w+$/, '') === host.id);
  const documented =
    file === undefined ? {} : { documented: readFileSync(path.join(correct, file), 'utf8') };
  const texts = { ...configsOf(host, entry), ...documented };
  const crlf = Object.entries(texts).map(([name, text]) => [
    `${name}, as Windows writes it`,
    `\uFEFF${text.replaceAll('\n', '\r\n')}`,
  ]);
  return { ...texts, ...Object.fromEntries(crlf) };
}

const able = hosts.filter((host) => !host.manifest && Object.keys(textsOf(host)).length > 0);

test('the table has hosts to try', () => {
  expect(able.length).toBeGreaterThan(60);
});

describe.each(able.map((host) => [host.id, host] as const))('%s', (_id, host) => {
  const cases = Object.entries(textsOf(host)).filter(
    ([, text]) => running(fresh(text), host).length > 0,
  );

  test.each(cases)('%s: off, off again and on again change no byte', (_name, text) => {
    const before = fresh(text);
    for (const { name, pointer } of running(before, host)) {
      const off = switchOff(before, host, pointer);
      expect(off, `${name} goes off`).toBeDefined();
      if (!off) return;
      expect(running(off, host).map((it) => it.name)).not.toContain(name);
      expect(running(off, host).length).toBe(running(before, host).length - 1);
      const on = switchOn(off, host, name);
      expect(on?.text, `${name} by ${off.way}`).toBe(text);
      expect(on?.parked).toEqual([]);
      expect(on?.listed ?? '').toBe('');
    }
  });

  test.each(cases)('%s: everything off, and on in the order of a list', (_name, text) => {
    const names = running(fresh(text), host).map(({ name }) => name);
    let state = fresh(text);
    for (;;) {
      const [first] = running(state, host);
      const next = first && switchOff(state, host, pointerOf(state, host, first.name) ?? '');
      if (!first) break;
      expect(next, `${first.name} goes off`).toBeDefined();
      if (!next) return;
      state = next;
    }
    const off = offIn(state, host);
    expect(off.map(({ name }) => name)).toEqual(expect.arrayContaining([...names]));
    const isKept = off.every(({ way }) => way === 'park');
    // As they stand in a list, and the last one first.
    for (const order of [names, [...names].reverse()]) {
      let now = state;
      for (const name of order) {
        const next = switchOn(now, host, name);
        expect(next, `${name} comes back`).toBeDefined();
        if (next) now = next;
      }
      const back = running(now, host).map(({ name }) => name);
      expect(back.sort()).toEqual([...names].sort());
      if (isKept) expect(now.text).toBe(text);
    }
  });
});

test.each(hosts.flatMap((host) => (host.otherOff ?? []).map((it) => [host, it] as const)))(
  'a server that is off by the other key of $id is switched on by that key',
  (host, { key, value }) => {
    const [text = ''] = Object.values(configsOf(host, entry));
    const { config } = analyze(text, { host: host.id });
    const server = config?.servers.find(({ name }) => name === 'a');
    if (!config || !server) throw new Error('there is no server "a"');
    const other = applyEdits(text, [setProperty(config.document, server.node, key, value)]);
    expect(offIn(fresh(other), host).map(({ name }) => name)).toEqual(['a']);
    const on = switchOn(fresh(other), host, 'a');
    expect(offIn(on ?? fresh(''), host)).toEqual([]);
  },
);

test('what a comment hides from the host is found all the same, and no fix writes into it', () => {
  const secret = fake.stripe('live');
  const text = `{\n  "servers": {\n    "pay": {\n      "command": "node",\n      "env": { "K": "${secret}" }\n    },\n    "b": { "command": "node" }\n  }\n}\n`;
  const host = hosts.find(({ id }) => id === 'vscode');
  const off = host && switchOff(fresh(text), host, '/servers/pay');
  expect(off?.way).toBe('comment');
  const { config, findings } = analyze(off?.text ?? '', { host: 'vscode' });
  expect(config?.servers.map((it) => [it.name, it.disabled])).toEqual([
    ['pay', true],
    ['b', false],
  ]);
  const found = findings.find(({ rule }) => rule === 'plaintext-secret');
  expect(off?.text.slice(found?.at.span.start, found?.at.span.end)).toContain(secret);
  expect(found?.fixes).toEqual([]);
});

test('a server comes back beside what was written meanwhile', () => {
  const text =
    '{\n  "mcpServers": {\n    "a": { "command": "node" },\n    "b": { "command": "bun" }\n  }\n}\n';
  const host = hosts.find(({ id }) => id === 'claude-desktop');
  const off = host && switchOff(fresh(text), host, '/mcpServers/a');
  expect(off?.way).toBe('park');
  const edited = off && { ...off, text: off.text.replace('"bun"', '"deno", "args": ["x"]') };
  const on = host && edited && switchOn(edited, host, 'a');
  expect(on?.text).toBe(text.replace('"bun"', '"deno", "args": ["x"]'));
});
