import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect, it, test } from 'vitest';
import type { CodeAction } from 'vscode-languageserver/node';
import { installedManagers } from '../../server/machine/programs.ts';
import { seeded } from '../fake.ts';
import { connect } from './client.ts';

const PATH = '/home/ada/.config/Claude/claude_desktop_config.json';
const URI = `file://${PATH}`;
const fake = seeded(77);
const token = fake.githubToken();
const key = fake.openai();
const TEXT = JSON.stringify(
  {
    mcpServers: {
      'my shop': {
        command: 'npx',
        args: ['-y', 'shop-mcp@1.2.3'],
        env: { SHOP_TOKEN: token, OPENAI_API_KEY: key },
      },
    },
  },
  null,
  2,
);

/** What needs nothing installed. */
const FILE = 'Move SHOP_TOKEN to .env.my-shop, which dotenvx (through npx) reads';

/** The fixes of the first credential, on a machine with these managers and that setting. */
async function fixesWith(installed: readonly string[], manager?: string, text = TEXT) {
  const client = await connect({
    runtime: { secretManagers: async () => installed },
    settings: manager === undefined ? {} : { secrets: { manager } },
    options: { asksForSecrets: true },
  });
  client.open(URI, text);
  const all = await client.fixes(URI, 'plaintext-secret');
  const fixes = all.filter(({ command }) => command?.arguments?.[0].fix);
  return { client, fixes };
}

const titles = ({ fixes }: { fixes: readonly CodeAction[] }): readonly string[] =>
  fixes.map(({ title }) => title);

it('is offered where the host resolves nothing, if it is installed', async () => {
  expect(titles(await fixesWith([]))).toEqual([FILE]);
  expect(titles(await fixesWith(['op', 'dotenvx']))).toEqual([
    'Start it through 1Password (op run), with op://Private/my-shop/SHOP_TOKEN',
    'Start it through dotenvx (dotenvx run), which brings SHOP_TOKEN along',
    FILE,
  ]);
});

it('is the one that the person names, or none', async () => {
  expect(titles(await fixesWith(['op'], 'doppler'))).toEqual([
    'Start it through Doppler (doppler run), which brings SHOP_TOKEN along',
    FILE,
  ]);
  expect(titles(await fixesWith(['op'], 'none'))).toEqual([FILE]);
});

it('starts the same command, and a second secret finds it in place', async () => {
  const { client, fixes } = await fixesWith(['op']);
  const once = client.after((await client.moved(fixes[0])).edit);
  expect(JSON.parse(once).mcpServers['my shop']).toEqual({
    command: 'op',
    args: ['run', '--', 'npx', '-y', 'shop-mcp@1.2.3'],
    env: { SHOP_TOKEN: 'op://Private/my-shop/SHOP_TOKEN', OPENAI_API_KEY: key },
  });
  const again = await fixesWith(['op', 'doppler'], undefined, once);
  expect(titles(again)).toEqual([
    'Leave it to 1Password, with op://Private/my-shop/OPENAI_API_KEY',
  ]);
  const left = again.client.after((await again.client.moved(again.fixes[0])).edit);
  const twice = JSON.parse(left).mcpServers['my shop'];
  expect(twice.args).toEqual(['run', '--', 'npx', '-y', 'shop-mcp@1.2.3']);
  expect(Object.values(twice.env).join(' ')).not.toContain(key);
});

it('is told of a file beside a config of one’s own, and the secret is kept in it', async () => {
  const { client, fixes } = await fixesWith(['dotenvx']);
  const file = '/home/ada/.config/Claude/.env';
  const left = client.after((await client.moved(fixes[0], 'save')).edit);
  const { args, env } = JSON.parse(left).mcpServers['my shop'];
  expect(args).toEqual(['run', '-f', file, '--', 'npx', '-y', 'shop-mcp@1.2.3']);
  expect(env).toEqual({ OPENAI_API_KEY: key });
  expect(client.files.get(file)).toBe(`SHOP_TOKEN=${token}\n`);
  expect(client.wire).not.toContain(token);
});

test('what is installed is seen by a look at PATH, and nothing is started', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mcp-checklist-managers-'));
  const [one, other] = [join(folder, 'one'), join(folder, 'other')];
  for (const it of [one, other]) mkdirSync(it);
  const mark = join(folder, 'started');
  for (const file of [join(one, 'op'), join(other, 'doppler')]) {
    writeFileSync(file, `#!/bin/sh\ntouch ${mark}\n`);
    chmodSync(file, 0o755);
  }
  writeFileSync(join(one, 'infisical'), 'not a program', { mode: 0o644 });
  const found = installedManagers([one, 'relative', other, '/nowhere'].join(delimiter));
  expect(found).toEqual(process.platform === 'win32' ? [] : ['op', 'doppler']);
  expect(() => rmSync(mark)).toThrow();
  rmSync(folder, { recursive: true });
});
