import { expect, test } from 'vitest';
import { namesOf } from '../../../rules/config/readers.ts';
import { planReference } from '../../../rules/fixes/write-reference.ts';
import { claudeCode } from '../../../rules/hosts/claude-code.ts';
import { analyze } from '../../../rules/index.ts';
import { applyEdits, type TextEdit } from '../../../rules/text/span.ts';

const FOLDER = '/repo';

function findingsAt(path: string, servers: unknown, folder: string | undefined = FOLDER) {
  const text = JSON.stringify({ mcpServers: servers });
  const { findings } = analyze(text, { path, facts: { folder } });
  return findings.map(({ messageId, severity, message }) => ({
    messageId,
    severity,
    message: String(message),
  }));
}

const ids = (found: readonly { messageId: string }[]) => found.map(({ messageId }) => messageId);

test('what all of them take is silent', () => {
  const servers = {
    docs: {
      type: 'http',
      url: 'https://docs.example.com/${TEAM}/mcp',
      headers: { Authorization: 'Bearer ${DOCS_TOKEN:-none}' },
    },
    own: { type: 'stdio', command: '${HOME}/bin/own', args: ['${A}'], env: { KEY: '${KEY}' } },
  };
  expect(findingsAt('/repo/.mcp.json', servers)).toEqual([]);
});

test('a reference that one of them resolves says which one, and whom it is about', () => {
  const servers = { docs: { command: 'docs-mcp', env: { DOCS_TOKEN: '$DOCS_TOKEN' } } };
  const [root] = findingsAt('/repo/.mcp.json', servers);
  expect(root?.message).toMatch(/^Only GitHub Copilot CLI resolves \$DOCS_TOKEN: Claude Code /);
  const [below] = findingsAt('/repo/packages/a/.mcp.json', servers);
  expect(below?.messageId).toBe('syntax');
});

const differing = {
  'docs.v2': { type: 'streamable-http', url: '${DOCS_URL}/mcp' },
};

test('what works in Claude Code and not for others is said once each, as information', () => {
  const found = findingsAt('/repo/.mcp.json', differing);
  expect(ids(found)).toEqual(['nameReader', 'transportReader', 'address']);
  expect(found.every(({ severity }) => severity === 'information')).toBe(true);
  expect(found[0]?.message).toMatch(/^GitHub Copilot CLI reads this too/);
  expect(found[2]?.message).toMatch(/^VS Code reads this file too/);
});

test('below the root, and where nobody knows what is open, only Claude Code counts', () => {
  expect(findingsAt('/repo/packages/a/.mcp.json', differing)).toEqual([]);
  const text = JSON.stringify({ mcpServers: differing });
  expect(analyze(text, { path: '/repo/.mcp.json' }).findings).toEqual([]);
});

test('a fault of the entry is said by the host alone', () => {
  const found = findingsAt('/repo/.mcp.json', {
    docs: { type: 'streamableHttp', url: 'https://a.b/mcp' },
  });
  expect(ids(found)).toEqual(['transport']);
});

test('servers at the top are put under the key that all of them know', () => {
  const text = '{ "docs": { "command": "docs-mcp" } }';
  const options = { path: '/repo/.mcp.json', facts: { folder: FOLDER } };
  const [found, ...more] = analyze(text, options).findings;
  expect(more).toEqual([]);
  expect(String(found?.message)).toBe(
    'Claude Code reads servers under "mcpServers" only, GitHub Copilot CLI and VS Code also at the top.',
  );
  const edits = found?.fixes[0]?.edits().flatMap((it) => it.edits as readonly TextEdit[]) ?? [];
  const fixed = applyEdits(text, edits);
  expect(JSON.parse(fixed)).toEqual({ mcpServers: { docs: { command: 'docs-mcp' } } });
  expect(analyze(fixed, options).findings).toEqual([]);
  expect(analyze(text, { ...options, path: '/repo/plugins/a/.mcp.json' }).findings).toEqual([]);
});

test('a reference is written only where every reader resolves it', () => {
  const text = JSON.stringify({ mcpServers: { a: { command: 'a', env: { KEY: 'value' } } } });
  const { config } = analyze(text, { path: '/repo/.mcp.json' });
  const place = config?.servers[0]?.places.find(({ role }) => role === 'env');
  if (!config || !place) throw new Error('nothing to write to');
  expect(planReference(config, place, 0, 5, 'KEY')?.text).toBe('${KEY}');
  const [reader] = claudeCode.alsoReadBy ?? [];
  if (!reader) throw new Error('nobody else reads it');
  const deaf = { ...reader, references: { ...reader.references, places: [] } };
  const host = { ...config.host, alsoReadBy: [deaf] };
  expect(planReference({ ...config, host }, place, 0, 5, 'KEY')).toBeUndefined();
});

test('VS Code marks a variable in its own file itself: there it is no second squiggle, and has a fix', () => {
  const text = '{"servers":{"a":{"command":"a","env":{"K":"${TOKEN}"}}}}';
  const judged = (syntaxReported: boolean, path: string) =>
    analyze(text, { path, facts: { syntaxReported } }).findings;
  const [inEditor] = judged(true, '/repo/.vscode/mcp.json');
  expect(inEditor?.severity).toBe('hint');
  expect(inEditor?.fixes).not.toEqual([]);
  expect(judged(false, '/repo/.vscode/mcp.json')[0]?.severity).toBe('warning');
});

test('names stand in a row as people write them', () => {
  const named = (...labels: string[]) => namesOf(labels.map((label) => ({ label })));
  expect([named(), named('A'), named('A', 'B'), named('A', 'B', 'C')]).toEqual([
    '',
    'A',
    'A and B',
    'A, B and C',
  ]);
});
