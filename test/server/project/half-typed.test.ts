import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, it } from 'vitest';
import { defaultSettings } from '../../../rules/findings/settings.ts';
import { readSource } from '../../../rules/source/read.ts';
import { projectService } from '../../../server/project/service.ts';
import type { FolderService, JudgedFile, JudgeFolder } from '../../../server/project/types.ts';

/**
 * Somebody types at so many places of each file of the fixture projects, key by key: half a call, a string without its
 * end, a bracket, the rest of the line gone. A sample here; the nightly run does all.
 */
const ALL = process.env.MCP_CHECKLIST_TYPING === 'all';
const CUTS = ALL ? 200 : 8;
const EVERY = ALL ? 1 : 11;
/** Of so many cuts one is typed key by key, the others at once. */
const KEY_BY_KEY = ALL ? 5 : 1;
const PIECES = ['("x', '{ a', 'f(b.', "'", 'if (', ' = [', '`${a', '.c(', '# ', '\n  '];

const ROOT = join(import.meta.dirname, '../../fixtures/project');

function* sources(): Generator<{ readonly folder: string; readonly file: string }> {
  for (const rule of readdirSync(ROOT))
    for (const name of readdirSync(join(ROOT, rule))) {
      const folder = join(ROOT, rule, name);
      if (!statSync(folder).isDirectory()) continue;
      for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
        const file = relative(folder, join(entry.parentPath, entry.name));
        if (entry.isFile() && /\.(?:ts|js|py|go)$/.test(file)) yield { folder, file };
      }
    }
}

function asking(file: string, paused: boolean): JudgeFolder {
  const plain = {
    settings: defaultSettings,
    comments: 'all',
    scopes: [],
    words: [],
    now: 0,
  } as const;
  return { ...plain, open: [file], paused };
}

async function look(service: FolderService, file: string, paused: boolean): Promise<JudgedFile> {
  const { files } = await service.judge(asking(file, paused));
  const found = files.find((it) => it.file === file);
  if (!found) throw new Error(`nothing is known of ${file}`);
  return found;
}

/** The rules that speak on the lines of a span. */
function rulesOn({ findings }: JudgedFile, text: string, start: number, end: number): string {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const next = text.indexOf('\n', end);
  const to = next < 0 ? text.length : next;
  const on = findings.filter(({ at: { span } }) => span.start <= to && span.end >= from);
  return on
    .map(({ rule }) => rule)
    .sort()
    .join();
}

const counts = { functions: [0, 0], tools: [0, 0], elsewhere: [0, 0], states: 0 };

function count(of: 'functions' | 'tools' | 'elsewhere', survives: boolean): void {
  counts[of] = [(counts[of][0] ?? 0) + 1, (counts[of][1] ?? 0) + (survives ? 1 : 0)];
}

async function typeIn(service: FolderService, file: string, text: string): Promise<void> {
  const before = await look(service, file, true);
  const functions = readSource(file, text)?.module.functions ?? [];
  for (let step = 0; step < CUTS; step += 1) {
    const at = Math.floor((text.length * (step + 0.5)) / CUTS);
    const rest = text.indexOf('\n', at);
    const end = step % 2 === 0 || rest < 0 ? at : rest;
    const piece = PIECES[step % PIECES.length] ?? '';
    const around = functions.findLast(({ body }) => body.start < at && body.end > end);
    let line: string | undefined = end === at ? rulesOn(before, text, at, at) : undefined;
    const first = step % KEY_BY_KEY === 0 ? 1 : piece.length;
    for (let keys = first; keys <= piece.length; keys += 1) {
      const typed = text.slice(0, at) + piece.slice(0, keys) + text.slice(end);
      await service.change(file, typed);
      const now = await look(service, file, false);
      counts.states += 1;
      const shown = rulesOn(now, typed, at, at + keys);
      // Nothing comes and nothing goes where somebody types.
      if (!piece.includes('\n'))
        expect(shown, `${file}: ${JSON.stringify(piece)}`).toBe(line ?? shown);
      line = shown;
      if (keys < piece.length) continue;
      if (around) {
        const found = readSource(file, typed)?.module.functions ?? [];
        count(
          'functions',
          found.some(({ start }) => start === around.start),
        );
      }
      for (const tool of before.tools) {
        if (tool.nameAt.start <= end && tool.nameAt.end >= at) continue;
        const same = now.tools.find(({ name }) => name === tool.name);
        const stands = same && typed.slice(same.nameAt.start, same.nameAt.end);
        count('tools', stands === text.slice(tool.nameAt.start, tool.nameAt.end));
      }
      const from = text.lastIndexOf('\n', at - 1);
      const to = rest < 0 ? text.length : rest;
      // Where a tool is cut away, what was said of it goes as well.
      const cut = before.tools.some(({ nameAt }) => nameAt.start <= end && nameAt.end >= at);
      for (const { rule, at: place } of cut ? [] : before.findings) {
        if (place.span.start <= to && place.span.end >= from) continue;
        const by = place.span.start > at ? typed.length - text.length : 0;
        const is = now.findings.some(
          (it) => it.rule === rule && it.at.span.start === place.span.start + by,
        );
        count('elsewhere', is);
      }
    }
    await service.change(file, text);
    await look(service, file, true);
  }
  const after = await look(service, file, true);
  expect(after.findings.map(({ rule, at }) => [rule, at])).toEqual(
    before.findings.map(({ rule, at }) => [rule, at]),
  );
}

it('functions and tools survive what is half-typed, and nothing flickers on its line', async () => {
  const all = [...sources()].filter((_, index) => index % EVERY === 0);
  for (const { folder, file } of all) {
    const service = await projectService.open(folder);
    if (service) await typeIn(service, file, readFileSync(join(folder, file), 'utf8'));
  }
  const share = ([of = 0, survived = 0]: readonly number[]): number => survived / of;
  console.log(
    `${all.length} files, ${counts.states} keys: functions around the caret ${share(counts.functions)}, tools ${share(counts.tools)}, findings elsewhere ${share(counts.elsewhere)}`,
  );
  expect(counts.functions[0]).toBeGreaterThan(20);
  expect(counts.tools[0]).toBeGreaterThan(40);
  expect(counts.elsewhere[0]).toBeGreaterThan(10);
  expect(share(counts.functions)).toBeGreaterThanOrEqual(0.97);
  expect(share(counts.tools)).toBeGreaterThanOrEqual(0.97);
  expect(share(counts.elsewhere)).toBeGreaterThanOrEqual(0.97);
}, 3_600_000);
