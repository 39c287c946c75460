import { describe, expect, test } from 'vitest';
import type { Status } from '../../rules/checklists/checklist.ts';
import { evidenceOf } from '../../rules/checklists/evidence.ts';
import { production } from '../../rules/checklists/production.ts';
import { judgeChecklist } from '../../rules/checklists/status.ts';
import { analyze } from '../../rules/index.ts';
import { fake } from '../fake.ts';

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

test('a silenced finding does not fail its item', () => {
  const text = `{ "servers": {
    // mcp-checklist-ignore unpinned-package -- our own
    "a": { "command": "npx", "args": ["-y", "some-mcp"] }
  } }`;
  const analysis = analyze(text, { host: 'vscode' });
  const { config, findings } = analysis;
  if (!config) throw new Error('no config');
  expect(findings.map(({ suppressed }) => suppressed)).toEqual([{ reason: 'our own' }]);
  const items = judgeChecklist(production, [evidenceOf('mcp.json', config, analysis)]);
  expect(items.find((it) => it.item.number === 9)?.status).toBe('pass');
});
