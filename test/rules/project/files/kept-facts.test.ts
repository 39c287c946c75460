import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Tree } from '@lezer/common';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { type FileFacts, readFacts } from '../../../../rules/project/files/facts.ts';
import { unlessTorn } from '../../../../rules/source/read.ts';

const FIXTURES = join(import.meta.dirname, '../../../fixtures/project');
/** By night there are more. */
const RUNS = Math.ceil(Number(process.env.MCP_CHECKLIST_FUZZ ?? 3_000) / 500);
vi.setConfig({ testTimeout: Math.max(20_000, RUNS * 1_000) });
/** So long that the parser hands on what is not typed in, and that it stands in several parts. */
const LENGTH = 12_000;

/** What is typed: words, what tears a file, and what belongs to the statement behind it. */
const TYPED: Readonly<Record<string, readonly string[]>> = {
  ts: [
    '/** Said of what comes next. */\n',
    '// no matter\n',
    '\n@marked(() => 1)\n',
    'export ',
    'export default ',
    "import { z } from 'zod';\n",
    'module.exports = { a: 1 };\n',
    "const { a: { b }, ...c } = require('./c');\n",
    '\nexport class A extends B { c = (d: string) => d; @e() f() { return () => this.c; } }\n',
    '\nexport default function () { return process.env.TOKEN ?? process.env["KEY"]; }\n',
  ],
  py: [
    '# no matter\n',
    '\n@marked(lambda: 1)\n',
    '\nfrom .a import b as c\n',
    '\na = b.c = d()\n',
    '\nclass A(BaseSettings):\n    """Doc."""\n    key: str = Field("x")\n    def b(self): return lambda: self\n',
    '\nif a:\n    b(os.environ["KEY"])\n',
    '    ',
  ],
  go: [
    '// Said of what comes next.\n',
    '// no matter\n\n',
    '\nvar a, b = c(), 2\n',
    '\na.b, c.d = e()\n',
    '\ntype A struct {\n\tB string `json:"b"`\n\tC\n}\n',
    '\nfunc (a *A) b() error { return func() error { return nil }() }\n',
    'package other\n',
  ],
};
const TORN = ['', '(', ')', '{', '}', '"', '`', "'", '"""', '/*', '*/', '\n', 'x', '.', ' ', ';'];

describe.each(['ts', 'py', 'go'])('a .%s file that is typed in', (ending) => {
  const all = sources(ending);

  it('says to the last span what it says when it is read anew', () => {
    const counted = { parts: 0, kept: 0, whole: 0 };
    const typed = [...TORN, ...(TYPED[ending] ?? [])];
    const edit = fc.tuple(fc.nat(), fc.nat(60), fc.constantFrom(...typed), fc.nat(9));
    fc.assert(
      fc.property(
        fc.nat(all.length),
        fc.array(edit, { minLength: 20, maxLength: 40 }),
        (first, edits) => {
          let facts = readFacts(`a.${ending}`, longText(all, first));
          let clean = true;
          for (const [place, length, piece, chance] of edits) {
            const text = edited(facts.text, place, chance < 5 ? 0 : length, piece);
            const later = readFacts(facts.path, text, facts);
            expectSame(later, readFromTree(later), 'tree');
            expectOwn(later);
            const isTorn = errorsIn(later) > errorsIn(facts);
            // Found out from a part of the file; of one that has errors already that is a guess.
            if (facts.source && errorsIn(facts) === 0)
              expect(unlessTorn(facts.source, text) === undefined).toBe(isTorn);
            // What was read from a torn text may have been put right by the parser in another way.
            if (errorsIn(later) === 0 && clean) {
              counted.whole += 1;
              expectSame(later, readFacts(facts.path, text), 'text');
            }
            count(counted, facts, later);
            // Few read on from what is torn: it is what it was before as long as it is.
            if (!isTorn || chance === 0) facts = later;
            if (errorsIn(facts) > 0) clean = false;
          }
        },
      ),
      { numRuns: RUNS, endOnFailure: true },
    );
    expect(counted.whole).toBeGreaterThan(0);
    expect(counted.parts).toBeGreaterThan(100);
    expect(counted.kept).toBeGreaterThan(counted.parts / 10);
  });
});

describe('a statement that is not typed in', () => {
  // The parser does not hand on what stands right beside a change.
  const words = 'and more '.repeat(60);
  const steps = 'call(first, { a: [1, second], b: `${third}` });\n'.repeat(40);

  it.each([
    ['a.ts', `/** Says this. ${words} */\n`, `export function long() {\n${steps}}\n`],
    ['a.ts', `@says.this(() => 1, '${words}')\n`, `export class Long { long() {\n${steps}} }\n`],
    [
      'a.go',
      `// Says this.\n${'// And more.\n'.repeat(40)}`,
      `func long() {\n${'\tcall(first, second(3), "a")\n'.repeat(60)}}\n`,
    ],
  ])('%s takes from what stands before it what that says now: %s', (path, lead, statement) => {
    const start = path === 'a.go' ? 'package a\n\n' : '';
    const texts = ['this', 'that', 'this one', 'that one'].map(
      (said) => `${start}${lead.replace('this', said)}${statement}`,
    );
    let facts: FileFacts | undefined;
    for (const text of [...texts, `\n${texts[3]}`]) {
      facts = readFacts(path, text, facts);
      expectSame(facts, readFacts(path, text));
    }
  });
});

/** More often than not at the beginning of a line. */
function edited(text: string, place: number, length: number, piece: string): string {
  const any = place % text.length;
  const at = place % 3 === 0 ? any : text.indexOf('\n', any) + 1;
  return text.slice(0, at) + piece + text.slice(at + length);
}

function errorsIn({ source }: FileFacts): number {
  return source?.module.errors.length ?? 0;
}

/** The same text and tree, of which nothing was read before. */
function readFromTree({ path, text, source, ...facts }: FileFacts): FileFacts {
  if (!source?.parsed) throw new Error('it was not parsed');
  const parsed = { text, tree: copyOf(source.parsed.tree) };
  return readFacts(path, text, {
    ...facts,
    path,
    text: '',
    source: { ...source, text: '', parsed },
  });
}

function copyOf({ type, children, positions, length }: Tree): Tree {
  const own = children.map((it) => (it instanceof Tree ? copyOf(it) : it));
  return new Tree(type, own, positions, length);
}

/** What is kept for the next version is about this one: of earlier ones nothing stays. */
function expectOwn({ source, sites }: FileFacts): void {
  const trees = new Set(source?.parsed && treesIn(source.parsed.tree));
  const { marks, parts } = source?.parsed ?? {};
  expect([...(marks?.keys() ?? []), ...(parts?.keys() ?? [])].every((it) => trees.has(it))).toBe(
    true,
  );
  expect([...(sites?.parts?.keys() ?? [])]).toEqual([...(source?.module.parts ?? [])]);
}

function* treesIn(tree: Tree): Iterable<Tree> {
  yield tree;
  for (const child of tree.children) if (child instanceof Tree) yield* treesIn(child);
}

/** How many parts a version has in common with the last one. */
function count(counted: { parts: number; kept: number }, before: FileFacts, now: FileFacts): void {
  const known = new Set(before.source?.module.parts);
  const parts = now.source?.module.parts ?? [];
  counted.parts += parts.length;
  counted.kept += parts.filter((it) => known.has(it)).length;
}

/** The same values, and the same of them in several places: rules know functions and expressions by who they are. */
function expectSame(now: FileFacts, anew: FileFacts, from = 'text'): void {
  const pairs = new Map<object, object>();
  const back = new Map<object, object>();
  const open: Pair[] = [{ a: now, b: anew, key: from, parent: undefined }];
  for (let pair = open.pop(); pair; pair = open.pop()) {
    const { a, b } = pair;
    if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) {
      if (a !== b) expect(a, wayTo(pair)).toBe(b);
      continue;
    }
    if (isThing(a)) {
      if (pairs.has(a) || back.has(b)) {
        if (pairs.get(a) !== b || back.get(b) !== a)
          throw new Error(`${wayTo(pair)} is another one`);
        continue;
      }
      pairs.set(a, b);
      back.set(b, a);
    }
    const keys = keysOf(b);
    const own = keysOf(a);
    if (own.length !== keys.length || !keys.every((it) => Object.hasOwn(a, it)))
      expect(own.sort(), wayTo(pair)).toEqual(keys.sort());
    for (const key of keys) {
      const [one, other]: unknown[] = [Reflect.get(a, key), Reflect.get(b, key)];
      // Most values are text and places.
      if (one !== other || typeof one === 'object')
        open.push({ a: one, b: other, key, parent: pair });
    }
  }
}

interface Pair {
  readonly a: unknown;
  readonly b: unknown;
  readonly key: string;
  readonly parent: Pair | undefined;
}

function wayTo({ key, parent }: Pair): string {
  return parent ? `${wayTo(parent)}.${key}` : key;
}

function keysOf(value: object): string[] {
  const keys = Object.keys(value);
  return Array.isArray(value) ? keys : keys.filter((it) => !SKIPPED.has(it));
}

/** Trees and parts are how a version is read, not what it says. */
const SKIPPED: ReadonlySet<string> = new Set(['parsed', 'parts']);

function isThing(value: object): boolean {
  return 'kind' in value || 'functions' in value || 'methods' in value;
}

function sources(ending: string): readonly string[] {
  return readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(`.${ending}`))
    .sort()
    .map((file) => readFileSync(join(FIXTURES, file), 'utf8'));
}

/** Go takes these at the beginning of a file only. */
const HEAD = /^package \w+$|^import (?:\([^)]*\)|.*$)/gm;

function longText(all: readonly string[], first: number): string {
  let text = '';
  for (let index = first; text.length < LENGTH; index += 1) {
    const next = all[index % all.length] ?? '';
    text += `${text === '' || !next.includes('package ') ? next : next.replace(HEAD, '')}\n`;
  }

  return text;
}
