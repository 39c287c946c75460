import { describe, expect, test } from 'vitest';
import type { Status } from '../../../rules/checklists/checklist.ts';
import { evidenceOf } from '../../../rules/checklists/evidence.ts';
import { judgeChecklist } from '../../../rules/checklists/judge-configs.ts';
import { production } from '../../../rules/checklists/production.ts';
import { type AnalyzeOptions, analyze } from '../../../rules/index.ts';
import { noProject } from '../../../rules/policy/policy.ts';
import { fake } from '../../fake.ts';

/** The status of an item for one config per host. */
function status(item: number, configs: Readonly<Record<string, unknown>>): Status | undefined {
  const files = Object.entries(configs).map(([host, content]) => {
    const analysis = analyze(JSON.stringify(content), { host });
    const { config } = analysis;
    if (!config) throw new Error(`${host} is no config`);
    return evidenceOf(`${host}.json`, config, analysis);
  });
  return judgeChecklist(production, files).find((it) => it.item.number === item)?.status;
}

const local = (more: object = {}) => ({ command: 'node', args: ['a.js'], ...more });

test('an empty machine is not judged', () => {
  const states = judgeChecklist(production, []).map((it) => it.status);
  expect(states).toEqual(Array(10).fill('not applicable'));
});

describe('item 1', () => {
  test('fails on a token', () => {
    expect(
      status(1, {
        cursor: { mcpServers: { a: local({ env: { GITHUB_TOKEN: fake.githubToken() } }) } },
      }),
    ).toBe('fail');
  });
  test('passes on a reference', () => {
    expect(
      status(1, {
        cursor: { mcpServers: { a: local({ env: { GITHUB_TOKEN: '${env:GITHUB_TOKEN}' } }) } },
      }),
    ).toBe('pass');
  });
});

describe('item 4', () => {
  const withToken = local({ env: { GITHUB_TOKEN: fake.githubToken() } });
  const withReference = local({ env: { GITHUB_TOKEN: '${env:GITHUB_TOKEN}' } });
  test('fails on a literal', () =>
    expect(status(4, { cursor: { mcpServers: { a: withToken } } })).toBe('fail'));
  test('passes with one way of looking values up', () =>
    expect(status(4, { cursor: { mcpServers: { a: withReference } } })).toBe('pass'));
  test('asks when there are several', () => {
    const other = local({ env: { KEY: '${KEY}' } });
    expect(
      status(4, {
        cursor: { mcpServers: { a: withReference } },
        'claude-code': { mcpServers: { b: other } },
      }),
    ).toBe('review');
  });
  test('does not apply without credentials', () =>
    expect(status(4, { cursor: { mcpServers: { a: local() } } })).toBe('not applicable'));
});

describe('item 5', () => {
  test('fails on http', () =>
    expect(status(5, { cursor: { mcpServers: { a: { url: 'http://mcp.acme.dev' } } } })).toBe(
      'fail',
    ));
  test('passes on https', () =>
    expect(status(5, { cursor: { mcpServers: { a: { url: 'https://mcp.acme.dev' } } } })).toBe(
      'pass',
    ));
});

describe('item 9', () => {
  const npx = (name: string) => ({
    cursor: { mcpServers: { a: { command: 'npx', args: ['-y', name] } } },
  });
  test('fails without a version', () => expect(status(9, npx('some-mcp'))).toBe('fail'));
  test('passes with one', () => expect(status(9, npx('some-mcp@1.2.3'))).toBe('pass'));
  test('does not apply to remote servers', () =>
    expect(status(9, { cursor: { mcpServers: { a: { url: 'https://mcp.acme.dev' } } } })).toBe(
      'not applicable',
    ));
});

describe('item 10', () => {
  test('passes with an off switch and references', () =>
    expect(status(10, { windsurf: { mcpServers: { a: local() } } })).toBe('pass'));
  test('asks where a restart is needed', () =>
    expect(status(10, { 'claude-desktop': { mcpServers: { a: local() } } })).toBe('review'));
});

test('a server that is switched off concerns nobody', () => {
  expect(status(3, { windsurf: { mcpServers: { a: local({ disabled: true }) } } })).toBe(
    'not applicable',
  );
});

describe('a silenced finding', () => {
  const itemsOf = (text: string, options: AnalyzeOptions = {}) => {
    const analysis = analyze(text, { host: 'vscode', ...options });
    const { config } = analysis;
    if (!config) throw new Error('no config');
    const items = judgeChecklist(production, [evidenceOf('mcp.json', config, analysis)]);
    return { analysis, item: (number: number) => items.find((it) => it.item.number === number) };
  };
  const unpinned = `{ "servers": {
    // mcp-checklist-ignore unpinned-package -- our own
    "a": { "command": "npx", "args": ["-y", "some-mcp"] }
  } }`;
  test('makes its item accepted, with how many, and why', () => {
    const { analysis, item } = itemsOf(unpinned);
    expect(analysis.findings.map(({ suppressed }) => suppressed)).toEqual([
      { reason: 'our own', by: 'comment' },
    ]);
    expect(item(9)).toMatchObject({
      status: 'accepted',
      reasons: [
        { text: '1 finding accepted: our own.' },
        { text: 'a', about: { kind: 'server', file: 'mcp.json', name: 'a' } },
      ],
      silenced: [{ path: 'mcp.json' }],
      findings: [],
    });
  });
  test('is never contradicted: a credential stands there, whatever a comment says', () => {
    const text = `{ "servers": { "a": { "command": "node", "args": ["a.js"], "env": {
      // mcp-checklist-ignore plaintext-secret -- reviewed by security
      "GITHUB_TOKEN": "${fake.githubToken()}" } } } }`;
    const { item } = itemsOf(text);
    expect([1, 4, 10].map((number) => item(number)?.status)).toEqual([
      'accepted',
      'accepted',
      'review',
    ]);
    const said = [1, 4].flatMap((number) => item(number)?.reasons.map((it) => it.text) ?? []);
    expect(said.join(' ')).not.toMatch(/No credential|looked up in one place/);
  });
  test('of a server that is off, or of the file, is accepted as well', () => {
    const text = `{ "mcpServers": { "a": { "command": "x" }, "b": { "disabled": true, "command": "y", "env": {
      "GITHUB_TOKEN": "${fake.githubToken()}" } } } }`;
    const entry = { rule: 'plaintext-secret', path: '**', reason: 'old.', until: '2126-01-01' };
    const project = { project: { ...noProject, ignore: [entry] }, path: 'mcp.json' };
    const { item } = itemsOf(text, { host: 'windsurf', project });
    expect(item(1)).toMatchObject({
      status: 'accepted',
      reasons: [{ text: '1 finding accepted: old (until 2126-01-01).' }],
    });
  });
  test('is open where comments do not count', () => {
    const { analysis, item } = itemsOf(unpinned, { comments: 'none' });
    expect(analysis.findings.map(({ suppressed }) => suppressed)).toEqual([null]);
    expect(item(9)?.status).toBe('fail');
  });
  test('is silenced only by a comment that stood above this line before', () => {
    const suppressed = (before: string) =>
      itemsOf(unpinned, { comments: { before } }).analysis.findings.map((it) => it.suppressed?.by);
    expect(suppressed(unpinned.replaceAll('\n    ', '\r\n\t'))).toEqual(['comment']);
    expect(suppressed('')).toEqual([undefined]);
    expect(suppressed(unpinned.replace('some-mcp', 'other-mcp'))).toEqual([undefined]);
    expect(suppressed(unpinned.replace('our own', 'ours'))).toEqual([undefined]);
  });
});

describe('a file that is not read', () => {
  const unread = (text: string, options: AnalyzeOptions) => analyze(text, options);
  const hostile = `{"mcpServers":{"a":{"command":"npx","args":["-y","some-mcp"]}}}`;
  const deep = `{"mcpServers":{"a":${'['.repeat(250)}${']'.repeat(250)}}}`;
  const large = hostile + ' '.repeat(1024 * 1024);
  test.each([
    ['too large', large, '/w/.cursor/mcp.json'],
    ['too deep', deep, '/w/.cursor/mcp.json'],
    ['too deep, of no known name', deep, '/w/servers.json'],
    [
      'too large, among other settings',
      large.replace('mcpServers', 'mcp": {"servers'),
      '/w/.vscode/settings.json',
    ],
    ['so large that its end was not read', ' '.repeat(3 * 1024 * 1024), '/w/.vscode/settings.json'],
  ])('is an error that nothing silences: %s', (_, text, path) => {
    const entry = { rule: 'invalid-syntax', path: '**', reason: 'fine' };
    const project = { project: { ...noProject, ignore: [entry] }, path: 'mcp.json' };
    const { config, findings } = unread(text, { path, project });
    expect(findings.map(({ rule, severity, suppressed }) => [rule, severity, suppressed])).toEqual([
      ['invalid-syntax', 'error', null],
    ]);
    if (!config) throw new Error('no config');
    const items = judgeChecklist(production, [
      evidenceOf(path, config, { findings, credentials: [] }),
    ]);
    expect(new Set(items.map(({ status: it }) => it))).toEqual(new Set(['review']));
    expect(items[0]?.reasons.at(-1)).toEqual({
      text: 'not read',
      about: { kind: 'file', file: path },
    });
  });
  test.each([
    [
      'other settings',
      `{"editor.rulers":[]}${' '.repeat(1024 * 1024)}`,
      '/w/.vscode/settings.json',
    ],
    ['other data, nested deep', deep.replace('mcpServers', 'url":"x","y'), '/w/data.json'],
    ['other data, large', large, '/w/data.json'],
  ])('is nobody’s business where it is something else: %s', (_, text, path) => {
    expect(unread(text, { path }).config).toBeNull();
  });
});
