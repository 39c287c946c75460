import { fstatSync, statSync, writeSync } from 'node:fs';
import { devNull } from 'node:os';
import { codeOf } from '../machine/error-code.ts';

/** What is told of an output that takes no more. */
type Broken = (fd: 1 | 2, error: NodeJS.ErrnoException) => never;

/**
 * The standard output, or the one for errors. Node's streams for them take a dozen of its modules to load, which is a
 * part of a short run that can be told: what leads to no terminal is written to at once, as they would do it.
 */
export class Output {
  readonly #fd: 1 | 2;
  readonly #broken: Broken;
  #isDirect: boolean;
  #stream: NodeJS.WriteStream | undefined;

  constructor(fd: 1 | 2, broken: Broken) {
    this.#fd = fd;
    this.#broken = broken;
    this.#isDirect = leadsElsewhere(fd);
  }

  write(text: string): void {
    const rest = this.#isDirect ? this.#writeAtOnce(Buffer.from(text)) : text;
    if (rest.length > 0) this.open().write(rest);
  }

  /** Whether nothing of it is still on its way. */
  get isWritten(): boolean {
    return this.#stream === undefined;
  }

  /** The stream, where it leads to a terminal. */
  get terminal(): NodeJS.WriteStream | undefined {
    if (this.#isDirect) return undefined;
    const stream = this.open();
    return stream.isTTY ? stream : undefined;
  }

  /** @returns what is left because a pipe that others share must not be waited for: the stream knows how to */
  #writeAtOnce(bytes: Buffer): Buffer {
    let rest = bytes;
    try {
      while (rest.length > 0) rest = rest.subarray(writeSync(this.#fd, rest));
    } catch (error) {
      if (codeOf(error) !== 'EAGAIN') this.#broken(this.#fd, error as NodeJS.ErrnoException);
      this.#isDirect = false;
    }
    return rest;
  }

  open(): NodeJS.WriteStream {
    if (!this.#stream) {
      this.#stream = this.#fd === 1 ? process.stdout : process.stderr;
      this.#stream.on('error', (error) => this.#broken(this.#fd, error));
    }
    return this.#stream;
  }
}

/** Whether it is a file, a pipe or nothing. On Windows, writing to what is none of those at once loses some of it. */
function leadsElsewhere(fd: number): boolean {
  if (process.platform === 'win32') return false;
  try {
    const it = fstatSync(fd);
    return !it.isCharacterDevice() || it.rdev === statSync(devNull).rdev;
  } catch {
    return false;
  }
}
