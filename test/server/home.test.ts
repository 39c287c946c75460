import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { hostOfPath } from '../../rules/hosts/index.ts';
import { homeConfigs, homePaths } from '../../server/machine/home.ts';

const home = mkdtempSync(join(tmpdir(), 'mcp-checklist-home-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const linux = { platform: 'linux', home, env: {} } as const;

it('finds what is there, patterns and the folders of editors included', async () => {
  const there = [
    '.cursor/mcp.json',
    '.claude.json',
    '.config/Claude/claude_desktop_config.json',
    '.config/Code/User/mcp.json',
    '.config/Cursor/User/globalStorage/saoudrizwan.claude-dev/settings/cline_mcp_settings.json',
    '.kiro/powers/installed/shop/mcp.json',
    '.continue/mcpServers/shop.yaml',
  ];
  for (const name of [...there, '.cursor/other.json', '.continue/mcpServers/notes.txt']) {
    mkdirSync(dirname(join(home, name)), { recursive: true });
    writeFileSync(join(home, name), '{}');
  }
  const found = (await homeConfigs(linux)).filter((path) => path.startsWith(home));
  expect(found).toEqual(there.map((name) => join(home, name)).sort());
});

it('looks where the system and the person keep such files', () => {
  const paths = (platform: NodeJS.Platform, env: Record<string, string>) =>
    homePaths({ platform, home: '/h', env });
  expect(paths('darwin', {})).toContain('/h/Library/Application Support/Code/User/mcp.json');
  expect(paths('linux', { XDG_CONFIG_HOME: '/x' })).toContain('/x/zed/settings.json');
  expect(paths('linux', {})).not.toContain('/h/Library/Application Support/Code/User/mcp.json');
  const windows = paths('win32', { AppData: '/r', LOCALAPPDATA: '/l' });
  expect(windows).toContain('/r/Claude/claude_desktop_config.json');
  expect(windows).toContain('/l/github-copilot/intellij/mcp.json');
});

it('names files that are recognised as somebody’s', () => {
  const unknown = homePaths({ platform: 'linux', home: '/h', env: {} }).filter(
    (path) => hostOfPath(path.replaceAll('*', 'x')) === undefined,
  );
  expect(unknown).toEqual([]);
});
