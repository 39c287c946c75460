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

export const processIo: Io = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  progress(text) {
    if (!process.stderr.isTTY) return;
    const now = Date.now();
    if (text === '' ? saidAt === 0 : now - started < PATIENCE || now - saidAt < INTERVAL) return;
    saidAt = text === '' ? 0 : now;
    process.stderr.write(`\r\x1b[2K${text}`);
  },
  async input() {
    const chunks: Buffer[] = [];
    for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
    return Buffer.concat(chunks);
  },
  async ask(question) {
    if (!process.stdin.isTTY || !process.stdout.isTTY) return undefined;
    // Hardly ever asked, and slow to load.
    const { createInterface } = await import('node:readline/promises');
    const reader = createInterface({ input: process.stdin, output: process.stdout });
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
  colours:
    process.stdout.isTTY === true && !process.env.NO_COLOR && process.stdout.getColorDepth() > 1,
  width: process.stdout.isTTY ? process.stdout.columns : undefined,
  exitWith(code) {
    // Not `process.exit`: what has been written to a pipe has to arrive first.
    process.exitCode = code;
  },
};

/** One line, typed unseen: on the screen, in no history, and in no list of processes. */
async function typed(question: string): Promise<string> {
  const { createInterface } = await import('node:readline/promises');
  const { Writable } = await import('node:stream');
  process.stderr.write(question);
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: process.stdin, output: unseen, terminal: true });
  try {
    return await reader.question('');
  } finally {
    reader.close();
    process.stderr.write('\n');
  }
}

/** A reader that has seen enough (`… | head -1`) is no error; a full disk is, and is said where there is room. */
export function endOnBrokenOutput(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', ({ code }: NodeJS.ErrnoException) => {
      if (code === 'EPIPE') process.exit();
      if (stream === process.stdout)
        process.stderr.write(`mcp-checklist: the output cannot be written (${code}).\n`);
      process.exit(ExitCode.usage);
    });
  }
}
