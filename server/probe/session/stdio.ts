import type { ChildProcess } from 'node:child_process';
import type { JSONRPCMessage, Transport } from '@modelcontextprotocol/client';
import spawn from 'cross-spawn';
import type { Stop } from '../types.ts';
import { Inbox } from './inbox.ts';
import { kill, killTree, marked, sweep, type Trace } from './sweep.ts';

const MOST_STDERR = 1024 * 1024;
const PATIENCE = 2_000;

export interface Start {
  /** The whole path of a program. */
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly trace: Trace;
}

/**
 * A server on standard input and output, as a transport for the SDK's client. Unlike the SDK's own it keeps every byte,
 * starts a process group, bounds what it reads, and ends whatever was started.
 */
export class StdioSession implements Transport {
  onmessage?: Transport['onmessage'];
  onclose?: () => void;
  onerror?: (error: Error) => void;

  /** As far as it is kept. */
  stderr = '';
  /** Whether it lives on and has closed its standard input. */
  deaf = false;
  readonly inbox: Inbox = new Inbox(
    (message) => this.onmessage?.(message),
    () => this.#overflow(),
  );
  exit: { readonly code: number | null; readonly signal: string | null } | undefined;

  readonly #start: Start;
  #child: ChildProcess | undefined;
  #exited: Promise<void> | undefined;
  #exitedAt: number | undefined;
  #isKilled = false;
  #isAsked = false;

  constructor(start: Start) {
    this.#start = start;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  async start(): Promise<void> {
    if (this.#isKilled) throw new Error('It was called off.');
    const { command, args, cwd, env } = this.#start;
    const child = spawn(command, [...args], {
      cwd,
      env: { ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
      // A group of its own, so that one signal reaches what it starts.
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    this.#child = child;
    // Before the first write: a broken pipe would end us instead.
    child.stdin?.on('error', () => this.#isDeaf());
    this.#exited = new Promise((resolve) => {
      const over = (code: number | null, signal: string | null): void => {
        this.exit ??= { code, signal };
        this.#exitedAt ??= Date.now();
        resolve();
        // `close` only comes when nobody holds the pipes any more, which a child that stays behind does.
        setTimeout(() => this.onclose?.(), 50);
      };
      child.once('exit', over);
      child.once('error', () => over(null, null));
    });
    child.stdout?.on('data', (chunk: Buffer) => this.inbox.read(chunk));
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      this.stderr += chunk.slice(0, MOST_STDERR);
      // It may go on; nobody listens any more.
      if (this.stderr.length >= MOST_STDERR) child.stderr?.removeAllListeners('data').resume();
    });
    child.stdout?.on('error', () => undefined);
    child.stderr?.on('error', () => undefined);
  }

  /** Who has closed its standard input hears no question any more. */
  #isDeaf(): void {
    setTimeout(() => {
      this.deaf ||= this.exit === undefined && !this.#isAsked;
      if (this.deaf) this.onclose?.();
    }, 100);
  }

  /** Answers may be lost: whoever waits for one is told so now. */
  #overflow(): void {
    this.#child?.stdout?.removeAllListeners('data').resume();
    setTimeout(() => this.onclose?.(), 0);
  }

  async send(message: JSONRPCMessage): Promise<void> {
    this.inbox.asked(message);
    this.sendLine(JSON.stringify(message));
  }

  /** A line as it is, also one that is no message. */
  sendLine(line: string): void {
    this.#child?.stdin?.write(`${line}\n`);
  }

  /** The SDK closes after an error of its own; ending what was started is {@link stop}'s. */
  async close(): Promise<void> {
    this.#child?.stdin?.end();
  }

  /** Resolves when it has ended, or after that time. */
  async ended(milliseconds: number): Promise<boolean> {
    if (this.exit) return true;
    if (!this.#exited) return true;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, milliseconds);
    });
    await Promise.race([this.#exited, late]);
    clearTimeout(timer);
    // On a busy machine both are due at once, and a time comes first.
    for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve));
    return this.exit !== undefined;
  }

  /** Ends it and all that it has started: politely, then less so, then whoever carries the mark. */
  async stop(patience = PATIENCE): Promise<Stop> {
    const child = this.#child;
    const asked = Date.now();
    const pid = child?.pid;
    if (!child || pid === undefined) return { by: 'none', ms: 0, left: 0 };
    this.#isAsked = true;
    let by: Stop['by'] = this.exit ? 'itself' : 'stdin';
    child.stdin?.end();
    if (!(await this.ended(patience))) {
      by = 'SIGTERM';
      if (process.platform === 'win32') killTree(pid);
      else kill(-pid, 'SIGTERM');
      if (!(await this.ended(patience))) by = 'SIGKILL';
    }
    const { trace } = this.#start;
    const behind = by === 'SIGKILL' ? [] : await this.#behind();
    // It may be gone, and what it has started in its group not.
    if (process.platform !== 'win32') kill(-pid, by === 'SIGKILL' ? 'SIGKILL' : 'SIGTERM');
    await this.ended(patience);
    // Some end a moment after their parent; those are no orphans.
    let gone = this.#exitedAt ?? Date.now();
    for (let waited = 0; waited < 1_000 && (await marked(trace)).length > 0; waited += 100) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      gone = Date.now();
    }
    const left = await sweep(trace);
    if (left > 0) gone = Date.now();
    const outlived = Math.max(0, behind.length - left);
    for (let round = 0; round < 20 && (await sweep(trace)) > 0; round++)
      await new Promise((resolve) => setTimeout(resolve, 50));
    // What was written while it went counts as well.
    await new Promise((resolve) => setTimeout(resolve, 50));
    this.inbox.end();
    child.stdout?.destroy();
    child.stderr?.destroy();
    child.stdin?.destroy();
    // What it takes to look for what is left is not its time.
    return { by, ms: Math.max(0, gone - asked), left, outlived };
  }

  /** Who is still there a moment after it has ended. */
  async #behind(): Promise<readonly number[]> {
    const { trace } = this.#start;
    let found = await marked(trace);
    for (let waited = 0; waited < 300 && found.length > 0; waited += 100) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      found = await marked(trace);
    }
    return found;
  }

  /** At once, without a word: for who is called off. */
  async kill(): Promise<void> {
    this.#isKilled = true;
    const pid = this.#child?.pid;
    if (pid !== undefined && process.platform === 'win32') killTree(pid);
    else if (pid !== undefined) kill(-pid, 'SIGKILL');
    for (let round = 0; round < 20 && (await sweep(this.#start.trace)) > 0; round++)
      await new Promise((resolve) => setTimeout(resolve, 50));
    this.#child?.stdout?.destroy();
    this.#child?.stderr?.destroy();
    this.#child?.stdin?.destroy();
  }
}
