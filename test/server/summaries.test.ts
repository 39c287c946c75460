import { describe, expect, test } from 'vitest';
import { readConfig } from '../../rules/config/read.ts';
import { recognize } from '../../rules/config/recognize.ts';
import { MOST_RELATED } from '../../rules/engine/limits.ts';
import { summarizeConfig } from '../../rules/engine/summary.ts';
import type { ConfigSummary } from '../../rules/findings/facts.ts';
import { survey } from '../../rules/index.ts';
import { Summaries } from '../../server/workspace/summaries.ts';
import { fake } from '../fake.ts';

const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };

function summary(path: string, environment?: string): ConfigSummary {
  const credentials = [{ hash: 'h', range, server: 'a', environment }];
  return { path, family: 'cursor', folder: '/w', servers: [{ name: 'a', range }], credentials };
}

const JSON_TEXT = '{"mcpServers": {"a": {"command": "node", "args": []}}}';

/** Where a config counts, told from its path. */
function folderOf(
  path: string,
  home: string | undefined = '/home/ada',
  text = JSON_TEXT,
): string | undefined {
  const recognized = recognize(text, path);
  if (!recognized) throw new Error(`${path} is no config`);
  const config = readConfig(recognized.document, recognized.host);
  const environmentOf = (): undefined => undefined;
  return summarizeConfig(path, { config, credentials: [], environmentOf, hash: String, home })
    .folder;
}

describe('what configs have in common', () => {
  test('of many places the first are listed, and all are counted', () => {
    const summaries = new Summaries();
    for (let index = 0; index < 300; index += 1)
      summaries.set(
        `/w/${1000 + index}`,
        summary(`/w/${1000 + index}`, index < 299 ? 'dev' : 'prod'),
      );
    const { places, count, environments } = summaries.elsewhere('/w/1002', 'h');
    expect(places.map(({ path }) => path)).toEqual(
      ['1000', '1001', ...Array.from({ length: 8 }, (_, index) => String(1003 + index))].map(
        (it) => `/w/${it}`,
      ),
    );
    expect([places.length, count, environments]).toEqual([MOST_RELATED, 299, ['dev', 'prod']]);
    expect(summaries.elsewhere('/w/1299', 'h').environments).toEqual(['dev']);
    expect(summaries.namesakes('/w/1002', 'a')).toMatchObject({ count: 299 });
    expect(summaries.takeOutdated()).toHaveLength(300);
    for (let index = 0; index < 299; index += 1) summaries.delete(`/w/${1000 + index}`);
    expect(summaries.elsewhere('/w/none', 'h').places).toEqual([
      { path: '/w/1299', ...summary('').credentials[0], environment: 'prod' },
    ]);
  });

  test('who is alone has nothing to be judged anew for', () => {
    const summaries = new Summaries();
    summaries.set('/w/a', summary('/w/a'));
    expect(summaries.takeOutdated()).toEqual([]);
    summaries.set('/w/b', summary('/w/b'));
    expect(summaries.takeOutdated()).toEqual(['/w/a', '/w/b']);
    summaries.delete('/w/a');
    expect(summaries.takeOutdated()).toEqual(['/w/b']);
    expect(summaries.elsewhere('/w/b', 'h').count).toBe(0);
  });
});

test('of a copy, what a credential is for is told anew, and all else is kept once', () => {
  const text = JSON.stringify({
    mcpServers: { a: { command: 'x', env: { KEY: fake.githubToken() } } },
  });
  const { config, credentials } = survey(text, { path: '/w/.cursor/mcp.json' });
  if (!config) throw new Error('it is a config');
  const common = { config, credentials, hash: String, home: '/home/ada' };
  const like = summarizeConfig('/w/.cursor/mcp.json', { ...common, environmentOf: () => 'dev' });
  const copy = (path: string, environment: string) =>
    summarizeConfig(path, { ...common, environmentOf: () => environment, like });
  const [same, other] = [copy('/v/.cursor/mcp.json', 'dev'), copy('/u/.cursor/mcp.json', 'prod')];
  expect(same).toEqual({ ...like, path: '/v/.cursor/mcp.json', folder: '/v' });
  expect(same.servers).toBe(like.servers);
  expect(same.credentials[0]).toBe(like.credentials[0]);
  expect(other.credentials).toEqual([{ ...like.credentials[0], environment: 'prod' }]);
});

test('places that several configs have are kept once', () => {
  const of = (name: string) => {
    const path = `/w/${name}/.cursor/mcp.json`;
    const { config } = survey(`{"mcpServers": {"${name}": {"command": "x"}}}`, { path });
    if (!config) throw new Error('it is a config');
    const rest = { credentials: [], environmentOf: () => undefined, hash: String };
    return summarizeConfig(path, { config, ...rest, home: undefined }).servers[0];
  };
  const at = (character: number) => ({ line: 0, character });
  expect(of('a')).toEqual({ name: 'a', range: { start: at(17), end: at(18) } });
  expect(of('b')?.range).toBe(of('a')?.range);
  expect(of('cc')?.range).toEqual({ start: at(17), end: at(19) });
});

describe('who has nothing in common with others', () => {
  const add = (to: Summaries, path: string, rest: Partial<ConfigSummary>): void =>
    to.set(path, { ...summary(path), credentials: [], ...rest });
  const credentials = (hash: string) => [
    { hash, range, server: 'a', environment: undefined },
    { hash: 'own', range, server: 'a', environment: undefined },
  ];

  test.each<[string, Partial<ConfigSummary>, boolean]>([
    ['a config of another folder', { folder: '/v' }, true],
    ['one that no application reads', { folder: undefined }, true],
    ['one of another application', { family: 'vscode' }, true],
    ['another credential', { folder: '/v', credentials: credentials('other').slice(0, 1) }, true],
    ['the same credential', { folder: '/v', credentials: credentials('same') }, false],
    ['one of the same folder', {}, false],
    ['a person’s own file', { folder: '' }, false],
  ])('%s', (_, other, alone) => {
    const summaries = new Summaries();
    expect(summaries.isAlone('/w/a')).toBe(false);
    add(summaries, '/w/a', { credentials: credentials('same') });
    expect(summaries.isAlone('/w/a')).toBe(true);
    add(summaries, '/b', other);
    expect(summaries.isAlone('/w/a')).toBe(alone);
    expect(summaries.isAlone('/b')).toBe(alone);
  });

  test('a person’s own file is never alone', () => {
    const summaries = new Summaries();
    add(summaries, '/home/a', { folder: '' });
    expect(summaries.isAlone('/home/a')).toBe(false);
  });
});

describe('what one other config has', () => {
  test('is told as that of many is', () => {
    const summaries = new Summaries();
    const there = { start: { line: 4, character: 0 }, end: { line: 4, character: 1 } };
    const add = (path: string, folder: string): void =>
      summaries.set(path, {
        ...summary(path, 'prod'),
        folder,
        servers: [
          { name: 'a', range },
          { name: 'a', range: there },
        ],
      });
    add('/home/own', '');
    expect(summaries.namesakes('/home/own', 'a')).toMatchObject({ places: [], count: 0 });
    add('/w/a', '/w');
    const one = { count: 1, places: [{ path: '/w/a', name: 'a', range }] };
    expect(summaries.namesakes('/home/own', 'a')).toMatchObject(one);
    expect(summaries.namesakes('/home/own', 'b').count).toBe(0);
    expect(summaries.elsewhere('/home/own', 'h')).toMatchObject({
      count: 1,
      environments: ['prod'],
    });
    expect(summaries.elsewhere('/w/a', 'h').places.map(({ path }) => path)).toEqual(['/home/own']);
    add('/w/b', '/w');
    expect(summaries.namesakes('/home/own', 'a').count).toBe(2);
    expect(summaries.namesakes('/w/b', 'a').places.map(({ path }) => path)).toEqual([
      '/w/a',
      '/home/own',
    ]);
    for (const path of ['/w/a', '/home/own']) summaries.delete(path);
    expect(summaries.namesakes('/w/b', 'a').count).toBe(0);
    expect(summaries.elsewhere('/w/b', 'h').count).toBe(0);
    summaries.delete('/w/b');
    add('/w/c', '/w');
    expect(summaries.namesakes('/w/c', 'a').count).toBe(0);
  });

  test('is forgotten as a change where all are yet to be judged', () => {
    const summaries = new Summaries();
    for (const path of ['/w/a', '/w/b']) summaries.set(path, summary(path));
    summaries.forgetChanges();
    expect(summaries.takeOutdated()).toEqual([]);
    summaries.set('/w/c', summary('/w/c'));
    expect(summaries.takeOutdated()).toEqual(['/w/a', '/w/b', '/w/c']);
  });
});

describe('which configs are read together', () => {
  test.each([
    ['/w/.cursor/mcp.json', '/w'],
    ['/w/a/.cursor/mcp.json', '/w/a'],
    ['/home/ada/.cursor/mcp.json', ''],
    ['/home/ada/.config/Claude/claude_desktop_config.json', ''],
    ['/home/ada/.config/Code/User/mcp.json', ''],
    // Copies: no application looks for them there.
    ['/w/copies/claude_desktop_config.json', undefined],
    ['/home/ada/w/Claude/claude_desktop_config.json', undefined],
    ['/w/some.json', undefined],
    ['.cursor/mcp.json', '.'],
  ])('%s speaks for %s', (path, folder) => {
    expect(folderOf(path)).toBe(folder);
  });

  test('a person’s own file meets those of every folder, and these meet each other in one folder only', () => {
    const summaries = new Summaries();
    const add = (path: string, folder: string | undefined, family = 'cursor'): void =>
      summaries.set(path, {
        path,
        family,
        folder,
        servers: [{ name: 'a', range }],
        credentials: [],
      });
    add('/w/a', '/w');
    add('/w/b', '/w');
    add('/w/in/c', '/w/in');
    add('/home/d', '');
    add('/w/copy', undefined);
    add('/w/zed', '/w', 'zed');
    const meets = (path: string): readonly string[] =>
      summaries.namesakes(path, 'a').places.map((it) => it.path);
    expect(meets('/w/a')).toEqual(['/w/b', '/home/d']);
    expect(meets('/w/in/c')).toEqual(['/home/d']);
    expect(meets('/home/d')).toEqual(['/w/a', '/w/b', '/w/in/c']);
    expect(meets('/w/copy')).toEqual([]);
    expect(meets('/w/zed')).toEqual([]);
    summaries.takeOutdated();
    summaries.delete('/w/in/c');
    expect(summaries.takeOutdated()).toEqual(['/home/d']);
  });
});

test('a host that reads one of its files never meets another one', () => {
  const yaml = 'mcpServers:\n  a:\n    command: node\n';
  expect(folderOf('/w/librechat.yaml', '/home/ada', yaml)).toBeUndefined();
  expect(folderOf('/w/librechat-staging.yaml', '/home/ada', yaml)).toBeUndefined();
});

test('what chezmoi makes a dotfile of is read by nobody where it lies', () => {
  expect(folderOf('/w/dot_cursor/mcp.json')).toBeUndefined();
  expect(folderOf('/w/.cursor/mcp.json')).toBe('/w');
});
