import { execFileSync } from 'node:child_process';
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { CodeAction, Command, Range } from 'vscode-languageserver/node';
import { malicious } from '../../rules/catalog/malicious.ts';
import { type AnalyzeOptions, analyze, rules } from '../../rules/index.ts';
import { appendLine } from '../../server/machine/append-line.ts';
import { askGit } from '../../server/machine/git-states.ts';
import { storeSecrets } from '../../server/machine/secrets/store.ts';
import { APPLY_FIX, FIX_ALL, MOVE_SECRETS, SAY_GUIDE } from '../../server/protocol.ts';
import { seeded } from '../fake.ts';
import { factsOf, folders, inputOf, pathOf, ROOT, settingsOf } from '../rules/fixture.ts';
import { Template } from '../rules/template.ts';
import { connect, type TestClient } from './client.ts';
import { CURSOR, cursorConfig, VSCODE, vscodeConfig, written } from './samples.ts';

const fake = seeded(131);
const options = { asksForSecrets: true };
const whole: Range = { start: { line: 0, character: 0 }, end: { line: 9999, character: 0 } };
const SAFE = '/home/ada/.mcp-checklist/secrets.env';

async function actionsIn(client: TestClient, uri: string): Promise<CodeAction[]> {
  return (await client.actions(uri, whole)) as CodeAction[];
}

async function theOne(client: TestClient, uri: string, title: RegExp): Promise<CodeAction> {
  const all = await actionsIn(client, uri);
  const found = all.find((it) => title.test(it.title));
  if (!found) throw new Error(all.map((it) => it.title).join(' | '));
  return found;
}

describe('every action of every rule', () => {
  let asking = 0;
  it.each(rules.map(({ meta }) => meta.id))(
    'of %s leaves each secret in the file, or asks',
    async (rule) => {
      for (const name of folders(join(ROOT, rule))) {
        const folder = join(ROOT, rule, name);
        const { file, host } = inputOf(folder);
        const { text } = new Template(readFileSync(join(folder, file), 'utf8'));
        const around: AnalyzeOptions = {
          host,
          path: pathOf(folder),
          facts: { ...factsOf(folder), secretManagers: ['op', 'dotenvx'] },
          settings: settingsOf(folder),
        };
        const client = await connect({
          options,
          analyze: (it) => analyze(it, around),
          runtime: {
            versions: {
              hostAsked: async () => undefined,
              installedVersion: async () => undefined,
              newestVersion: async () => ({ version: '9.8.7', source: 'x', installed: true }),
            },
          },
        });
        const uri = 'file:///w/fixture.json';
        client.open(uri, text);
        asking += await checkAll(client, uri, text, around, `${rule}/${name}`);
      }
    },
  );

  it('is asked about often enough for this to mean something', () => {
    expect(asking).toBeGreaterThan(30);
  });
});

/** @returns how many actions ask */
async function checkAll(
  client: TestClient,
  uri: string,
  text: string,
  around: AnalyzeOptions,
  where: string,
): Promise<number> {
  const secrets = secretsIn(text, around);
  let asking = 0;
  const safe = (await client.actions(uri, whole, { only: [FIX_ALL] })) as CodeAction[];
  for (const action of [...(await actionsIn(client, uri)), ...safe]) {
    if (action.command?.command === MOVE_SECRETS) {
      const { edit } = await client.moved(action);
      expect(edit, `${where}: ${action.title}`).not.toBeNull();
      asking += 1;
      continue;
    }
    const { edit } = action.edit || action.command ? action : await client.resolve(action);
    // A line for another file leaves this one alone.
    const own = edit?.documentChanges?.filter((it) => 'edits' in it && it.textDocument.uri === uri);
    if (!own?.length) continue;
    const left = secretsIn(client.after({ documentChanges: own }), around);
    expect([...secrets].filter((it) => !left.has(it)).length, `${where}: ${action.title}`).toBe(0);
  }
  return asking;
}

function secretsIn(text: string, around: AnalyzeOptions): ReadonlySet<string> {
  return new Set(
    analyze(text, around)
      .credentials.filter(({ verdict }) => verdict === 'credential')
      .map(({ place, start, end }) => place.text.value.slice(start, end)),
  );
}

describe('where a secret goes', () => {
  it('is asked first, and the value is sent for nothing but a copy', async () => {
    const token = fake.githubFineGrained();
    const client = await connect({ options, folders: ['/w'] });
    client.open(VSCODE, vscodeConfig(token));
    const action = await theOne(client, VSCODE, /^Replace with/);
    expect(action.edit).toBeUndefined();
    expect(action.data).toBeUndefined();
    const [fix] = action.command?.arguments ?? [];
    const { question, edit } = await client.moveSecrets({ fix });
    expect(edit).toBeNull();
    expect(question).toMatchObject({ names: ['github-token'], files: [SAFE] });
    const stamp = question?.stamp ?? '';
    const discarded = await client.moveSecrets({ fix, answer: { go: 'discard', stamp } });
    expect(discarded).toMatchObject({ clipboard: null, kept: [], problem: null });
    expect(client.after(discarded.edit)).not.toContain(token);
    expect(client.wire).not.toContain(token);
    const copied = await client.moveSecrets({ fix, answer: { go: 'copy', stamp } });
    expect(copied.clipboard).toBe(token);
    expect(client.files.size).toBe(0);
  });

  it('is the file before the edit is known to anybody', async () => {
    const token = fake.githubFineGrained();
    const client = await connect({ options, folders: ['/w'] });
    client.open(CURSOR, cursorConfig(token));
    const { edit, kept } = await client.moved(await theOne(client, CURSOR, /^Replace/), 'save');
    expect(kept).toEqual([SAFE]);
    expect(client.files.get(SAFE)).toContain(`=${token}\n`);
    expect(client.after(edit)).not.toContain(token);
    expect(client.wire).not.toContain(token);
  });

  it('gets no edit where it could not be kept', async () => {
    const client = await connect({
      options,
      folders: ['/w'],
      runtime: {
        storeSecrets: async (file) => {
          throw new Error(`${file} cannot be written (ENOSPC).`);
        },
      },
    });
    client.open(CURSOR, cursorConfig(fake.githubFineGrained()));
    const result = await client.moved(await theOne(client, CURSOR, /^Replace/), 'save');
    expect(result).toMatchObject({ edit: null, kept: [] });
    expect(result.problem).toMatch(
      /secrets\.env cannot be written \(ENOSPC\)\. Nothing was changed/,
    );
  });

  it('gets no edit when the file has changed since it was asked', async () => {
    const token = fake.githubFineGrained();
    const client = await connect({ options, folders: ['/w'] });
    client.open(CURSOR, cursorConfig(token));
    const [fix] = (await theOne(client, CURSOR, /^Replace/)).command?.arguments ?? [];
    const { question } = await client.moveSecrets({ fix });
    client.edit(CURSOR, 0, 0, '\n');
    const answer = { go: 'copy' as const, stamp: question?.stamp ?? '' };
    const result = await client.moveSecrets({ fix, answer });
    expect(result).toMatchObject({ edit: null, clipboard: null });
    expect(result.problem).toMatch(/changed since/);
  });

  it('gets no edit when the file changes while the secret is written, and says where the copy is', async () => {
    const client: TestClient = await connect({
      options,
      folders: ['/w'],
      runtime: {
        storeSecrets: async (file, entries) => {
          client.edit(CURSOR, 0, 0, '\n');
          await client.diagnostics(CURSOR);
          return { file, names: entries.map(({ name }) => name), shellOnly: [], leftovers: [] };
        },
      },
    });
    client.open(CURSOR, cursorConfig(fake.githubFineGrained()));
    const result = await client.moved(await theOne(client, CURSOR, /^Replace/), 'save');
    expect(result).toMatchObject({ edit: null, kept: [SAFE] });
    expect(result.problem).toMatch(/changed meanwhile/);
  });

  it('is asked about all of a kind together', async () => {
    const [one, other] = [fake.githubToken(), fake.openai()];
    const client = await connect({ options, folders: ['/w'] });
    const env = { GITHUB_TOKEN: one, OPENAI_API_KEY: other };
    client.open(CURSOR, written({ mcpServers: { a: { command: 'node', args: ['a.js'], env } } }));
    const action = await theOne(client, CURSOR, /^Move all 2 secrets out of this file$/);
    const { edit } = await client.moved(action, 'save');
    expect(client.files.get(SAFE)).toBe(`GITHUB_TOKEN=${one}\nOPENAI_API_KEY=${other}\n`);
    expect(client.after(edit)).not.toMatch(new RegExp(`${one}|${other}`));
    expect(client.wire).not.toContain(one);
  });

  it('is asked about whatever goes with a server that is removed', async () => {
    const [name = ''] =
      Object.entries(malicious).find(([, { affected }]) => affected === '*') ?? [];
    const spec = name.replace(/^npm:/, '');
    const token = fake.githubFineGrained();
    const servers = { a: { command: 'npx', args: ['-y', spec], env: { GITHUB_TOKEN: token } } };
    const client = await connect({ options, folders: ['/w'] });
    client.open(CURSOR, written({ mcpServers: servers }));
    const { clipboard } = await client.moved(
      await theOne(client, CURSOR, /^Remove this server$/),
      'copy',
    );
    expect(clipboard).toBe(token);
  });

  it('is asked however many actions are on offer', async () => {
    const client = await connect({ options, folders: ['/w'] });
    const values = Array.from({ length: 120 }, () => fake.githubFineGrained());
    const servers = Object.fromEntries(
      values.map((value, index) => [`s${index}`, { command: 'node', env: { TOKEN: value } }]),
    );
    client.open(VSCODE, written({ servers }));
    const all = (await actionsIn(client, VSCODE)).filter((it) => /^Replace with/.test(it.title));
    expect(all).toHaveLength(120);
    for (const index of [0, 6, 119])
      expect((await client.moved(all[index], 'copy')).clipboard).toBe(values[index]);
  });
});

describe('what is kept is what the host reads', () => {
  const CASES: readonly (readonly [string, string, (value: string) => string])[] = [
    [
      'JSON',
      CURSOR,
      (value) => written({ mcpServers: { a: { command: 'node', env: { DB_PASSWORD: value } } } }),
    ],
    [
      'TOML in single quotes',
      'file:///w/.codex/config.toml',
      (value) => `[mcp_servers.a]\ncommand = "node"\nenv = { DB_PASSWORD = '${value}' }\n`,
    ],
    [
      'YAML in single quotes',
      'file:///w/librechat.yaml',
      (value) =>
        `mcpServers:\n  a:\n    command: node\n    env:\n      DB_PASSWORD: '${value.replaceAll("'", "''")}'\n`,
    ],
    [
      'YAML in double quotes',
      'file:///w/librechat.yaml',
      (value) =>
        `mcpServers:\n  a:\n    command: node\n    env:\n      DB_PASSWORD: ${JSON.stringify(value).replaceAll('é', '\\xe9')}\n`,
    ],
  ];
  it.each(CASES)('in %s', async (kind, uri, config) => {
    for (const value of [`kT7\\nq9"Zx/é`, `aB3\\t"x'Q9z`, `pL5\\u0041v$W2`]) {
      if (kind.startsWith('TOML') && value.includes("'")) continue;
      const client = await connect({ options, folders: ['/w'] });
      client.open(uri, config(value));
      const [action] = (await client.fixes(uri, 'plaintext-secret')).filter(
        (it) => it.command?.command === MOVE_SECRETS,
      );
      expect((await client.moved(action, 'copy')).clipboard).toBe(value);
    }
  });
});

describe('the env file that a launcher reads', () => {
  const scratch = mkdtempSync(join(tmpdir(), 'mcp-checklist-moves-'));
  const [folder, home] = [join(scratch, 'w'), join(scratch, 'home')];
  const env = join(folder, '.env.fetch');
  const safe = join(home, '.mcp-checklist', 'secrets.env');
  const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, stdio: 'ignore' });
  afterEach(() => rmSync(scratch, { recursive: true, force: true }));

  /** Saves a token with the real store. */
  async function save(
    prepare: () => void,
    token: string,
    trusted = true,
    title = /^Move API_KEY to/,
  ) {
    mkdirSync(folder, { recursive: true });
    mkdirSync(home, { recursive: true });
    git('init');
    prepare();
    const client = await connect({
      options: { ...options, trusted },
      folders: [folder],
      runtime: { storeSecrets, appendLine, askGit, homeFolder: home },
    });
    const uri = `file://${folder}/claude_desktop_config.json`;
    client.open(uri, cursorConfig(token));
    // What git says comes after the first look.
    const offered = async () => (await client.fixes(uri, 'plaintext-secret')).map((it) => it.title);
    await expect.poll(offered).toContainEqual(expect.stringMatching(title));
    return client.moved(await theOne(client, uri, title), 'save');
  }

  it('is made for its owner only, after git was told to ignore it', async () => {
    const token = fake.githubFineGrained();
    const { kept, problem } = await save(
      () => writeFileSync(join(folder, '.gitignore'), 'dist'),
      token,
    );
    expect({ kept, problem }).toEqual({ kept: [env], problem: null });
    expect(readFileSync(env, 'utf8')).toContain(`=${token}\n`);
    expect(statSync(env).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(folder, '.gitignore'), 'utf8')).toBe('dist\n.env.fetch\n');
  });

  it.each([
    [
      'is a link',
      /is a link/,
      () => {
        writeFileSync(join(scratch, 'elsewhere'), '');
        writeFileSync(join(folder, '.gitignore'), '.env.fetch\n');
        symlinkSync(join(scratch, 'elsewhere'), env);
      },
    ],
    [
      'gives the name another value',
      /gives \w+ another value/,
      () => {
        writeFileSync(join(folder, '.gitignore'), '.env.fetch\n');
        writeFileSync(env, 'FETCH_API_KEY=1\nAPI_KEY=1\n');
      },
    ],
    [
      'cannot be ignored, as .gitignore is a link',
      /\.gitignore is a link/,
      () => {
        writeFileSync(join(scratch, 'profile'), '');
        symlinkSync(join(scratch, 'profile'), join(folder, '.gitignore'));
      },
    ],
  ])(
    'is left alone when it %s, and so is the config, which would name it',
    async (_, why, prepare) => {
      const token = fake.githubFineGrained();
      let before = '';
      const { kept, problem, edit } = await save(() => {
        prepare();
        before = lookAt(scratch);
      }, token);
      expect(problem).toMatch(why);
      expect(problem).toMatch(/Nothing was changed\.$/);
      expect({ kept, edit }).toEqual({ kept: [], edit: null });
      expect(() => lstatSync(safe)).toThrow();
      expect(lookAt(scratch)).toBe(before);
    },
  );

  it('has another name where git has that one', async () => {
    const token = fake.githubFineGrained();
    const { kept, problem, edit } = await save(
      () => {
        writeFileSync(env, 'A=1\n');
        git('add', '-f', '.env.fetch');
      },
      token,
      true,
      /^Move API_KEY to \.env\.fetch\.local,/,
    );
    expect({ kept, problem }).toEqual({ kept: [`${env}.local`], problem: null });
    expect(JSON.stringify(edit)).toContain('.env.fetch.local');
    expect(readFileSync(env, 'utf8')).toBe('A=1\n');
    expect(readFileSync(`${env}.local`, 'utf8')).toContain(`=${token}\n`);
  });

  it('is not even looked at in a folder that nobody trusts', async () => {
    const { kept, problem } = await save(() => undefined, fake.githubFineGrained(), false);
    expect({ kept, problem }).toEqual({ kept: [safe], problem: null });
    expect(() => lstatSync(env)).toThrow();
  });

  /** What is in the files that must not change. */
  function lookAt(root: string): string {
    return ['w/.env.fetch', 'w/.gitignore', 'elsewhere', 'profile']
      .map((name) => {
        try {
          return readFileSync(join(root, name), 'utf8');
        } catch {
          return 'none';
        }
      })
      .join('|');
  }
});

describe.each(['neovim', 'bare', 'ancient'] as const)(
  'a client like %s, that cannot ask',
  (profile) => {
    async function offered(runtime = {}) {
      const token = fake.githubFineGrained();
      const client = await connect({ profile, folders: ['/w'], runtime });
      expect(client.initialized?.capabilities.executeCommandProvider?.commands).toEqual([
        APPLY_FIX,
        SAY_GUIDE,
      ]);
      client.open(CURSOR, cursorConfig(token));
      const all = await client.actions(CURSOR, whole);
      const action = all.find(({ title }) => title.startsWith('Replace with'));
      expect((action as CodeAction).edit).toBeUndefined();
      const command = typeof action?.command === 'string' ? (action as Command) : action?.command;
      if (!command) throw new Error(all.map(({ title }) => title).join(' | '));
      expect(command.command).toBe(APPLY_FIX);
      return { client, command: command as Command, token };
    }

    it('has the secret saved in the home of the person before the file is edited', async () => {
      let saved = -1;
      const { client, command, token } = await offered({
        storeSecrets: async (file: string, entries: readonly { name: string; value: string }[]) => {
          saved = client.applied.length;
          client.files.set(file, entries.map(({ value }) => value).join());
          return { file, names: [], shellOnly: [], leftovers: [] };
        },
      });
      await client.execute(command);
      expect(saved).toBe(0);
      expect(client.files.get(SAFE)).toBe(token);
      expect(client.after(client.applied[0])).not.toContain(token);
      await client.until(() => client.messages.some((it) => it.includes(SAFE)));
      expect(client.wire).not.toContain(token);
    });

    it('gets no edit where the secret could not be saved', async () => {
      const { client, command } = await offered({
        storeSecrets: async () => {
          throw new Error('The disk is full.');
        },
      });
      await client.execute(command);
      expect(client.applied).toEqual([]);
      await client.until(() => client.messages.some((it) => it.includes('Nothing was changed')));
    });
  },
);
