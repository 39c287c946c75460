/** Whatever takes a secret out of a file asks first, and the secret is where the person sends it. */
import assert from 'node:assert/strict';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { applyEdit } from '../../../client/commands/apply-edit.ts';
import type { Session } from '../../../client/connection/session.ts';
import type { ChecklistState } from '../../../client/tree/checklist-state.ts';
import { MOVE_SECRETS, ROTATE, stampOf } from '../../../server/protocol.ts';
import { itemIn } from '../../items.ts';
import { githubToken, vscodeConfig, withServers } from './configs.ts';
import { test } from './runner.ts';
import { rows, serverRows, waitForChecklist } from './surfaces.ts';
import {
  answering,
  applyAction,
  closeSteps,
  code,
  codeActions,
  eventually,
  inWorkspace,
  open,
  openText,
  rangeOf,
  surfaces,
  waitForDiagnostics,
  write,
} from './vscode.ts';

const secret = (all: readonly vscode.Diagnostic[]) =>
  all.some((it) => code(it) === 'plaintext-secret');
const whole = (document: vscode.TextDocument) => new vscode.Range(0, 0, document.lineCount, 0);

/** What asks something else first. */
const OTHERS = /^(?:Accept |Move to Janee|Replace this credential everywhere)/;

/** Configs in which all that takes a secret out is on offer: one credential and several, each way to keep them. */
const CONFIGS: Readonly<Record<string, (one: string, other: string) => string>> = {
  '.vscode/mcp.json': (one, other) =>
    withServers('servers', {
      a: { command: 'node', args: ['a.js'], env: { GITHUB_TOKEN: one } },
      b: { command: 'npx', args: ['-y', '@acme/mcp'], env: { OTHER_TOKEN: other } },
      c: { url: 'http://mcp.example.com/mcp' },
    }),
  '.cursor/mcp.json': (one, other) =>
    withServers('mcpServers', {
      a: { url: 'https://a.example.com/mcp', headers: { Authorization: `Bearer ${one}` } },
      // Removing a malicious server removes its credentials.
      b: { command: 'npx', args: ['-y', 'claud-code'], env: { GITHUB_TOKEN: other } },
    }),
  'claude_desktop_config.json': (one, other) =>
    withServers('mcpServers', {
      a: { command: 'node', args: ['a.js'], env: { GITHUB_TOKEN: one, OTHER_TOKEN: other } },
    }),
  '.codex/config.toml': (one, other) =>
    `[mcp_servers.a]\ncommand = "node"\nenv = { GITHUB_TOKEN = "${one}", OTHER_TOKEN = '${other}' }\n`,
};

async function setting(name: string, value: unknown): Promise<void> {
  const { Global } = vscode.ConfigurationTarget;
  await vscode.workspace.getConfiguration('mcpChecklist').update(name, value, Global);
}

/** Where a restricted folder sends what is saved, too. */
async function keptIn(): Promise<readonly string[]> {
  const home = path.join(process.env.HOME ?? '', '.mcp-checklist', 'secrets.env');
  const env = ['.env', '.env.a'].map((name) => inWorkspace(name).fsPath);
  const found: string[] = [];
  for (const file of [home, ...env]) {
    const there = await stat(file).catch(() => undefined);
    if (!there) continue;
    assert.equal(there.mode & 0o777, 0o600, file);
    found.push(await readFile(file, 'utf8'));
  }
  return found;
}

async function forget(): Promise<void> {
  for (const name of ['.env', '.env.a', '.gitignore'])
    await Promise.resolve(vscode.workspace.fs.delete(inWorkspace(name))).catch(() => undefined);
}

for (const [name, config] of Object.entries(CONFIGS)) {
  test(`every action in ${name} asks before it takes a secret out, and saves what it takes`, async () => {
    await setting('secrets.manager', 'op');
    try {
      const secrets = [githubToken(), githubToken()];
      const text = config(secrets[0] ?? '', secrets[1] ?? '');
      const { document } = await openText(name, text);
      await waitForDiagnostics(document.uri, secret);
      const titles = (await codeActions(document.uri, whole(document))).map((it) => it.title);
      let moved = 0;
      for (const title of new Set(titles.filter((it) => !OTHERS.test(it)))) {
        await reset(document, text);
        const { asked } = await applyAction(document.uri, whole(document), title);
        const after = document.getText();
        for (const it of secrets) assert.ok(after.includes(it), `"${title}" takes one out`);
        if (!asked) continue;
        assert.equal(after, text, `"${title}" changes the file before it is answered`);
        await applyAction(document.uri, whole(document), title, /^Save to/);
        const left = document.getText();
        const gone = secrets.filter((it) => !left.includes(it));
        assert.ok(gone.length > 0, `"${title}" takes none out`);
        const kept = await keptIn();
        for (const it of gone)
          assert.ok(
            kept.some((file) => file.includes(it)),
            title,
          );
        moved += gone.length;
        await closeSteps();
        await vscode.commands.executeCommand('undo');
        assert.equal(document.getText(), text, `undo of "${title}"`);
        await forget();
      }
      assert.ok(moved >= 3, `only ${moved} were taken out by: ${titles.join(' | ')}`);
      await nothingInEditors(secrets, document);
    } finally {
      await setting('secrets.manager', undefined);
      await forget();
    }
  });
}

async function reset(document: vscode.TextDocument, text: string): Promise<void> {
  if (document.getText() === text) return;
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, whole(document), text);
  assert.ok(await vscode.workspace.applyEdit(edit));
  await waitForDiagnostics(document.uri, secret);
}

/** A buffer is what VS Code keeps a history of. */
async function nothingInEditors(
  secrets: readonly string[],
  config: vscode.TextDocument,
): Promise<void> {
  const others = vscode.workspace.textDocuments.filter((it) => it !== config);
  for (const it of secrets)
    assert.deepEqual(
      others.filter((other) => other.getText().includes(it)),
      [],
    );
  const history = path.join(path.dirname(process.env.HOME ?? ''), 'user', 'User', 'History');
  const files = await readdir(history, { recursive: true }).catch(() => []);
  for (const file of files.filter((it) => it.endsWith('.env') || it.endsWith('entries.json'))) {
    const kept = await readFile(path.join(history, file), 'utf8');
    for (const it of [...secrets, '/.env"', 'secrets.env"']) assert.ok(!kept.includes(it), file);
  }
}

test('what is copied is what the host reads, and one undo brings all back', async () => {
  const value = 'kT7"q\\9Zx/é-Wm4';
  const text = withServers('mcpServers', { a: { command: 'node', env: { DB_PASSWORD: value } } });
  const { document } = await openText('.cursor/mcp.json', text);
  await waitForDiagnostics(document.uri, secret);
  try {
    const place = rangeOf(document, 'Wm4');
    const { asked } = await applyAction(document.uri, place, /^Replace with/, /^Copy \(cleared/);
    assert.ok(asked);
    assert.equal(await vscode.env.clipboard.readText(), value);
    assert.ok(!document.getText().includes('Wm4'));
    await closeSteps();
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), text);
  } finally {
    await vscode.env.clipboard.writeText('');
  }
});

test('a menu of more than a hundred secrets asks about each', async () => {
  const values = Array.from({ length: 120 }, () => githubToken());
  const servers = Object.fromEntries(
    values.map((value, index) => [`s${index}`, { command: 'node', env: { TOKEN: value } }]),
  );
  const { document } = await openText('.vscode/mcp.json', withServers('servers', servers));
  await waitForDiagnostics(
    document.uri,
    (all) => all.filter((it) => code(it) === 'plaintext-secret').length === 120,
  );
  const offered = await codeActions(document.uri, whole(document));
  const moves = offered.filter(
    (it) => it.command?.command === MOVE_SECRETS && /^Replace/.test(it.title),
  );
  assert.equal(moves.length, 120);
  try {
    for (const index of [0, 6, 119]) {
      const { command, arguments: args = [] } = moves[index]?.command ?? {};
      assert.ok(command);
      const before = document.getText();
      const asked = await answering(vscode.commands.executeCommand(command, ...args));
      assert.ok(asked, `number ${index}`);
      assert.equal(document.getText(), before);
    }
    const { command = '', arguments: args = [] } = moves[6]?.command ?? {};
    assert.ok(await answering(vscode.commands.executeCommand(command, ...args), /^Copy/));
    assert.equal(await vscode.env.clipboard.readText(), values[6]);
    assert.ok(!document.getText().includes(values[6] ?? ''));
  } finally {
    await vscode.env.clipboard.writeText('');
  }
});

test('everything of one rule asks for the secrets of files that are not open', async () => {
  await vscode.commands.executeCommand('mcpChecklist.scan');
  await waitForChecklist('an empty checklist', ({ configs }) => configs === 0);
  const token = githubToken();
  const text = vscodeConfig(token);
  const uri = await write('/.mcp.json', text.replace('"servers"', '"mcpServers"'));
  const before = Buffer.from(await vscode.workspace.fs.readFile(uri)).toString();
  const failing = (it: ChecklistState) => itemIn(it, 1)?.findings.length === 1;
  await waitForChecklist('the finding', failing);
  const [finding] = (await (await rows())[0]?.children()) ?? [];
  const fix = () => vscode.commands.executeCommand('mcpChecklist.fixRule', finding?.node);
  const onDisk = async () => Buffer.from(await vscode.workspace.fs.readFile(uri)).toString();
  try {
    assert.ok(await answering(fix()), 'it asks');
    assert.equal(await onDisk(), before);
    assert.ok(await answering(fix(), /^Save to/));
    await eventually('the file to be saved', async () => !(await onDisk()).includes(token));
    assert.ok((await keptIn()).some((file) => file.includes(token)));
  } finally {
    // Closed with its tab; without one it would stay open for minutes.
    await open(uri);
    await forget();
  }
});

test('one rotation replaces a credential in every file, shows each place, and is timed', async () => {
  await vscode.commands.executeCommand('mcpChecklist.scan');
  await waitForChecklist('an empty checklist', ({ configs }) => configs === 0);
  const [old, fresh] = [githubToken(), githubToken()];
  const other = withServers('mcpServers', { b: { command: 'node', env: { GH_TOKEN: old } } });
  const uri = await write('/.mcp.json', other);
  const text = vscodeConfig(old);
  const { document } = await openText('.vscode/mcp.json', text);
  await waitForChecklist('both configs', ({ configs }) => configs === 2);
  const at = { uri: document.uri.toString(), start: text.indexOf(old) };
  const onDisk = async (it: vscode.Uri) =>
    Buffer.from(await vscode.workspace.fs.readFile(it)).toString();
  const { question, steps } = await surfaces();
  const rotate = () => vscode.commands.executeCommand(ROTATE, at, { to: 'value', fresh });
  const shown = rotate();
  await eventually('the places', () => (question()?.ticked.length ?? 0) === 2);
  assert.deepEqual(question()?.choices.toSorted(), ['b › GH_TOKEN', 'github › GITHUB_TOKEN']);
  assert.ok(await answering(shown), 'turned away');
  assert.equal(document.getText(), text);
  assert.ok(await answering(rotate(), /./));
  await eventually('the list', () => steps() !== undefined);
  assert.equal(await onDisk(document.uri), text.replace(old, fresh));
  assert.equal(await onDisk(uri), other.replace(old, fresh));
  const labels = steps() ?? [];
  assert.equal(labels[0], 'Start the servers again');
  assert.match(labels[1] ?? '', /^Revoke the old GitHub/);
  assert.match(labels[2] ?? '', /^Note it for item 4/);
  await closeSteps();
});

test('a server is made safe from its row after all fixes were shown, and only the ticked ones are made', async () => {
  await vscode.commands.executeCommand('mcpChecklist.scan');
  await waitForChecklist('an empty checklist', ({ configs }) => configs === 0);
  const web = {
    url: 'http://mcp.example.com/mcp',
    headers: { Authorization: `Bearer ${githubToken()}` },
  };
  const { document } = await openText('.cursor/mcp.json', withServers('mcpServers', { web }));
  await waitForChecklist('the server', ({ rows: all }) => all.length === 1);
  const [config] = await serverRows();
  const [row] = (await config?.children()) ?? [];
  const { question } = await surfaces();
  const make = () => vscode.commands.executeCommand('mcpChecklist.makeServerSafe', row?.node);
  const shown = make();
  await eventually('the fixes', () => (question()?.ticked.length ?? 0) >= 2);
  assert.match(question()?.title ?? '', /^web: \d fixes$/);
  assert.ok(await answering(shown));
  assert.ok(await answering(make(), /^Discard/));
  await closeSteps();
  const servers = JSON.parse(document.getText()).mcpServers;
  assert.equal(servers.web.url, 'https://mcp.example.com/mcp');
  assert.match(servers.web.headers.Authorization, /^Bearer \$\{env:/);
});

test('safe fixes, as on save, take no secret out', async () => {
  const token = githubToken();
  const servers = {
    a: { url: 'http://mcp.example.com/mcp' },
    b: { command: 'npx', args: ['-y', 'claud-code'], env: { GITHUB_TOKEN: token } },
  };
  const { document } = await openText('.cursor/mcp.json', withServers('mcpServers', servers));
  await waitForDiagnostics(document.uri, secret);
  const kind = 'source.fixAll.mcpChecklist';
  const [action] = await codeActions(document.uri, whole(document), { kind, resolve: 1 });
  assert.ok(action?.edit && (await vscode.workspace.applyEdit(action.edit)));
  assert.ok(document.getText().includes('https://mcp.example.com'));
  assert.ok(document.getText().includes(token));
});

test('an edit is not made in a file that has changed since, open or not', async () => {
  const text = '{ "mcpServers": {} }\n';
  const uri = await write('judged.json', text);
  const judged = { uri: uri.toString(), stamp: stampOf(text) };
  const change = {
    range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } },
    newText: '{ ',
  };
  const converted = () => {
    const edit = new vscode.WorkspaceEdit();
    edit.replace(uri, new vscode.Range(0, 0, 0, 1), change.newText);
    return edit;
  };
  const session = { convert: async () => converted() } as unknown as Session;
  const of = (version: number | null) => ({
    documentChanges: [{ textDocument: { uri: uri.toString(), version }, edits: [change] }],
  });
  const onDisk = async () => Buffer.from(await vscode.workspace.fs.readFile(uri)).toString();
  await vscode.workspace.fs.writeFile(uri, Buffer.from(`\n${text}`));
  assert.equal(await applyEdit(session, of(null), [judged]), false);
  assert.equal(await onDisk(), `\n${text}`);
  const document = await vscode.workspace.openTextDocument(uri);
  assert.equal(await applyEdit(session, of(document.version + 1)), false);
  assert.equal(document.getText(), `\n${text}`);
  const now = { uri: uri.toString(), stamp: stampOf(`\n${text}`) };
  assert.equal(await applyEdit(session, of(null), [now]), true);
  assert.notEqual(await onDisk(), `\n${text}`);
});

test('the question names what goes and where it can go', async () => {
  const { document } = await openText('.vscode/mcp.json', vscodeConfig(githubToken()));
  await waitForDiagnostics(document.uri, secret);
  const { question } = await surfaces();
  const [action] = await codeActions(document.uri, whole(document));
  const { command = '', arguments: args = [] } = action?.command ?? {};
  const work = vscode.commands.executeCommand(command, ...args);
  await eventually('the question', () => question() !== undefined);
  const { title = '', choices = [] } = question() ?? {};
  assert.match(title, /github-token/);
  assert.equal(choices.length, 3);
  assert.match(choices[0] ?? '', /^Copy/);
  assert.match(choices[1] ?? '', /^Save to .*env$/);
  assert.ok(await answering(work));
});

test('what is left to do stays open, with the page where the old one is revoked', async () => {
  const text = vscodeConfig(githubToken());
  const { document } = await openText('.vscode/mcp.json', text);
  await waitForDiagnostics(document.uri, secret);
  const { question, steps } = await surfaces();
  const [action] = await codeActions(document.uri, whole(document));
  const { command = '', arguments: args = [] } = action?.command ?? {};
  const work = vscode.commands.executeCommand(command, ...args);
  await eventually('the question', () => question() !== undefined);
  await vscode.commands.executeCommand('workbench.action.quickOpenSelectNext');
  await vscode.commands.executeCommand('workbench.action.quickOpenSelectNext');
  await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
  await work;
  await eventually('the list', () => steps() !== undefined);
  const labels = steps() ?? [];
  assert.equal(labels[0], 'Start the server');
  assert.match(labels.at(-1) ?? '', /^Revoke the old GitHub/);
  // A step that was done is ticked, and the list stays.
  await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
  assert.ok(steps());
  await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
  await eventually('the list to close', () => steps() === undefined);
  await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
  await vscode.commands.executeCommand('undo');
  assert.equal(document.getText(), text);
});
