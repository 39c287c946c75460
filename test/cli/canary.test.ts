import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import type { Io } from '../../server/cli/io.ts';
import { runProgram } from '../../server/cli/program.ts';
import {
  crowded,
  hostile,
  KINDS,
  type Kind,
  LAYOUTS,
  type Layout,
  leaked,
  linked,
  obeyed,
} from '../canary.ts';
import { folder } from './run.ts';

// The program is run from its source here, where no bundle stands beside it.
vi.mock('../../server/runtime/lazy-projects.ts', async () => ({
  lazyProjects: await import('../../server/project/main.ts'),
}));

// The pages stand beside the bundle; they are ours.
vi.mock('../../server/machine/pages.ts', () => ({ pageOf: () => 'A page.' }));

/** All of it takes minutes: a night's work. Each day a part that meets every sink, shape, format and way in. */
const all = process.env.MCP_CHECKLIST_CANARY === 'all';

/** Ways to name a file: where the working folder is decides what a path tells. */
const WAYS = ['from above', 'from its own folder', 'with --host', 'on the standard input'] as const;
type Way = (typeof WAYS)[number];

/** Everything that prints. */
const SINKS: Readonly<Record<string, readonly string[]>> = {
  text: ['check'],
  brief: ['check', '--brief', '--strict'],
  json: ['check', '--format', 'json', '--strict'],
  sarif: ['check', '--format', 'sarif', '--strict'],
  github: ['check', '--format', 'github', '--strict'],
  markdown: ['check', '--format', 'markdown', '--strict'],
  'parts of a fleet': ['check', '--format', 'json', '--shard', '1/1'],
  checklist: ['checklist', '--servers'],
  'checklist as JSON': ['checklist', '--format', 'json'],
  'checklist as Markdown': ['checklist', '--format', 'markdown'],
  'checklist as a page': ['checklist', '--format', 'html'],
  diff: ['fix', '--all', '--dry-run', '--no-network'],
  'diff of safe fixes': ['fix', '--dry-run', '--no-network'],
  credentials: ['rotate'],
};

const count = { runs: 0, places: 0 };

afterAll(() => {
  console.log(`canary: ${count.runs} runs, ${count.places} values looked for in their output`);
});

async function outputOf(argv: readonly string[], cwd: string, input: string): Promise<string> {
  let output = '';
  const write = (text: string): void => {
    output += text;
  };
  const io: Io = {
    out: write,
    err: write,
    progress: write,
    input: async () => Buffer.from(input),
    secret: async () => '',
    ask: async () => false,
    colours: false,
    exitWith: () => undefined,
  };
  const before = process.cwd();
  process.chdir(cwd);
  try {
    await runProgram(['node', 'mcp-checklist', ...argv], io);
  } finally {
    process.chdir(before);
  }
  count.runs += 1;
  expect(output).not.toContain('internal error');
  // A fingerprint is made of what is shown beside it; any few digits are found in enough of them.
  return output.replace(/("mcpChecklist\/v1": ")[0-9a-f]{64}"/g, '$1"');
}

async function seen(
  text: string,
  { host, path }: Layout,
  sink: readonly string[],
  way: Way,
): Promise<string> {
  const root = folder({});
  const file = join(root, way === 'with --host' ? 'conf.txt' : path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  switch (way) {
    case 'from above':
      return outputOf(sink, root, '');
    case 'from its own folder':
      return outputOf([...sink, basename(file)], dirname(file), '');
    case 'with --host':
      return outputOf([...sink, '--host', host, 'conf.txt'], root, '');
    default:
      return outputOf([...sink, '--stdin-path', path], root, text);
  }
}

function chosen<T>(list: readonly T[], nth: number, amount: number): readonly T[] {
  if (all) return list;
  return Array.from({ length: amount }, (_, index) => list[(nth + index) % list.length] as T);
}

test.each(Object.entries(SINKS))(
  'no value is seen in: %s',
  async (name, sink) => {
    const nth = Object.keys(SINKS).indexOf(name);
    const leaks: string[] = [];
    for (const [index, layout] of LAYOUTS.entries()) {
      for (const kind of chosen(KINDS, nth + index, 2)) {
        for (const way of chosen(WAYS, nth + index, 1)) {
          if (way === 'on the standard input' && name.startsWith('diff')) continue;
          leaks.push(...(await leaksOf(layout, kind, sink, way)));
        }
      }
    }
    expect(leaks).toEqual([]);
  },
  600_000,
);

test.each(Object.entries(SINKS))(
  'text of a file stays text in: %s',
  async (name, sink) => {
    for (const layout of LAYOUTS) {
      const path = `[Repair](command:x) \u001b[31m @evil www.evil.example\u202e/${layout.path}`;
      const output = await seen(hostile(layout), { ...layout, path }, sink, 'from above');
      expect(output, 'it is about this file').toMatch(/Repair|Nothing to fix/);
      expect(obeyed(output), `${layout.host}: ${name}`).toBeUndefined();
      if (/markdown/i.test(name)) expect(linked(output)).toBeUndefined();
    }
  },
  120_000,
);

async function leaksOf(
  layout: Layout,
  kind: Kind,
  sink: readonly string[],
  way: Way,
): Promise<string[]> {
  const leaks: string[] = [];
  const { text, values } = crowded(layout, kind);
  const output = await seen(text, layout, sink, way);
  for (const [place, value] of values) {
    count.places += 1;
    const found = leaked(output, value);
    const line = output.split('\n').find((it) => found && it.includes(found));
    if (found) leaks.push(`${kind.name} in ${place}, ${layout.host}, ${way}: ${line}`);
  }
  for (const [nth, broken] of chosen(layout.broken, count.runs, 2).entries()) {
    const value = kind.make(5000 + nth);
    count.places += 1;
    const shown = await seen(broken(value), layout, sink, way);
    if (leaked(shown, value))
      leaks.push(`${kind.name} in broken text ${nth}, ${layout.host}, ${way}: ${shown}`);
  }
  return leaks;
}
