import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../rules/config/read.ts';
import { recognize } from '../../rules/config/recognize.ts';

/** Real configs of other people, kept outside of this repository. */
const CORPUS = join(import.meta.dirname, '../../../shared/corpus');

/** The files are sorted by the application they were found for: where such a file lies there. */
const PATHS: Readonly<Record<string, string>> = {
  amazonq: '.amazonq/mcp.json',
  'claude-code': '.mcp.json',
  'claude-code-managed': 'managed-mcp.json',
  'claude-desktop': 'Claude/claude_desktop_config.json',
  cline: 'settings/cline_mcp_settings.json',
  codex: '.codex/config.toml',
  continue: '.continue/mcpServers/one.json',
  'copilot-cli': '.copilot/mcp-config.json',
  cursor: '.cursor/mcp.json',
  gemini: '.gemini/settings.json',
  junie: '.junie/mcp/mcp.json',
  kiro: '.kiro/settings/mcp.json',
  'mcp-json': 'config/mcp.json',
  opencode: 'opencode.json',
  roo: '.roo/mcp.json',
  vscode: '.vscode/mcp.json',
  windsurf: '.codeium/windsurf/mcp_config.json',
};

interface Expected {
  readonly host: string;
  /** The servers that the host starts, in order. */
  readonly read: readonly string[];
  /** Those that stand where it does not look. */
  readonly missed: readonly string[];
}

/** What a person read in each file; null for one that says nothing about MCP. */
const expected: Readonly<Record<string, Expected | null>> = JSON.parse(
  readFileSync(join(import.meta.dirname, 'servers.json'), 'utf8'),
);

describe.skipIf(!existsSync(CORPUS))('servers of real configs (skipped without the corpus)', () => {
  const files = existsSync(CORPUS)
    ? readdirSync(CORPUS, { recursive: true, encoding: 'utf8' })
        .map((name) => name.replaceAll('\\', '/'))
        .filter((name) => /\.\w+$/.test(name))
        .sort()
    : [];

  it('knows every file', () => {
    expect(files).toEqual(Object.keys(expected).sort());
  });

  it.each(files)('%s', (name) => {
    const text = readFileSync(join(CORPUS, name), 'utf8');
    const found = recognize(text, PATHS[name.split('/')[0] ?? '']);
    if (!found) {
      expect(expected[name]).toBeNull();
      return;
    }
    const { servers } = readConfig(found.document, found.host);
    const names = (read: boolean) => servers.filter((it) => it.read === read).map((it) => it.name);
    expect({ host: found.host.id, read: names(true), missed: names(false) }).toEqual(
      expected[name],
    );
  });
});
