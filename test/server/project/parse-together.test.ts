import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { type FileFacts, readFacts, withoutTrees } from '../../../rules/project/files/facts.ts';
import { type OtherParser, parseTogether } from '../../../server/project/parse-together.ts';
import { serveReader } from '../../../server/project/parser-thread.ts';
import type { Trees } from '../../../server/project/worker-messages.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures/project');

/** Of the fixtures, again and again until another thread is worth it. */
function files(most: number): readonly FileFacts[] {
  const texts = readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(?:ts|py|go)$/.test(file))
    .map((file) => ({ file, text: readFileSync(join(FIXTURES, file), 'utf8') }));
  const all: FileFacts[] = [];
  for (let size = 0, index = 0; size < most; index += 1) {
    const { file, text } = texts[index % texts.length] ?? { file: '', text: '' };
    all.push(readFacts(`src/${index}/${file.replaceAll('/', '-')}`, text, undefined, false));
    size += text.length;
  }
  return all;
}

/** What the thread does, in this one. */
function parser(answer: (trees: Trees, count: number) => Trees | undefined): OtherParser {
  const { port1, port2 } = new MessageChannel();
  serveReader(port2);
  let count = 0;
  return {
    parse: (batch) => port1.postMessage(batch),
    answered: (take) =>
      void port1.on('message', (trees: Trees) => {
        count += 1;
        take(answer(trees, count));
      }),
    stop: () => port1.close(),
  };
}

async function together(
  given: readonly FileFacts[],
  start: (() => OtherParser) | undefined,
): Promise<ReadonlyMap<string, FileFacts>> {
  const made = new Map<string, FileFacts>();
  await parseTogether(
    given,
    (facts) => {
      expect(made.has(facts.path)).toBe(false);
      made.set(facts.path, withoutTrees(facts));
    },
    start,
  );
  return made;
}

describe('files that two parse', () => {
  const many = files(1_050_000);

  it.each<readonly [string, (trees: Trees, count: number) => Trees | undefined]>([
    ['one and the other', (trees) => trees],
    ['the other not all of them', (trees) => trees.map((it, at) => (at % 3 ? it : undefined))],
    ['the other until it dies', (trees, count) => (count < 3 ? trees : undefined)],
    ['the other none, as it dies at once', () => undefined],
  ])('are read once each, and as by one: %s', async (_, answer) => {
    let answered = 0;
    const start = (): OtherParser =>
      parser((trees, count) => {
        answered += 1;
        return answer(trees, count);
      });
    const made = await together(many, start);
    expect(answered).toBeGreaterThan(0);
    expect(made.size).toBe(many.length);
    // Some of them stand for all, which are the same over and over.
    for (const { path, text } of many.filter((_, index) => index % 29 === 0))
      expect(made.get(path)).toEqual(withoutTrees(readFacts(path, text)));
  });

  it('are parsed by one when they are few, or when nobody else is there', async () => {
    const start = (): OtherParser => {
      throw new Error('nobody is needed');
    };
    expect((await together(files(50_000), start)).size).toBeGreaterThan(10);
    expect((await together(many.slice(0, 20), undefined)).size).toBe(20);
  });

  it('leave no thread behind when reading ends early', async () => {
    let stopped = false;
    const start = (): OtherParser => {
      const made = parser((trees) => trees);
      const stop = (): void => {
        made.stop();
        stopped = true;
      };
      return { ...made, stop };
    };
    const failing = parseTogether(
      many,
      () => {
        throw new Error('enough');
      },
      start,
    );
    await expect(failing).rejects.toThrow('enough');
    expect(stopped).toBe(true);
  });
});
