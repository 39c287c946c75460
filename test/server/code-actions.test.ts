import { performance } from 'node:perf_hooks';
import { describe, expect, it, vi } from 'vitest';
import type { CodeAction, Command, Range } from 'vscode-languageserver/node';
import type { Answer } from '../../rules/findings/finding.ts';
import { APPLY_FIX, FIX_ALL, SAY_GUIDE } from '../../server/protocol.ts';
import { LookupError, type VersionSource } from '../../server/registry/types.ts';
import { connect, type TestClient } from './client.ts';
import { CURSOR, clean, cursorConfig, tokens, VSCODE, vscodeConfig, written } from './samples.ts';

const whole: Range = { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } };
const NEWEST: Answer = { version: '2.0.1', source: 'the npm registry', installed: false };
const INSTALLED: Answer = { version: '1.2.3', source: 'package-lock.json', installed: true };

function versions(local: Answer | undefined, newest: Answer | Error): VersionSource {
  return {
    hostAsked: async () => undefined,
    installedVersion: vi.fn(async () => local),
    newestVersion: vi.fn(async () => {
      if (newest instanceof Error) throw newest;
      return newest;
    }),
  };
}

describe('a secret', () => {
  it('becomes an input in VS Code, in one versioned edit', async () => {
    const token = tokens.githubFineGrained();
    const client = await connect({ options: { asksForSecrets: true } });
    client.open(VSCODE, vscodeConfig(token));
    const [action] = await client.fixes(VSCODE, 'plaintext-secret');
    expect(action).toMatchObject({ kind: 'quickfix', isPreferred: true });
    expect(action?.diagnostics?.map(({ code }) => code)).toEqual(['plaintext-secret']);
    const text = client.after((await client.moved(action)).edit);
    expect(JSON.parse(text)).toMatchObject({
      inputs: [{ type: 'promptString', id: 'github-token', password: true }],
      servers: { github: { env: { GITHUB_TOKEN: expect.stringMatching(/^\$\{input:/) } } },
    });
    expect(text).not.toContain(token);
    expect(client.wire).not.toContain(token);
  });

  it('becomes a variable in Cursor', async () => {
    const client = await connect({ options: { asksForSecrets: true } });
    client.open(CURSOR, cursorConfig(tokens.githubFineGrained()));
    const [action] = await client.fixes(CURSOR, 'plaintext-secret');
    expect(client.after((await client.moved(action)).edit)).toMatch(
      /"API_KEY": "\$\{env:\w*API_KEY\}"/,
    );
  });

  it('comes with plain changes where the client knows no others', async () => {
    const client = await connect({ profile: 'bare' });
    client.open(CURSOR, cursorConfig(tokens.githubFineGrained()));
    const { items } = await client.until(() => client.published.get(CURSOR));
    const [action] = await client.fixes(CURSOR, 'plaintext-secret', items);
    await client.execute(action?.command as Command);
    const [edit] = client.applied;
    expect(Object.keys(edit?.changes ?? {})).toEqual([CURSOR]);
    expect(edit?.documentChanges).toBeUndefined();
  });
});

describe('an unencrypted address', () => {
  it('becomes https, wherever in the line the cursor is', async () => {
    const client = await connect({ profile: 'neovim' });
    client.open(VSCODE, vscodeConfig(tokens.githubFineGrained()));
    const diagnostics = await client.diagnostics(VSCODE);
    const line =
      diagnostics.find(({ code }) => code === 'insecure-transport')?.range.start.line ?? 0;
    const start = { line, character: 0 };
    // Neovim sends the cursor, and all diagnostics of its line.
    const named = diagnostics.filter(({ range }) => range.start.line === line);
    const actions = await client.actions(VSCODE, { start, end: start }, { diagnostics: named });
    expect(actions).toHaveLength(1);
    const text = client.after((actions[0] as CodeAction).edit);
    expect(JSON.parse(text).servers.api.url).toBe('https://api.example.com/mcp');
  });
});

describe('an unpinned package', () => {
  it('is pinned at once to what is installed', async () => {
    const source = versions(INSTALLED, NEWEST);
    const client = await connect({ runtime: { versions: source }, folders: ['/w'] });
    client.open(VSCODE, vscodeConfig(tokens.githubFineGrained()));
    const [action] = await client.fixes(VSCODE, 'unpinned-package');
    expect(action?.title).toBe('Pin to @acme/github-mcp@1.2.3 (same as in package-lock.json)');
    expect(client.after(action?.edit)).toContain('"@acme/github-mcp@1.2.3"');
    expect(source.installedVersion).toHaveBeenCalledWith(
      { ecosystem: 'npm', name: '@acme/github-mcp', spec: '', launcher: 'npx' },
      expect.objectContaining({ configPath: '/w/.vscode/mcp.json', workspaceFolders: ['/w'] }),
    );
    expect(source.newestVersion).not.toHaveBeenCalled();
  });

  it('says whom it will ask, who may be named by the folder', async () => {
    const source = { ...versions(undefined, NEWEST), hostAsked: vi.fn(async () => 'acme.example') };
    const client = await connect({ runtime: { versions: source } });
    client.open(VSCODE, vscodeConfig(tokens.githubFineGrained()));
    const [action] = await client.fixes(VSCODE, 'unpinned-package');
    expect(action?.title).toBe(
      'Pin @acme/github-mcp to its newest safe version (asked of acme.example)',
    );
    expect(source.hostAsked).toHaveBeenCalledWith(
      expect.objectContaining({ name: '@acme/github-mcp' }),
      { configPath: '/w/.vscode/mcp.json', trusted: true },
    );
    expect(source.newestVersion).not.toHaveBeenCalled();
  });

  it('is looked up only when the fix is applied', async () => {
    const source = versions(undefined, NEWEST);
    const settings = { pin: { minimumReleaseAge: 7 } };
    const client = await connect({ runtime: { versions: source }, settings });
    client.open(VSCODE, vscodeConfig(tokens.githubFineGrained()));
    const [action] = await client.fixes(VSCODE, 'unpinned-package');
    expect(action?.title).toBe('Pin @acme/github-mcp to its newest safe version');
    expect(action?.edit).toBeUndefined();
    expect(source.newestVersion).not.toHaveBeenCalled();
    const resolved = await client.resolve(action as CodeAction);
    expect(client.after(resolved.edit)).toContain('"@acme/github-mcp@2.0.1"');
    expect(source.newestVersion).toHaveBeenCalledWith(
      expect.objectContaining({ name: '@acme/github-mcp' }),
      expect.objectContaining({ configPath: '/w/.vscode/mcp.json', minimumReleaseAgeDays: 7 }),
    );
  });

  it.each([
    [undefined, true],
    [false, false],
  ])(
    'leaves the registry settings of a folder alone unless it is trusted: %s',
    async (told, trusted) => {
      const source = versions(undefined, NEWEST);
      const options = told === undefined ? {} : { trusted: told };
      const client = await connect({ runtime: { versions: source }, options });
      client.open(VSCODE, vscodeConfig(tokens.githubFineGrained()));
      const [action] = await client.fixes(VSCODE, 'unpinned-package');
      await client.resolve(action as CodeAction);
      const asked = expect.objectContaining({ trusted });
      expect(source.newestVersion).toHaveBeenCalledWith(expect.anything(), asked);
    },
  );

  it('stays as it is when the registry does not answer, and a message says so', async () => {
    const failure = new LookupError('The npm registry cannot be reached; check the network.');
    const client = await connect({ runtime: { versions: versions(undefined, failure) } });
    client.open(VSCODE, vscodeConfig(tokens.githubFineGrained()));
    const [action] = await client.fixes(VSCODE, 'unpinned-package');
    const resolved = await client.resolve(action as CodeAction);
    expect(resolved.edit).toBeUndefined();
    expect(client.messages).toEqual([failure.message]);
  });

  it('does not show what another program said in its error', async () => {
    const token = tokens.githubFineGrained();
    const source = versions(undefined, new Error(`GET /x?key=${token} failed`));
    const client = await connect({ runtime: { versions: source } });
    client.open(VSCODE, vscodeConfig(token));
    const [action] = await client.fixes(VSCODE, 'unpinned-package');
    await client.resolve(action as CodeAction);
    expect(client.messages[0]).toMatch(/could not be looked up\. Nothing was changed/);
    expect(client.wire).not.toContain(token);
  });

  it('is not looked up for a text that has changed since', async () => {
    const source = versions(undefined, NEWEST);
    const client = await connect({ runtime: { versions: source } });
    client.open(VSCODE, vscodeConfig(tokens.githubFineGrained()));
    const [action] = await client.fixes(VSCODE, 'unpinned-package');
    client.edit(VSCODE, 0, 0, '\n');
    const resolved = await client.resolve(action as CodeAction);
    expect(resolved.edit).toBeUndefined();
    expect(client.messages[0]).toMatch(/changed since/);
    expect(source.newestVersion).not.toHaveBeenCalled();
  });

  it('is not edited when the text changes while the registry thinks', async () => {
    let answer: (value: Answer) => void = () => {};
    const client = await connect({
      runtime: {
        versions: {
          hostAsked: async () => undefined,
          installedVersion: async () => undefined,
          newestVersion: () => new Promise<Answer>((resolve) => (answer = resolve)),
        },
      },
    });
    client.open(VSCODE, vscodeConfig(tokens.githubFineGrained()));
    const [action] = await client.fixes(VSCODE, 'unpinned-package');
    const resolving = client.resolve(action as CodeAction);
    client.edit(VSCODE, 0, 0, '\n');
    await client.diagnostics(VSCODE);
    answer(NEWEST);
    expect((await resolving).edit).toBeUndefined();
  });

  it('is not offered from the network where that is switched off', async () => {
    const source = versions(undefined, NEWEST);
    const client = await connect({ runtime: { versions: source }, settings: { network: 'never' } });
    client.open(VSCODE, vscodeConfig(tokens.githubFineGrained()));
    const [only, ...others] = await client.fixes(VSCODE, 'unpinned-package');
    expect(only?.title).toMatch(/^Make "github" safe/);
    expect(others).toEqual([]);
  });

  it('is pinned by a command where actions cannot be completed later', async () => {
    const client = await connect({
      profile: 'bare',
      runtime: { versions: versions(undefined, NEWEST) },
    });
    expect(client.initialized?.capabilities.executeCommandProvider?.commands).toEqual([
      APPLY_FIX,
      SAY_GUIDE,
    ]);
    client.open(VSCODE, vscodeConfig(tokens.githubFineGrained()));
    const { items } = await client.until(() => client.published.get(VSCODE));
    const [action] = await client.fixes(VSCODE, 'unpinned-package', items);
    expect(action?.edit).toBeUndefined();
    await client.execute(action?.command as Command);
    expect(client.after(client.applied[0])).toContain('github-mcp@2.0.1"');
  });

  it('is pinned by a bare command where actions are unknown', async () => {
    const client = await connect({
      profile: 'ancient',
      runtime: { versions: versions(INSTALLED, NEWEST) },
    });
    client.open(VSCODE, vscodeConfig(tokens.githubFineGrained()));
    const commands = (await client.actions(VSCODE, whole)) as Command[];
    expect(commands.map(({ command }) => command)).toEqual([APPLY_FIX, APPLY_FIX, APPLY_FIX]);
    const pin = commands.find(({ title }) => title.startsWith('Pin'));
    expect(pin?.title).toContain('1.2.3');
    await client.execute(pin as Command);
    expect(client.after(client.applied[0])).toContain('github-mcp@1.2.3"');
  });

  it('offers nothing for arguments nobody understands', async () => {
    const client = await connect({ profile: 'bare' });
    await client.execute({ title: '', command: APPLY_FIX, arguments: [{ uri: 7 }] });
    await client.execute({ title: '', command: APPLY_FIX });
    await client.execute({ title: '', command: 'another' });
    expect(client.applied).toEqual([]);
  });
});

describe('kinds', () => {
  const titles = async (client: TestClient, only: string[]): Promise<string[]> =>
    (await client.actions(VSCODE, whole, { only })).map(({ title }) => title);

  it('are answered when they were asked for', async () => {
    const client = await connect();
    client.open(VSCODE, vscodeConfig(tokens.githubFineGrained()));
    expect(await titles(client, ['quickfix'])).toHaveLength(4);
    expect(await titles(client, ['refactor'])).toEqual([]);
    expect(await titles(client, ['source.organizeImports'])).toEqual([]);
    expect(await titles(client, ['quickfix.other'])).toEqual([]);
    for (const kind of ['source', 'source.fixAll', FIX_ALL]) {
      expect(await titles(client, [kind])).toEqual(['Fix all safe MCP Checklist problems']);
    }
    expect(await titles(client, [''])).toHaveLength(5);
  });

  it('leave "fix all" out of the light bulb', async () => {
    const client = await connect();
    client.open(VSCODE, vscodeConfig(tokens.githubFineGrained()));
    const kinds = (await client.actions(VSCODE, whole)).map((it) => (it as CodeAction).kind);
    expect(new Set(kinds)).toEqual(new Set(['quickfix']));
  });
});

describe('fix all', () => {
  const fixAll = async (client: TestClient, uri = VSCODE): Promise<CodeAction | undefined> =>
    (await client.actions(uri, whole, { only: [FIX_ALL] }))[0] as CodeAction | undefined;

  it('applies safe fixes and what is installed, and asks no registry', async () => {
    const token = tokens.githubFineGrained();
    const source = versions(INSTALLED, NEWEST);
    const client = await connect({ runtime: { versions: source } });
    client.open(VSCODE, vscodeConfig(token));
    const action = await fixAll(client);
    expect(action?.kind).toBe(FIX_ALL);
    const fixed = JSON.parse(client.after(action?.edit));
    expect(fixed.servers.api.url).toBe('https://api.example.com/mcp');
    expect(fixed.servers.github.args[1]).toBe('@acme/github-mcp@1.2.3');
    // Moving a secret needs a person.
    expect(fixed.servers.github.env.GITHUB_TOKEN).toBe(token);
    expect(source.newestVersion).not.toHaveBeenCalled();
  });

  it('leaves a version alone that is not what starts here', async () => {
    const client = await connect({
      runtime: { versions: versions({ ...INSTALLED, installed: false }, NEWEST) },
    });
    client.open(VSCODE, vscodeConfig(tokens.githubFineGrained()));
    expect(client.after((await fixAll(client))?.edit)).not.toContain('github-mcp@');
  });

  it('does not wait for a slow disk', async () => {
    const never: VersionSource = {
      hostAsked: async () => undefined,
      installedVersion: () => new Promise(() => {}),
      newestVersion: () => Promise.reject(new Error('not asked')),
    };
    const client = await connect({ runtime: { versions: never } });
    const server = { command: 'npx', args: ['-y', 'mcp-thing'], env: {} };
    const servers = Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`s${n}`, server]));
    client.open(VSCODE, written({ servers: { ...servers, a: { url: 'http://a.example.com' } } }));
    await client.diagnostics(VSCODE);
    const started = performance.now();
    const action = await fixAll(client);
    // 40 ms of patience, and room for a busy machine.
    expect(performance.now() - started).toBeLessThan(200);
    expect(client.after(action?.edit)).toContain('https://a.example.com');
  });

  it('is not offered where there is nothing to do', async () => {
    const client = await connect();
    client.open(VSCODE, clean);
    expect(await fixAll(client)).toBeUndefined();
  });

  it('leaves nothing for a second time', async () => {
    const client = await connect({ runtime: { versions: versions(INSTALLED, NEWEST) } });
    client.open(VSCODE, vscodeConfig(tokens.githubFineGrained()));
    client.replace(VSCODE, client.after((await fixAll(client))?.edit));
    expect(await fixAll(client)).toBeUndefined();
    const left = (await client.diagnostics(VSCODE)).map(({ code }) => code);
    expect(left).toEqual(['plaintext-secret']);
  });
});
