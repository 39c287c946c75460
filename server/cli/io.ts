/** Where a command writes, so that none of them touches the process itself. */
export interface Io {
  out(text: string): void;
  err(text: string): void;
  /** Whether a person with a colour terminal reads it. */
  readonly colours: boolean;
  exitWith(code: number): void;
}

/** Exit codes are a contract: scripts and hooks branch on them. */
export const ExitCode = { clean: 0, findings: 1, usage: 2, internal: 3 } as const;

export const processIo: Io = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  colours:
    process.stdout.isTTY === true && !process.env.NO_COLOR && process.stdout.getColorDepth() > 1,
  exitWith(code) {
    // Not `process.exit`: what has been written to a pipe has to arrive first.
    process.exitCode = code;
  },
};

/** A reader that has seen enough (`… | head -1`) is no error. */
export function endQuietlyOnClosedPipe(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit();
      throw error;
    });
  }
}
