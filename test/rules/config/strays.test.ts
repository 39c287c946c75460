import { describe, expect, test } from 'vitest';
import { readConfig } from '../../../rules/config/read.ts';
import { recognize } from '../../../rules/config/recognize.ts';

/** What is found in a file: `host: pointer` of each server, with `!` and the reason where the host does not read it. */
function seen(path: string, text: string): readonly string[] {
  const recognized = recognize(text, path);
  if (!recognized) return [];
  const config = readConfig(recognized.document, recognized.host);
  const why = new Map(config.misplaced.flatMap((it) => it.servers.map((s) => [s, it.why])));
  return config.servers.map((server) => {
    const reason = why.get(server);
    return `${recognized.host.id}: ${server.pointer}${reason ? ` !${reason}` : ''}`;
  });
}

const ENTRY = '{"command":"node","args":["a.js"]}';

describe('a settings file of a host known by path', () => {
  test.each([
    ['opencode.json', '{"mcpServers":{"a":ENTRY}}', ['opencode: /mcpServers/a !key']],
    [
      '.gemini/settings.json',
      '{"mcp":{"servers":{"a":ENTRY}}}',
      ['gemini-cli: /mcp/servers/a !key'],
    ],
    ['.qwen/settings.json', '{"servers":{"a":ENTRY}}', ['qwen-code: /servers/a !key']],
    ['.zed/settings.json', '{"mcp-servers":{"a":ENTRY}}', ['zed: /mcp-servers/a !key']],
    ['.crush.json', '{"mcpServers":{"a":ENTRY}}', ['crush: /mcpServers/a !key']],
    ['.amp/settings.json', '{"mcpServers":{"a":ENTRY}}', ['amp: /mcpServers/a !key']],
    [
      '.claude/settings.local.json',
      '{"permissions":{"allow":[]},"mcpServers":{"a":ENTRY}}',
      ['claude-code-settings: /mcpServers/a !key'],
    ],
    [
      'x.code-workspace',
      '{"mcp":{"servers":{"a":ENTRY}}}',
      ['vscode-code-workspace: /mcp/servers/a !key'],
    ],
    ['x.code-workspace', '{"servers":{"a":ENTRY}}', ['vscode-code-workspace: /servers/a !key']],
  ])('%s names %s', (path, text, expected) => {
    expect(seen(path, text.replaceAll('ENTRY', ENTRY))).toEqual(expected);
  });

  test.each([
    ['.zed/settings.json', '{"agent_servers":{"a":ENTRY},"languages":{}}'],
    ['.gemini/settings.json', '{"tools":{"discovery":ENTRY}}'],
    ['.vscode/settings.json', '{"terminal":{"profiles":{"a":ENTRY}},"mcp.x":{"y":1}}'],
    ['crush.json', '{"lsp":{"go":{"command":"gopls","args":[]}}}'],
  ])('%s says nothing of %s', (path, text) => {
    expect(seen(path, text.replaceAll('ENTRY', ENTRY))).toEqual([]);
  });
});

describe('TOML and YAML', () => {
  test.each([
    ['.codex/config.toml', '[mcpServers.a]\ncommand="x"\n', ['codex: /mcpServers/a !key']],
    ['.codex/config.toml', '[mcp-servers.a]\ncommand="x"\n', ['codex: /mcp-servers/a !key']],
    [
      '.codex/config.toml',
      '[mcp_servers]\ncommand="x"\nargs=[]\n',
      ['codex: /mcp_servers !unnamed'],
    ],
    [
      '.codex/config.toml',
      '[mcp.servers.a]\ncommand="x"\nargs=[]\n',
      ['codex: /mcp/servers/a !key'],
    ],
    ['librechat.yaml', 'mcp_servers:\n  a:\n    command: x\n', ['librechat: /mcp_servers/a !key']],
    ['.tool/tool.toml', '[mcp_servers.a]\ncommand="x"\n', ['generic: /mcp_servers/a']],
    ['tool.yaml', 'mcpServers:\n  a:\n    command: x\n', ['generic: /mcpServers/a']],
    ['tool.yml.example', 'mcp:\n  a:\n    command: x\n    args: []\n', ['generic: /mcp/a']],
  ])('%s: %s', (path, text, expected) => {
    expect(seen(path, text)).toEqual(expected);
  });

  test.each([
    ['compose.yaml', 'services:\n  mcp:\n    command: x\n    environment: {}\n'],
    ['Cargo.toml', '[package]\nname="mcp"\n'],
    ['openapi.yaml', 'openapi: 3.1.0\nservers:\n  - url: https://mcp.example.com\n'],
  ])('%s is none of ours', (path, text) => {
    expect(seen(path, text)).toEqual([]);
  });
});

describe('a level too high or too low', () => {
  test.each([
    ['{"mcpServers":ENTRY}', ['cursor: /mcpServers !unnamed']],
    ['ENTRY', ['cursor:  !unnamed']],
    ['{"mcpServers":{"mcpServers":{"a":ENTRY}}}', ['cursor: /mcpServers/mcpServers/a !nested']],
    [
      '{"mcpServers":{"team":{"a":ENTRY,"b":ENTRY},"c":ENTRY}}',
      [
        'cursor: /mcpServers/c',
        'cursor: /mcpServers/team/a !nested',
        'cursor: /mcpServers/team/b !nested',
      ],
    ],
    ['{"config":{"mcpServers":{"a":ENTRY}}}', ['cursor: /config/mcpServers/a !key']],
    ['{"mcpServers":{},"a":ENTRY}', ['cursor: /a !beside']],
  ])('%s', (text, expected) => {
    expect(seen('.cursor/mcp.json', text.replaceAll('ENTRY', ENTRY))).toEqual(expected);
  });

  test.each([
    '{"mcpServers":{"command":ENTRY}}',
    '{"mcpServers":{"a":{"transport":{"type":"http","url":"https://x.example.com"}}}}',
    '{"mcpServers":{"a":{"healthCheck":ENTRY,"command":"x"}}}',
  ])('%s is where it belongs', (text) => {
    const found = seen('.cursor/mcp.json', text.replaceAll('ENTRY', ENTRY));
    expect(found).toHaveLength(1);
    expect(found[0]).not.toContain('!');
  });

  test('a snippet of one server is read, a program with arguments of anything else is not', () => {
    expect(seen('untitled', ENTRY)).toEqual(['generic:  !unnamed']);
    expect(seen('task.json', '{"command":"node","args":["a.js"],"presentation":{}}')).toEqual([]);
  });
});
