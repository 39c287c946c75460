import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Facts } from '../../rules/findings/facts.ts';
import type { Finding } from '../../rules/findings/finding.ts';
import { type AnalyzeOptions, analyze, type Watched, watch } from '../../rules/index.ts';
import { applyEdits } from '../../rules/text/span.ts';
import { PartSight, type Sight, WholeSight } from '../../server/lsp/typing/sight.ts';
import { Steady } from '../../server/lsp/typing/steady.ts';
import { seeded } from '../fake.ts';
import { Template } from '../rules/template.ts';

/**
 * Configs of many servers, edited at random: what is found by judging only the server that was edited is what is found
 * by judging all of it, and so is what is shown. A sample; `MCP_CHECKLIST_FUZZ=100000 npx vitest run test/fuzz` for the
 * night.
 */
const RUNS = Math.ceil(Number(process.env.MCP_CHECKLIST_FUZZ ?? 3_000) / 25);
const SEED = Number(process.env.MCP_CHECKLIST_SEED ?? 20261128);
const KEYS = 25;
const URI = 'file:///w/mcp.json';

/** The servers of all fixtures: of each kind of fault one at least. */
const servers = ['../fixtures/config', '../rules/hosts/fixtures'].flatMap((folder) => {
  const at = join(import.meta.dirname, folder);
  return readdirSync(at, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.jsonc?$/.test(path) && !path.endsWith('expected.json'))
    .sort()
    .flatMap((path) => serversIn(new Template(readFileSync(join(at, path), 'utf8')).text));
});

function serversIn(text: string): readonly (readonly [string, object])[] {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    // A fixture of what is no JSON.
  }
  return findServers(read);
}

function findServers(value: unknown): readonly (readonly [string, object])[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, it]) =>
    typeof it === 'object' && it !== null && ('command' in it || 'url' in it)
      ? [[name, it] as const]
      : findServers(it),
  );
}

const HOSTS = [
  ['.cursor/mcp.json', 'mcpServers'],
  ['.vscode/mcp.json', 'servers'],
  ['.mcp.json', 'mcpServers'],
  ['.gemini/settings.json', 'mcpServers'],
  ['.zed/settings.json', 'context_servers'],
  ['opencode.json', 'mcp'],
  ['.roo/mcp.json', 'mcpServers'],
  ['.kiro/settings/mcp.json', 'mcpServers'],
] as const;

/** What people type and paste, and what tears a text. */
const PIECES = [
  ...'abc019-_/.@ ',
  ...'",:{}[]\n\\`\'',
  '"env": {"API_KEY": "x"}, ',
  '"disabled": true, ',
  '"type": "sse", ',
  '"command": "npx", ',
  '"alwaysAllow": ["*"], ',
  '"mcpServers": {"a": {"command": "npx"}}, ',
  '"n": {"command": "npx", "args": ["x"]}, ',
  ', "n": {"url": "http://acme.dev"}',
  '}, "m": {',
  '"servers": {}, ',
  '{}',
  '//c\n',
  '/*',
  '*/',
  '@latest',
  'http://',
  '${input:x}',
  '${FOO}',
  '\u200b',
  'C:\\\\work',
  '/home/me',
  '--privileged',
  '<<<<<<<',
  '// mcp-checklist-ignore unpinned-package -- it is ours\n',
];

const facts: Facts = {
  now: Date.UTC(2026, 10, 28),
  credentials: {
    hash: (value) => value,
    elsewhere: () => ({ places: [], count: 0, environments: [] }),
  },
  namesakes: (name) => {
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
    const places = name.length % 5 === 0 ? [{ path: '/other/mcp.json', range }] : [];
    return { places, count: places.length };
  },
};

type Fake = ReturnType<typeof seeded>;

/** One of many servers, some of which share a credential. */
function configOf(fake: Fake, root: string, shared: string): string {
  const entries = Array.from({ length: fake.integer(12, 20) }, (_, index) => {
    const [name, server] = fake.pick(servers);
    const token = fake.integer(0, 1) ? shared : fake.githubToken();
    const held = fake.integer(0, 4) ? server : { ...server, env: { TOKEN: token } };
    return [fake.integer(0, 3) ? `${name}${index}` : name, held];
  });
  const inputs = [{ id: 'x', type: 'promptString', description: 'd', default: shared }];
  const value = {
    [root]: Object.fromEntries(entries),
    ...(fake.integer(0, 2) === 0 && { inputs }),
  };
  return JSON.stringify(value, null, fake.integer(0, 3));
}

/** Mostly where somebody typed before, or in a string. */
function caretIn(fake: Fake, text: string, caret: number): number {
  if (fake.integer(0, 6) > 0) return Math.min(caret, text.length);
  const quotes = [...text.matchAll(/"/g)].map(({ index }) => index + 1);
  return fake.integer(0, 4) && quotes.length > 0 ? fake.pick(quotes) : fake.integer(0, text.length);
}

/** Findings as they are compared: a part that was judged has no fixes. */
function said(findings: readonly Finding[]): unknown {
  return findings.map(({ origin: _, ...it }) => ({ ...it, fixes: [] }));
}

/** What is shown, by two that are told of the same keys. */
class Shows {
  readonly #steady = new Steady();

  change(document: TextDocument, change: TextDocumentContentChangeEvent): void {
    this.#steady.change(document, change, true);
  }

  of(sight: Sight): unknown {
    const { findings, unsettled } = this.#steady.of(URI, sight);
    return { findings: said(findings), unsettled };
  }
}

/** @returns how many of the keys took no more than judging a part */
function edit(seed: number): number {
  const fake = seeded(seed);
  const [file, root] = fake.pick(HOSTS);
  const shared = fake.githubToken();
  const mostFindings = fake.integer(0, 3) === 0 ? fake.integer(3, 20) : 500;
  const options: AnalyzeOptions = { path: `/w/${file}`, facts: { ...facts, mostFindings } };
  const document = TextDocument.create(URI, 'jsonc', 1, configOf(fake, root, shared));
  const [quick, slow] = [new Shows(), new Shows()];
  let watched: Watched = watch(document.getText(), options);
  let [good, caret, parts] = [document.getText(), 0, 0];
  for (let key = 0; key < KEYS; key += 1) {
    const before = document.getText();
    if (isJson(before)) good = before;
    caret = caretIn(fake, before, caret);
    // What is torn is taken back now and then: else a text is torn for good after a few keys.
    const isTakenBack = before !== good && fake.integer(0, 2) === 0;
    const tokens = [shared, fake.githubToken()].flatMap((it) => [it, `/*${it}*/`, `//${it}\n`]);
    const cut = fake.integer(0, 3) ? 0 : fake.integer(1, 6);
    const piece = fake.integer(0, 12) ? fake.pick(PIECES) : fake.pick(tokens);
    const span = isTakenBack
      ? { start: 0, end: before.length }
      : { start: caret, end: Math.min(before.length, caret + cut) };
    const text = isTakenBack ? good : cut > 0 ? '' : piece;
    caret = isTakenBack ? caret : caret + text.length;
    const range = { start: document.positionAt(span.start), end: document.positionAt(span.end) };
    for (const it of [quick, slow]) it.change(document, { range, text });
    TextDocument.update(document, [{ range, text }], document.version + 1);
    const now = document.getText();
    expect(now).toBe(applyEdits(before, [{ span, newText: text }]));

    const all = analyze(now, options);
    watched = watch(now, options, watched);
    const what = `seed ${seed}, key ${key}: ${JSON.stringify(text)} at ${span.start}`;
    expect(said(watched.findings), what).toEqual(said(all.findings));
    const sight = new WholeSight(all);
    const part = watched.whole ? sight : new PartSight(watched, () => sight);
    expect(quick.of(part), `${what}, shown`).toEqual(slow.of(sight));
    if (!watched.whole) parts += 1;
  }
  return parts;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('a config of many servers', () => {
  it('is judged after an edit of one of them as it is judged as a whole', () => {
    expect(servers.length).toBeGreaterThan(200);
    let parts = 0;
    for (let run = 0; run < RUNS; run += 1) parts += edit(SEED + run);
    // Else nothing is compared with anything.
    expect(parts).toBeGreaterThan((RUNS * KEYS) / 4);
  }, 600_000);
});
