import { Output } from './output.ts';

/** Where a command writes, so that none of them touches the process itself. */
export interface Io {
  out(text: string): void;
  err(text: string): void;
  /** Says how far a long work is, where somebody watches; '' when it is done. */
  progress(text: string): void;
  /** All of the standard input. */
  input(): Promise<Buffer>;
  /** Asks a yes-or-no question; undefined where nobody can answer. */
  ask(question: string): Promise<boolean | undefined>;
  /** A secret, from a person whose typing is not shown, or else the whole of the standard input. */
  secret(question: string): Promise<string>;
  /** Whether a person with a colour terminal reads it. */
  readonly colours: boolean;
  /** How many characters fit into a line of that terminal; undefined where nobody sees one. */
  readonly width?: number | undefined;
  exitWith(code: number): void;
}

/** What a person asked for cannot be done; the message says why. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Exit codes are a contract: scripts and hooks branch on them. */
export const ExitCode = { clean: 0, findings: 1, usage: 2, internal: 3 } as const;

/** Work that is done sooner says nothing; and nobody reads faster than this. */
const PATIENCE = 1_000;
const INTERVAL = 100;
const started = Date.now();
let saidAt = 0;

const output = new Output(1, broken);
const errors = new Output(2, broken);

export const processIo: Io = {
  out: (text) => output.write(text),
  err: (text) => errors.write(text),
  progress(text) {
    if (!errors.terminal) return;
    const now = Date.now();
    if (text === '' ? saidAt === 0 : now - started < PATIENCE || now - saidAt < INTERVAL) return;
    saidAt = text === '' ? 0 : now;
    errors.write(`\r\x1b[2K${text}`);
  },
  async input() {
    const chunks: Buffer[] = [];
    for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
    return Buffer.concat(chunks);
  },
  async ask(question) {
    const { terminal } = output;
    if (!terminal || !process.stdin.isTTY) return undefined;
    // Hardly ever asked, and slow to load.
    const { createInterface } = await import('node:readline/promises');
    const reader = createInterface({ input: process.stdin, output: terminal });
    try {
      return /^y(?:es)?$/i.test((await reader.question(`${question} [y/N] `)).trim());
    } finally {
      reader.close();
    }
  },
  async secret(question) {
    if (!process.stdin.isTTY) return (await this.input()).toString('utf8').replace(/\r?\n$/, '');
    return typed(question);
  },
  get colours() {
    const { terminal } = output;
    return terminal !== undefined && !process.env.NO_COLOR && terminal.getColorDepth() > 1;
  },
  get width() {
    return output.terminal?.columns;
  },
  exitWith(code) {
    // Not `process.exit`: what has been written to a pipe has to arrive first.
    process.exitCode = code;
  },
};

/** Ends the program without taking it down in order, which takes V8 some milliseconds. */
export function endIfWritten(): void {
  if (output.isWritten && errors.isWritten) process.exit();
}

/** One line, typed unseen: on the screen, in no history, and in no list of processes. */
async function typed(question: string): Promise<string> {
  const { createInterface } = await import('node:readline/promises');
  const { Writable } = await import('node:stream');
  errors.write(question);
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: process.stdin, output: unseen, terminal: true });
  try {
    return await reader.question('');
  } finally {
    reader.close();
    errors.write('\n');
  }
}

/** A reader that has seen enough (`… | head -1`) is no error; a full disk is, and is said where there is room. */
function broken(fd: number, { code }: NodeJS.ErrnoException): never {
  if (code === 'EPIPE') process.exit();
  if (fd === 1) errors.write(`mcp-checklist: the output cannot be written (${code}).\n`);
  process.exit(ExitCode.usage);
}

/** The same where a server writes, which takes the streams themselves. */
export function endOnBrokenOutput(): void {
  for (const it of [output, errors]) it.open();
}
