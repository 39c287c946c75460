import { dirname, join } from 'node:path';
import { namesInFile } from '../../rules/fixes/switch/list.ts';
import type { Host } from '../../rules/hosts/host.ts';
import { hostsOfPath } from '../../rules/hosts/index.ts';

const NONE_OFF: ReadonlySet<string> = new Set();

/** The servers that a file beside a config switches off. */
export class OffBeside {
  readonly #readText: (path: string) => Promise<string | undefined>;
  /** By the config's path. */
  readonly #known = new Map<string, Promise<ReadonlySet<string>>>();

  constructor(readText: (path: string) => Promise<string | undefined>) {
    this.#readText = readText;
  }

  /** Most hosts look into no other file: then nothing is kept of a config. */
  async of(path: string): Promise<ReadonlySet<string>> {
    const offFile = hostsOfPath(path).find((host) => host.offFile)?.offFile;
    if (!offFile) return NONE_OFF;
    const known = this.#known.get(path) ?? this.#read(path, offFile);
    this.#known.set(path, known);
    return known;
  }

  async #read(
    path: string,
    { path: file, list }: NonNullable<Host['offFile']>,
  ): Promise<ReadonlySet<string>> {
    const text = await this.#readText(join(dirname(path), file));
    return text === undefined ? NONE_OFF : namesInFile(text, list);
  }

  forget(path: string): void {
    this.#known.delete(path);
  }

  clear(): void {
    this.#known.clear();
  }
}
