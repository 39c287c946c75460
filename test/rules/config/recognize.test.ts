import { describe, expect, it } from 'vitest';
import { recognize } from '../../../rules/config/recognize.ts';
import { processorTime } from '../../processor-time.ts';

const host = (text: string | object, path?: string, id?: string) =>
  recognize(typeof text === 'string' ? text : JSON.stringify(text), path, id)?.host.id;
const server = { command: 'npx', args: ['-y', 'x'] };

describe('a path that several hosts read', () => {
  it.each([
    [{ mcpServers: { a: server } }, '.mcp.json', 'claude-code'],
    [{ a: server }, '.mcp.json', 'claude-code'],
    [{}, '.mcp.json', 'claude-code'],
    ['', '.mcp.json', 'claude-code'],
    [{ servers: { a: server } }, '.mcp.json', 'visual-studio'],
    [{ servers: { a: server }, mcpServers: {} }, '.mcp.json', 'claude-code'],
    [
      { mcpServers: { a: { command: '${CLAUDE_PLUGIN_ROOT}/x' } } },
      '.mcp.json',
      'claude-code-plugin',
    ],
    [{ mcpServers: { a: server } }, '.warp/.mcp.json', 'warp'],
    [{ servers: { a: server } }, 'Trae/User/mcp.json', 'trae'],
    [{ servers: { a: server } }, 'Code/User/mcp.json', 'vscode-user'],
    [{ mcpServers: { a: server } }, '.github/mcp.json', 'copilot-cli'],
    [{ mcpServers: { a: server } }, '.vscode/mcp.json', 'vscode'],
  ])('%j at %s is for %s', (text, path, expected) => {
    expect(host(text, path)).toBe(expected);
  });
});

describe('settings without a part about MCP', () => {
  it.each([
    [{ 'editor.fontSize': 12 }, '.vscode/settings.json'],
    [{ theme: 'x', mcpServersNote: 'none' }, '.gemini/settings.json'],
    [{ permission: { bash: 'allow' } }, 'opencode.json'],
    [{ permissions: { allow: ['Bash(ls)'] } }, '.claude/settings.json'],
    [{ theme: 'One Dark' }, '.config/zed/settings.json'],
    [{ numStartups: 3, projects: {} }, '.claude.json'],
    ['[agents]\nenabled = true\n', '.codex/config.toml'],
    ['models:\n  - name: x\n', '.continue/config.yaml'],
    ['---\nname: reviewer\n---\n# Reviewer\n', '.github/agents/reviewer.md'],
    [{ name: 'app', manifest_version: 3, background: {} }, 'manifest.json'],
    [{ port: 8080, packages: ['a'] }, 'server.json'],
    [{ name: 'x', description: 'y', version: '1', servers: [] }, 'server.json'],
  ])('%j at %s is silent', (text, path) => {
    expect(host(text, path)).toBeUndefined();
  });

  it('but settings about servers of other files are not', () => {
    expect(host({ 'chat.tools.autoApprove': true }, '.vscode/settings.json')).toBe(
      'vscode-settings',
    );
    expect(host({ permissions: { allow: ['mcp__x'] } }, '.claude/settings.json')).toBe(
      'claude-code-settings',
    );
  });
});

describe('content, where the path says nothing', () => {
  it.each([
    [{ mcpServers: {} }],
    [{ mcpServers: { a: server } }],
    [{ servers: { a: server } }],
    [{ mcp: { a: { type: 'local', command: ['x'] } } }],
    [{ mcp: { servers: { a: server } } }],
    [{ context_servers: { a: server } }],
    [{ 'amp.mcpServers': { a: server } }],
    [{ a: server, b: { url: 'https://x.example/mcp', type: 'http' } }],
    [{ internalServers: { a: server } }],
    [[{ name: 'a', ...server }]],
    ['"mcpServers": {"a": {"command": "x"}}'],
    ['{"mcpServers": {"a": {"command": "x"'],
  ])('%j is a config', (text) => {
    expect(host(text, 'snippets/example.json')).toBe('generic');
    expect(host(text)).toBe('generic');
  });

  it.each([
    ['{}'],
    ['not json'],
    [[{ directory: '/x', command: 'cc -c a.c', file: 'a.c', arguments: ['cc'] }]],
    [{ openapi: '3.1.0', servers: [{ url: 'https://api.example.com' }] }],
    [{ asyncapi: '2.6.0', servers: { a: { url: 'mqtt://x', type: 'x' } } }],
    [{ scripts: { build: { command: 'tsc' } } }],
    [{ version: '2.0.0', tasks: [{ label: 'x', command: 'npm', args: ['test'] }] }],
    [{ repository: { type: 'git', url: 'https://github.com/x/y' }, name: 'x' }],
    [{ name: 'x', servers: { a: { host: 'h' } } }],
  ])('%j is none', (text) => {
    expect(host(text, 'snippets/example.json')).toBeUndefined();
  });

  it('is not asked where a person names the host', () => {
    expect(host({ x: 1 }, 'a/b.json', 'cursor')).toBe('cursor');
    expect(host('x: 1', 'a/b', 'goose')).toBe('goose');
    expect(host({ mcpServers: {} }, 'a/b.json', 'nobody')).toBe('generic');
  });

  it('costs one look at most in a file that is none', () => {
    const rows = Array.from({ length: 12_000 }, (_, id) => ({
      id,
      name: `row ${id}`,
      tags: ['a', 'b'],
      ok: true,
    }));
    const text = JSON.stringify({ rows }, null, 1);
    expect(text.length).toBeGreaterThan(1_000_000);
    const started = processorTime();
    for (let count = 0; count < 10; count += 1) {
      for (const path of [
        'data/rows.json',
        '.vscode/settings.json',
        'opencode.json',
        'manifest.json',
      ]) {
        expect(host(text, path)).toBeUndefined();
      }
    }
    // 40 looks; parsing it once takes as long.
    expect((processorTime() - started) / 40).toBeLessThan(10);
  });
});
