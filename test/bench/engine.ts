import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseTree } from 'jsonc-parser';
import { recognize } from '../../rules/config/recognize.ts';
import { judge } from '../../rules/engine/run.ts';
import { defaultSettings } from '../../rules/findings/settings.ts';
import { analyze, rules } from '../../rules/index.ts';
import { type Latency, race } from './stats.ts';
import { configOf, configWith, typicalConfig } from './texts.ts';

const PATH = '/bench/.vscode/mcp.json';

/** What judging a text costs, in parses of the same text. */
export interface EngineRow {
  readonly text: string;
  readonly kib: number;
  readonly jsonParseMs: number;
  readonly parseTreeMs: number;
  readonly analyzeMs: number;
  readonly ratio: number;
}

export function measureEngine(corpus: string): readonly EngineRow[] {
  const texts: [string, string][] = [
    ['a typical config', typicalConfig()],
    ...[1, 100, 500].map((count): [string, string] => [
      count === 1 ? 'one server' : `${count} servers`,
      configWith(count),
    ]),
    ...[1, 10, 100, 1000].map((size): [string, string] => [`${size} KiB`, configOf(size)]),
  ];
  return [...texts.map(([name, text]) => row(name, text)), ...corpusRow(corpus)];
}

function row(name: string, text: string, path = PATH): EngineRow {
  const { json, tree, own } = race({
    json: () => void JSON.parse(text),
    tree: () => void parseTree(text),
    own: () => void analyze(text, { path }),
  });
  return {
    text: name,
    kib: text.length / 1024,
    jsonParseMs: json.p50,
    parseTreeMs: tree.p50,
    analyzeMs: own.p50,
    ratio: own.p50 / tree.p50,
  };
}

/** All real configs that are beside this repository, one after the other. */
function corpusRow(folder: string): readonly EngineRow[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.jsonc?$/.test(name))
    .map((name) => ({
      path: path.join(folder, name),
      text: readFileSync(path.join(folder, name), 'utf8'),
    }));
  const { tree, own } = race({
    tree: () => files.forEach(({ text }) => void parseTree(text)),
    own: () => files.forEach(({ path, text }) => void analyze(text, { path })),
  });
  return [
    {
      text: `${files.length} real configs`,
      kib: files.reduce((sum, { text }) => sum + text.length, 0) / 1024,
      jsonParseMs: Number.NaN,
      parseTreeMs: tree.p50,
      analyzeMs: own.p50,
      ratio: own.p50 / tree.p50,
    },
  ];
}

/** The rule that takes the largest part of judging a typical config, and that part. */
export function measureRules(): { readonly rule: string; readonly share: number } {
  const recognized = recognize(typicalConfig(), PATH, undefined);
  if (!recognized) throw new Error('the typical config is no config');
  const judging = { path: PATH, facts: {}, settings: defaultSettings, project: undefined };
  const tasks = Object.fromEntries(
    rules.map((left): [string, () => void] => {
      const others = rules.filter((rule) => rule !== left);
      return [left.meta.id, () => void judge(recognized, others, judging)];
    }),
  );
  const latencies: Readonly<Record<string, Latency>> = race(
    { ...tasks, '': () => void judge(recognized, rules, judging) },
    60,
  );
  const all = latencies['']?.p50 ?? 1;
  const shares = rules.map(({ meta: { id } }) => ({
    rule: id,
    share: (all - (latencies[id]?.p50 ?? all)) / all,
  }));
  return shares.reduce((worst, it) => (it.share > worst.share ? it : worst));
}
