import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import {
  CodeActionRequest,
  CodeActionResolveRequest,
  CompletionRequest,
  DocumentLinkRequest,
  DocumentSymbolRequest,
  ExecuteCommandRequest,
  HoverRequest,
} from 'vscode-languageserver/node';
import { makeProgram } from '../../server/cli/program.ts';
import { planning } from '../../server/probe/kit.ts';
import type { Prober } from '../../server/probe/types.ts';
import * as protocol from '../../server/protocol.ts';
import { folder, run } from '../cli/run.ts';
import { seeded } from '../fake.ts';
import { connect, type TestClient } from './client.ts';

/** Every program that is started in this process. */
const programs = vi.hoisted(() => [] as string[]);
vi.mock('node:child_process', async (original) => {
  const real = await original<typeof import('node:child_process')>();
  const noting =
    <T extends (...given: never[]) => unknown>(start: T) =>
    (...given: Parameters<T>) => {
      programs.push(String(given[0]));
      return start(...given);
    };
  return {
    ...real,
    ...Object.fromEntries(
      (['spawn', 'execFile', 'exec', 'fork', 'spawnSync', 'execFileSync', 'execSync'] as const).map(
        (name) => [name, noting(real[name] as never)],
      ),
    ),
  };
});

const fake = seeded(27_112_032);
const root = join(import.meta.dirname, '../..');
const uri = 'file:///w/.mcp.json';
const about = { uri, server: 'notes' as never };
const config = JSON.stringify({
  mcpServers: {
    notes: {
      command: 'notes-server',
      args: ['--stdio'],
      env: { GITHUB_TOKEN: fake.githubToken() },
    },
  },
});
const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
const position = { line: 0, character: 30 };
const textDocument = { uri };

type Send = (client: TestClient) => unknown;
/** @param type of a request, whoever defined it */
const ask =
  (type: { readonly method: string }, params: object): Send =>
  (client) =>
    client.ask(type as never, params as never);
const tell =
  (type: { readonly method: string }, params: object): Send =>
  (client) =>
    client.notify(type.method, params);
const startsNothing: Send = () => undefined;

/** What a client can say to the server, by the name that the code has for it. */
const SAID: Readonly<Record<string, Send>> = {
  onInitialize: startsNothing,
  onInitialized: startsNothing,
  onShutdown: startsNothing,
  onDidChangeContent: (client) => client.edit(uri, config.length, config.length, '\n'),
  onDidSave: (client) => client.notify('textDocument/didSave', { textDocument }),
  // Opening comes before all of it, closing after it.
  onDidOpen: startsNothing,
  onDidClose: startsNothing,
  onDidChangeConfiguration: (client) =>
    client.notify('workspace/didChangeConfiguration', { settings: {} }),
  onDidChangeWatchedFiles: (client) =>
    client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 2 }] }),
  DidChangeWorkspaceFoldersNotification: (client) =>
    client.notify('workspace/didChangeWorkspaceFolders', { event: { added: [], removed: [] } }),
  'diagnostics.on': (client) => client.pull(uri),
  'diagnostics.onWorkspace': (client) => client.pullWorkspace(),
  onHover: ask(HoverRequest.type, { textDocument, position }),
  onCompletion: ask(CompletionRequest.type, { textDocument, position }),
  onDocumentSymbol: ask(DocumentSymbolRequest.type, { textDocument }),
  onDocumentLinks: ask(DocumentLinkRequest.type, { textDocument }),
  onCodeAction: ask(CodeActionRequest.type, { textDocument, range, context: { diagnostics: [] } }),
  onCodeActionResolve: async (client) => {
    const actions = await client.actions(uri, range);
    for (const it of actions) await client.ask(CodeActionResolveRequest.type as never, it as never);
  },
  onExecuteCommand: ask(ExecuteCommandRequest.type, {
    command: 'mcpChecklist.applyFix',
    arguments: [{ uri }],
  }),
  attest: ask(protocol.attest, {
    ...about,
    item: 'production/7',
    by: 'me',
    until: '2126-01-01',
    keep: 'project',
  }),
  withdraw: ask(protocol.withdraw, { ...about, item: 'production/7', keep: 'project' }),
  drafts: ask(protocol.drafts, { root: 'file:///w', item: 'publish/1' }),
  scan: ask(protocol.scan, { token: null }),
  newConfigs: ask(protocol.newConfigs, { folder: 'file:///w' }),
  switchServer: ask(protocol.switchServer, { uri, servers: ['notes'], on: false }),
  ignore: ask(protocol.ignore, { uri, rule: 'plaintext-secret', pointer: '', reason: 'x' }),
  moveSecrets: ask(protocol.moveSecrets, { uri }),
  fixRule: ask(protocol.fixRule, { rule: '', uris: null }),
  credentials: ask(protocol.credentials, {}),
  rotate: ask(protocol.rotate, { at: { uri, start: 0 } }),
  toJanee: ask(protocol.toJanee, { uri }),
  caretMoved: tell(protocol.caretMoved, { uri, position }),
  personalAttestations: tell(protocol.personalAttestations, []),
  personalProbes: tell(protocol.personalProbes, []),
  planProbe: ask(protocol.planProbe, { ...about, calls: 'hints' }),
  shareProbe: ask(protocol.shareProbe, about),
  probeReport: ask(protocol.probeReport, about),
  toolWords: ask(protocol.toolWords, { tools: [] }),
  planAsk: ask(protocol.planAsk, { ...about, credential: '', untilRefused: 0 }),
  // Without the stamp of a question that somebody said yes to.
  probe: ask(protocol.probe, { ...about, calls: 'hints', stamp: '', token: 't' }),
  askProvider: ask(protocol.askProvider, {
    ...about,
    credential: '',
    untilRefused: 0,
    stamp: '',
    token: 't',
  }),
};

/** What the server listens to, read from its source. */
function listenedTo(): readonly string[] {
  const files = readdirSync(join(root, 'server/lsp'), { recursive: true, encoding: 'utf8' });
  const text = files
    .filter((it) => it.endsWith('.ts'))
    .map((it) => readFileSync(join(root, 'server/lsp', it), 'utf8'))
    .join('\n');
  const named = text.matchAll(/\bconnection\.on(?:Request|Notification)\(\s*(\w+)/g);
  const others = text.matchAll(
    /\b(?:connection|documents)\.(?:languages\.)?((?!onRequest|onNotification)(?:\w+\.)?on\w*)\(/g,
  );
  const found = [...named, ...others].map(([, name = '']) => name.replace(/Request$/, ''));
  return [...new Set(found)].sort();
}

describe('in the editor', () => {
  test('all that the server listens to is tried here', () => {
    expect(Object.keys(SAID).sort()).toEqual(listenedTo());
    // Nothing of the protocol is listened to in another way.
    const own = Object.entries(protocol)
      .filter(([, it]) => typeof it === 'object' && it !== null && 'method' in it)
      .map(([name]) => name)
      .filter((name) => !/Changed$/.test(name));
    expect(own.filter((it) => !(it in SAID))).toEqual([]);
  });

  test('nothing a client can say starts a server or sends a credential, but a yes', async () => {
    const begun: string[] = [];
    const prober: Prober = {
      probe: async (plan, { consent }) => {
        const isYes = await consent('');
        if (isYes) begun.push(`started ${plan.server}`);
        return { kind: 'refused', why: 'x' } as never;
      },
      ask: async (plan, { consent }) => {
        const isYes = await consent('');
        if (isYes) begun.push(`sent ${plan.name}`);
        return { kind: 'refused', why: 'x', sent: false, standing: 'unclear' };
      },
    };
    const client = await connect({
      folders: ['/w'],
      files: { '/w/.mcp.json': config },
      options: { checklist: true, trusted: true, previews: true, rotates: true },
      runtime: { probes: () => ({ ...planning, prober }) },
    });
    client.open(uri, config);
    await client.until(() => client.checklists.at(-1));
    programs.length = 0;
    for (const [name, say] of Object.entries(SAID)) {
      // What is said wrongly is refused; that is no matter here.
      await Promise.resolve(say(client)).catch(() => undefined);
      expect([name, begun, programs]).toEqual([name, [], []]);
    }
    client.close(uri);
    await client.scan();
    expect([begun, programs]).toEqual([[], []]);
    const { stamp } = await client.ask(protocol.planProbe, { ...about, calls: 'hints' });
    await client.ask(protocol.probe, { ...about, calls: 'hints', stamp, token: 't' });
    expect(begun).toEqual(['started notes']);
  }, 30_000);
});

/** Every command, in the forms in which it does most; `{}` is the folder. */
const COMMANDS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  ask: [['notes'], ['notes', '--send-to', 'api.github.com'], ['nobody']],
  attest: [['7', '--by', 'me', '--note', 'x', '--all'], ['--list']],
  baseline: [['create'], ['prune']],
  check: [[], ['--trust-project'], ['--strict', '--format', 'sarif']],
  checklist: [
    ['--list', 'all'],
    ['--trust-project', '--format', 'html'],
  ],
  completion: [['bash'], ['zsh'], ['fish']],
  draft: [['1'], ['1', '--write']],
  explain: [['unpinned-package']],
  fix: [['--dry-run'], ['--all', '--no-network', '--yes'], ['--trust-project', '--no-network']],
  init: [['--write'], []],
  lsp: [['--stdio']],
  merge: [['.mcp.json', '.mcp.json', '.mcp.json']],
  probe: [['notes'], ['--project'], ['notes', '--restricted', '--yes'], ['notes', '--load']],
  rotate: [[], ['--at', '.mcp.json:1', '--dry-run']],
  rules: [[]],
  summary: [[]],
  switch: [
    ['off', 'notes'],
    ['on', 'notes'],
    ['drill', '--all', '--attest'],
  ],
};

describe('on the command line', () => {
  test('every command is tried here', () => {
    const io = { out: () => undefined, err: () => undefined } as never;
    const all = makeProgram(io).commands.map((it) => it.name());
    expect(Object.keys(COMMANDS).sort()).toEqual(all.sort());
  });

  test.each(Object.entries(COMMANDS))(
    '%s starts none',
    async (name, forms) => {
      const note = join(folder({}), 'started');
      const code = `require('node:fs').writeFileSync(${JSON.stringify(note)}, '')`;
      const notes = { command: process.execPath, args: ['-e', code] };
      const manifest = { name: 'notes', version: '1.0.0', bin: 'a.js' };
      const cwd = folder({
        '.mcp.json': JSON.stringify({ mcpServers: { notes } }),
        'package.json': JSON.stringify({
          ...manifest,
          dependencies: { '@modelcontextprotocol/sdk': '1.0.0' },
        }),
        'a.js': code,
      });
      // An input that ends at once: who asks gets no yes, and a server of the language ends.
      for (const args of forms) await run([name, ...args], { cwd, input: '' });
      expect(existsSync(note)).toBe(false);
      if (name !== 'probe') return;
      await run(['probe', 'notes', '--yes', '--sandbox', 'none', '--steps', '10'], { cwd });
      expect(existsSync(note)).toBe(true);
    },
    120_000,
  );
});

describe('in the source', () => {
  // What is in rules/ imports nothing of Node: see scripts/rooms.mjs.
  const files = ['server', 'client'].flatMap((it) =>
    readdirSync(join(root, it), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => `${it}/${name.replaceAll('\\', '/')}`),
  );
  const read = (file: string): string => readFileSync(join(root, file), 'utf8');
  const having = (pattern: RegExp) => files.filter((file) => pattern.test(read(file))).sort();

  test('few files can start a program', () => {
    expect(
      having(/(?:from|import\(|require\() ?'(?:node:)?(?:child_process|cluster|cross-spawn)'/),
    ).toEqual([
      'client/connection/run-cli.ts',
      'server/machine/run-program.ts',
      'server/probe/main.ts',
      'server/probe/session/stdio.ts',
      'server/probe/session/sweep.ts',
    ]);
  });

  test('who starts one names it: no word of a config is the name of a program', () => {
    const named = having(/\brunProgram\(\{/).map((file) => {
      const [, name] = /\brunProgram\(\{\s*name: ('[^']*'|`[^`]*`)/.exec(read(file)) ?? [];
      return [file, name];
    });
    expect(named).toEqual([
      ['server/cli/commands/fix-to-janee.ts', "'janee'"],
      ['server/machine/git.ts', "'git'"],
      ['server/probe/sandbox.ts', "'bwrap'"],
      // The name of a helper stands in the person's own settings of docker.
      ['server/registry/oci/credentials.ts', '`docker-credential-${name}`'],
    ]);
  });

  test('few files probe or ask, and the bundle that can is loaded when somebody asks', () => {
    expect(having(/\bprober\s*\.(?:probe|ask)\b/)).toEqual([
      'server/cli/commands/ask.ts',
      'server/cli/commands/probe.ts',
      'server/lsp/features/ask.ts',
      'server/lsp/features/probe.ts',
    ]);
    const isLoading = (file: string): boolean =>
      !file.startsWith('server/probe/') &&
      /^import (?!type\b)[^;]* from '[^']*\/probe\//m.test(read(file));
    expect(having(/from '[^']*\/probe\/[^']*'/).filter(isLoading)).toEqual([]);
  });

  test('no task, debugger or MCP of the editor is used, and a terminal for two programs', () => {
    expect(
      having(/executeTask|startDebugging|\bMcp\w*Definition|\blm\.(?:invokeTool|register)/),
    ).toEqual([]);
    expect(having(/createTerminal/)).toEqual([
      'client/commands/move-to-janee.ts',
      // It writes our own command there, and leaves Enter to the person.
      'client/commands/try-command-line.ts',
    ]);
  });
});
