import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tokenizer } from 'acorn';
import { build } from 'esbuild';
import { checkSync } from 'recheck';
import { expect, test } from 'vitest';

/**
 * Every pattern in our own code takes time linear in the length of its input, as recheck proves; those that it cannot
 * prove are named in the file beside this one, with what bounds them. What has been proven once is not proven again:
 * `UPDATE_SNAPSHOTS=1 npx vitest run test/fuzz/regexes.test.ts` adds what is new, which takes a while.
 */
const ROOT = join(import.meta.dirname, '../..');
const FILE = join(import.meta.dirname, 'regexes.json');
const PROOF_MS = 20_000;
const LENGTH = 20_000;

interface Known {
  /** Hashes of proven patterns. */
  readonly linear: readonly string[];
  /** Patterns that are not, or that nobody could prove, and why they are harmless. */
  readonly bounded: Readonly<Record<string, string>>;
}

const known: Known = JSON.parse(readFileSync(FILE, 'utf8'));
const regexes = await regexesIn(['rules', 'server', 'client']);

/** Of every file, not of what some entry reaches: bundles are taken apart, and what moves into another must not get lost. */
async function regexesIn(folders: readonly string[]): Promise<readonly RegExp[]> {
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: folders.map((folder) => `${folder}/**/*.ts`),
    outdir: '.build/regexes',
    write: false,
    format: 'esm',
    logLevel: 'silent',
  });
  const found = new Map<string, RegExp>();
  for (const { text } of outputFiles) {
    for (const token of tokenizer(text, { ecmaVersion: 'latest', sourceType: 'module' })) {
      if (token.type.label !== 'regexp' || !('value' in token)) continue;
      const { pattern, flags } = token.value as { pattern: string; flags: string };
      found.set(`/${pattern}/${flags}`, new RegExp(pattern, flags));
    }
  }
  return [...found.values()];
}

function hashOf(regex: RegExp): string {
  return createHash('sha256').update(String(regex)).digest('hex').slice(0, 12);
}

test('there are many, and none is listed that is gone', () => {
  console.log(`${regexes.length} patterns, ${Object.keys(known.bounded).length} of them bounded`);
  expect(regexes.length).toBeGreaterThan(300);
  const written = new Set(regexes.map(String));
  expect(Object.keys(known.bounded).filter((it) => !written.has(it))).toEqual([]);
});

test('each is proven to be linear, or bounded', { timeout: 30 * 60_000 }, () => {
  const proven = new Set(known.linear);
  const open: string[] = [];
  const linear: string[] = [];
  for (const regex of regexes) {
    if (Object.hasOwn(known.bounded, String(regex))) continue;
    const hash = hashOf(regex);
    if (!proven.has(hash)) {
      const result = checkSync(regex.source, regex.flags, { timeout: PROOF_MS });
      if (result.status !== 'safe') {
        const attack = result.status === 'vulnerable' ? result.attack.pattern : 'no proof in time';
        open.push(`${regex}: ${attack}`);
        continue;
      }
    }
    linear.push(hash);
  }
  if (process.env.UPDATE_SNAPSHOTS === '1')
    writeFileSync(FILE, `${JSON.stringify({ ...known, linear: linear.sort() }, null, 2)}\n`);
  expect(open, 'make them linear, or say in regexes.json what bounds them').toEqual([]);
});

test('none of them is slow on what patterns are slow on', { timeout: 60_000 }, () => {
  const pieces = [...'a0A_-./\\ \t\n=:@,;"\'`$%&{}[]()<>|*+?!#~^\u00e9'];
  for (const word of [
    '${',
    'a=',
    '-a',
    '--a ',
    '=\t',
    'a.',
    '/a',
    '://',
    '%41',
    '\\"',
    'eyJ',
    '"a":',
  ])
    pieces.push(word);
  for (const regex of regexes) {
    if (Object.hasOwn(known.bounded, String(regex))) continue;
    for (const piece of pieces) {
      const text = piece.repeat(LENGTH / piece.length);
      for (const hostile of [text, `${text}\u0000`]) {
        regex.lastIndex = 0;
        regex.test(hostile);
      }
    }
  }
});
