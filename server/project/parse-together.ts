import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { isMainThread, Worker } from 'node:worker_threads';
import { type FileFacts, readFacts } from '../../rules/project/files/facts.ts';
import { PARSER, type ToParse, type Trees } from './worker-messages.ts';

/** Where less is to be parsed, all of it is done before another thread has started. */
const WORTH_A_THREAD = 1_000_000;
/** Characters that are sent at a time, and batches that wait there: the thread is never without work. */
const BATCH = 60_000;
const BATCHES = 2;

/** Another thread that parses. */
export interface OtherParser {
  parse(files: ToParse): void;
  /** @param trees undefined when there will be no more */
  answered(take: (trees: Trees | undefined) => void): void;
  stop(): void;
}

/** Of a language server this is a thread already: whoever types in another file needs a processor, too. */
const isOneIdle = availableParallelism() > (isMainThread ? 1 : 2);

/**
 * Parses files and reads them. Where there are many, half of them are parsed by another thread meanwhile; reading takes a
 * quarter of the time, and what comes of it is dearer to send than a tree.
 *
 * @param made told of each file that was read
 * @param start gives another parser, if there may be one
 */
export async function parseTogether(
  files: readonly FileFacts[],
  made: (facts: FileFacts) => void,
  start: (() => OtherParser) | undefined = isOneIdle ? startParser : undefined,
): Promise<void> {
  const length = files.reduce((sum, { text }) => sum + text.length, 0);
  const read = ({ path, text }: FileFacts, flat?: Trees[number]): void =>
    made(readFacts(path, text, undefined, true, flat));
  if (!start || length < WORTH_A_THREAD) {
    for (const file of files) read(file);
    return;
  }
  const other = new Other(start(), [...files]);
  try {
    for (let next = await other.next(); next; next = await other.next()) read(next.file, next.flat);
  } finally {
    other.stop();
  }
}

interface Next {
  readonly file: FileFacts;
  readonly flat?: Trees[number];
}

/** The files that are left, some of them with another parser. */
class Other {
  readonly #parser: OtherParser;
  readonly #left: FileFacts[];
  readonly #sent: (readonly FileFacts[])[] = [];
  readonly #parsed: Next[] = [];
  #isThere = true;
  #wake: (() => void) | undefined;

  constructor(parser: OtherParser, files: FileFacts[]) {
    this.#parser = parser;
    this.#left = files.reverse();
    parser.answered((trees) => this.#answered(trees));
    this.#send();
  }

  /** What to read next: parsed by the other one, or to be parsed here. */
  async next(): Promise<Next | undefined> {
    // Answers are taken in between.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#parsed.length === 0) {
      const file = this.#left.pop();
      if (file) return { file };
      if (this.#sent.length === 0) return undefined;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    return this.#parsed.pop();
  }

  stop(): void {
    this.#parser.stop();
  }

  #send(): void {
    while (this.#isThere && this.#sent.length < BATCHES && this.#left.length > 0) {
      const batch: FileFacts[] = [];
      for (let room = BATCH; room > 0; ) {
        const file = this.#left.pop();
        if (!file) break;
        batch.push(file);
        room -= file.text.length;
      }
      this.#sent.push(batch);
      this.#parser.parse(batch.map(({ path, text }) => ({ path, text })));
    }
  }

  #answered(trees: Trees | undefined): void {
    if (trees) {
      const batch = this.#sent.shift() ?? [];
      for (const [index, file] of batch.entries()) this.#parsed.push({ file, flat: trees[index] });
      this.#send();
    } else {
      this.#isThere = false;
      this.#left.push(...this.#sent.splice(0).flat());
    }
    this.#wake?.();
  }
}

function startParser(): OtherParser {
  const worker = new Worker(join(__dirname, 'project.cjs'), { workerData: PARSER });
  return {
    parse: (files) => worker.postMessage(files),
    answered(take) {
      worker.on('message', take);
      // The one is told before the other.
      worker.on('error', () => undefined);
      worker.on('exit', () => take(undefined));
    },
    stop: () => void worker.terminate(),
  };
}
