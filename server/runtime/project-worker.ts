import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { FolderService, ProjectService } from '../project/types.ts';
import { type Answered, type Asked, WORKER } from '../project/worker-messages.ts';
import { expectMuch } from './small-heap.ts';

/** Most of what reading makes is thrown away at once: with room for it, half of the time goes to reading. */
const YOUNG_MB = 64;
/** A folder within the limits takes a third of this. */
const OLD_MB = 2_048;

interface Waiting {
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

/**
 * Has folders read and judged by a thread of its own, which is started when the first one is asked for: a large project
 * takes seconds, and somebody may be typing in a config meanwhile. When it dies, what it was asked fails.
 */
class ProjectWorker implements ProjectService {
  #worker: Worker | undefined;
  readonly #waiting = new Map<number, Waiting>();
  #count = 0;

  async open(folder: string): Promise<FolderService | undefined> {
    const opened = await this.#ask(null, 'open', [folder]);
    if (typeof opened !== 'number') return undefined;
    const worker = this.#worker;
    const ask = async (method: string, args: readonly unknown[]): Promise<unknown> => {
      if (worker !== this.#worker) throw new Error('The folder has to be opened again.');
      return this.#ask(opened, method, args);
    };
    const asked =
      <A extends readonly unknown[], R>(method: string) =>
      (...args: A) =>
        ask(method, args) as Promise<R>;
    return {
      change: asked('change'),
      judge: asked('judge'),
      tryText: asked('tryText'),
      help: asked('help'),
    };
  }

  ruleMetas(): ReturnType<ProjectService['ruleMetas']> {
    return this.#ask(null, 'ruleMetas', []) as ReturnType<ProjectService['ruleMetas']>;
  }

  #ask(folder: number | null, method: string, args: readonly unknown[]): Promise<unknown> {
    this.#worker ??= this.#start();
    this.#count += 1;
    const id = this.#count;
    const asked: Asked = { id, folder, method, args };
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker?.postMessage(asked);
    });
  }

  #start(): Worker {
    // What V8 is told is told for all threads.
    expectMuch();
    const worker = new Worker(join(__dirname, 'project.cjs'), {
      workerData: WORKER,
      // Its program never asks for more; a hostile repository may.
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB, maxOldGenerationSizeMb: OLD_MB },
    });
    worker.unref();
    worker.on('message', ({ id, result, error }: Answered) => {
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error === undefined) waiting?.resolve(result);
      else waiting?.reject(error);
    });
    const ended = (error: unknown): void => {
      if (this.#worker !== worker) return;
      this.#worker = undefined;
      const all = [...this.#waiting.values()];
      this.#waiting.clear();
      for (const { reject } of all) reject(error);
    };
    worker.on('error', ended);
    worker.on('exit', () => ended(new Error('The reader of projects has ended.')));
    return worker;
  }
}

export const projectWorker: ProjectService = new ProjectWorker();
