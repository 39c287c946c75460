import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import type { Node, TextNode } from '../../../rules/document/node.ts';
import { property } from '../../../rules/document/node.ts';
import { parseJson } from '../../../rules/document/parse-json.ts';
import { parseLaunch, wordsOf } from '../../../rules/launch/index.ts';
import type { Launch } from '../../../rules/launch/launch.ts';
import { isWhereItSays } from './text.ts';

/** Config files of public repositories, kept beside the checkout where there are any. */
const corpus = fileURLToPath(new URL('../../../../shared/corpus/', import.meta.url));
const there = existsSync(corpus);
if (!there) console.log('The corpus is not here: its command lines are not read.');

function texts(node: Node | undefined): TextNode[] {
  return node?.kind === 'array' ? node.items.filter((item) => item.kind === 'text') : [];
}

function* launches(node: Node | undefined): Generator<Launch> {
  if (node?.kind === 'array') for (const item of node.items) yield* launches(item);
  if (node?.kind !== 'object') return;
  const command = property(node, 'command')?.value;
  const [first, ...args] =
    command?.kind === 'text' ? [command, ...texts(property(node, 'args')?.value)] : texts(command);
  const launch = first && parseLaunch(wordsOf(first, args));
  if (launch) yield launch;
  for (const { value } of node.properties) yield* launches(value);
}

it.runIf(there)('reads every command line of the corpus', () => {
  const all: Launch[] = [];
  for (const folder of readdirSync(corpus)) {
    for (const file of readdirSync(`${corpus}${folder}`)) {
      if (!file.endsWith('.json')) continue;
      for (const root of parseJson(readFileSync(`${corpus}${folder}/${file}`, 'utf8')).roots)
        all.push(...launches(root));
    }
  }
  const counts = new Map<string, number>();
  for (const { launcher, packages, serverArgs } of all) {
    counts.set(launcher, (counts.get(launcher) ?? 0) + 1);
    for (const word of serverArgs) expect(isWhereItSays(word)).toBe(true);
    // Everyone writes a package behind these, but for one npx without arguments.
    if (launcher === 'npx' || launcher === 'uvx')
      expect(packages.length).toBeGreaterThanOrEqual(serverArgs.length === 0 ? 0 : 1);
    for (const { pinning } of packages) expect(pinning).not.toBe('unknown');
  }
  expect(counts.get('npx')).toBeGreaterThan(100);
  expect(counts.get('uvx')).toBeGreaterThan(20);
  expect(counts.get('docker')).toBeGreaterThan(5);
});
