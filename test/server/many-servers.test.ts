import { describe, expect, it } from 'vitest';
import { seeded } from '../fake.ts';
import { connect, type TestClient } from './client.ts';
import { CURSOR, written } from './samples.ts';

const fake = seeded(20261128);
const EDITS = 60;
/** In seconds since 1970: the end of a token. */
const END = Date.UTC(2026, 10, 28) / 1000;

/** Twenty servers: one with a token that will expire, the others with packages without a version. */
function config(): string {
  const entries = Array.from({ length: 20 }, (_, index) => {
    return [`s${index}`, { command: 'npx', args: ['-y', `server-${index}`] }] as const;
  });
  const env = { TOKEN: fake.jwt({ exp: END }) };
  return written({ mcpServers: { ...Object.fromEntries(entries), last: { command: 'a', env } } });
}

function replace(client: TestClient, old: string, text: string): void {
  const start = client.document(CURSOR).getText().indexOf(old);
  expect(start).toBeGreaterThan(0);
  client.edit(CURSOR, start, start + old.length, text);
}

/** What somebody sees who opens the same text. */
async function anew(client: TestClient): Promise<unknown> {
  const other = await connect({ profile: 'neovim' });
  other.open(CURSOR, client.document(CURSOR).getText());
  return other.diagnostics(CURSOR);
}

describe('a config of many servers, while somebody types in one', () => {
  it('shows what it shows to whoever opens the same text', async () => {
    // An editor that cannot be told later: nothing waits for the end of typing.
    const client = await connect({ profile: 'neovim' });
    client.open(CURSOR, config());
    await client.diagnostics(CURSOR);
    const pieces = ['@1.2.3', '-beta', '', '", "--insecure', '",\n\n"', '", "', '"'];
    for (let edit = 0; edit < EDITS; edit += 1) {
      const text = client.document(CURSOR).getText();
      const places = [...text.matchAll(/(?<=server-)/g)].map(({ index }) => index);
      // Some edits in each server before another one has its turn.
      const at = places[Math.floor(edit / 6) + 5] ?? 0;
      const piece = fake.pick(pieces);
      client.edit(CURSOR, at, at, piece);
      expect(await client.diagnostics(CURSOR), `edit ${edit}`).toEqual(await anew(client));
      // What tears the text is taken back.
      if (piece === '"') client.edit(CURSOR, at, at + 1, '');
    }
  });

  it('has fixes for all of them, of the text as it is', async () => {
    const client = await connect();
    client.open(CURSOR, config());
    await client.diagnostics(CURSOR);
    replace(client, '"server-4"', '"server-4-with-a-longer-name"');
    const shown = await client.diagnostics(CURSOR);
    const at = client
      .document(CURSOR)
      .positionAt(client.document(CURSOR).getText().indexOf('server-11'));
    const there = shown.filter(({ range }) => range.start.line === at.line);
    expect(there).toHaveLength(1);
    const titles = (await client.fixes(CURSOR, 'unpinned-package', there)).map(
      ({ title }) => title,
    );

    expect(titles.join('\n')).toContain('server-11');
    expect(await client.diagnostics(CURSOR)).toEqual(shown);
  });

  it('sees after a minute what the time has changed elsewhere', async () => {
    let now = END * 1000 - 1_000;
    const client = await connect({ runtime: { now: () => now } });
    const rules = async (): Promise<readonly unknown[]> =>
      (await client.diagnostics(CURSOR)).map(({ code }) => code);
    client.open(CURSOR, config());
    expect(await rules()).not.toContain('expired-credential');
    now += 30_000;
    replace(client, 'server-4', 'server-4a');
    await rules();
    now += 40_000;
    replace(client, 'server-4a', 'server-4b');
    expect(await rules()).toContain('expired-credential');
  });
});
