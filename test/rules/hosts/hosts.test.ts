import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../rules/config/read.ts';
import { recognize } from '../../../rules/config/recognize.ts';
import { at } from '../../../rules/document/node.ts';
import { parse } from '../../../rules/document/parse.ts';
import { planReference } from '../../../rules/fixes/write-reference.ts';
import { generic, hostById, hostOfPath, hosts } from '../../../rules/hosts/index.ts';
import { applyEdits } from '../../../rules/text/span.ts';
import { fixtures } from './fixtures.ts';

it('lists every host once, sorted, with its sources', () => {
  const ids = hosts.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)].sort());
  for (const { id, sources, stop } of hosts) {
    expect(hostById(id)?.id).toBe(id);
    expect(sources.length).toBeGreaterThan(0);
    for (const source of sources) expect(source).toMatch(/^https:\/\//);
    expect(stop.how).not.toBe('');
  }
  expect(hostById('generic')).toBe(generic);
});

it('has a fixture for every host', () => {
  expect(fixtures.map(({ host }) => host)).toEqual(hosts.map(({ id }) => id));
});

describe.each(fixtures)('$host', ({ host: id, text, paths, servers }) => {
  const host = hostById(id) ?? generic;

  it('is told from the path', () => {
    for (const path of paths) {
      for (const written of [
        path,
        `/home/me/code/${path}`,
        `C:\\work\\${path.replaceAll('/', '\\')}`,
      ]) {
        expect(recognize(text, written)?.host.id).toBe(id);
      }
    }
    for (const { path } of host.files) {
      const plain = path.replace(/^(?:~|%\w+%|<editor>)\//, 'x/').replaceAll('*', 'some');
      expect(host.sniff || hostOfPath(plain)?.id).toBeTruthy();
    }
  });

  it('finds the servers and where they stand', () => {
    const found = recognize(text, paths[0]);
    if (!found) throw new Error('not recognized');
    expect(found.document.problems).toEqual([]);
    const config = readConfig(found.document, found.host);
    expect(config.servers.filter(({ read }) => read).map(({ name }) => name)).toEqual(servers);
    for (const { pointer, node } of config.servers) {
      const steps = pointer
        .split('/')
        .slice(1)
        .map((it) => it.replaceAll('~1', '/').replaceAll('~0', '~'));
      const array = steps.some((step) => /^\d+$/.test(step));
      if (!array) expect(at(found.document.roots[0], steps)).toBe(node);
    }
  });

  it('reads a grammar that takes what its fixture holds', () => {
    if (host.format !== 'json') return;
    const { comments, trailingCommas } = parse(text, 'json');
    // A fixture shows what its host takes, and nothing more.
    if (comments.length > 0) expect(host.comments).toBe(true);
    if (trailingCommas.length > 0) expect(host.trailingCommas).toBe(true);
  });

  it('writes a reference it recognizes again, in every place where it resolves one', () => {
    const config = readConfig(parse(text, host.format), host);
    const { writes, places, understands, keys } = host.references;
    if (writes !== null) expect(understands).toContain(writes);
    for (const place of config.servers.flatMap((server) => server.places)) {
      const plan = planReference(config, place, 0, place.text.value.length, 'MY_TOKEN');
      const resolves = writes !== null && places.includes(place.role);
      if (!resolves && !keys) expect(plan).toBeUndefined();
      if (!plan) continue;
      const edits = [...plan.edits()].sort(
        (a, b) => a.span.start - b.span.start || a.span.end - b.span.end,
      );
      for (const [index, { span }] of edits.entries()) {
        expect(span.start).toBeGreaterThanOrEqual(edits[index - 1]?.span.end ?? 0);
      }
      const result = applyEdits(text, edits);
      const again = parse(result, host.format);
      expect(again.problems).toEqual([]);
      expect(again.comments).toHaveLength(config.document.comments.length);
      const after = readConfig(again, host);
      const references = after.servers.flatMap((server) =>
        server.places.flatMap((it) => it.references),
      );
      if (plan.syntax === 'key') expect(result).toContain(keys?.secret ?? plan.name);
      else
        expect(references).toContainEqual(
          expect.objectContaining({ syntax: writes, name: plan.name }),
        );
      if (writes === 'input') expect(after.inputs.map((it) => it.id)).toContain(plan.name);
    }
  });
});
