import type { ChildProcess } from 'node:child_process';
import { StringDecoder } from 'node:string_decoder';
import type { JSONRPCMessage, Transport } from '@modelcontextprotocol/client';
import spawn from 'cross-spawn';
import type { Stop } from '../types.ts';
import { kill, killTree, marked, sweep, type Trace } from './sweep.ts';

const MOST_STDOUT = 4 * 1024 * 1024;
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

  /** All that came, as far as it is kept. */
  stdout = '';
  stderr = '';
  /** Lines of standard output that are no message. */
  noise = 0;
  /** Whether more came than is read: answers may be missing. */
  cut = false;
  exit: { readonly code: number | null; readonly signal: string | null } | undefined;

  readonly #start: Start;
  #child: ChildProcess | undefined;
  #line = '';
  #bytes = 0;
  #exited: Promise<void> | undefined;
  #exitedAt: number | undefined;
  #isKilled = false;

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
    child.stdin?.on('error', () => undefined);
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
    const decoder = new StringDecoder('utf8');
    child.stdout?.on('data', (chunk: Buffer) => this.#read(decoder.write(chunk), chunk.length));
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      if (this.stderr.length < MOST_STDERR) this.stderr += chunk.slice(0, MOST_STDERR);
    });
    child.stdout?.on('error', () => undefined);
    child.stderr?.on('error', () => undefined);
  }

  #read(text: string, bytes: number): void {
    this.#bytes += bytes;
    if (this.cut) return;
    if (this.#bytes > MOST_STDOUT) {
      this.cut = true;
      this.#line = '';
      return;
    }
    this.stdout += text;
    const lines = (this.#line + text).split('\n');
    this.#line = lines.pop() ?? '';
    for (const line of lines) this.#take(line.trim());
  }

  #take(line: string): void {
    if (line === '') return;
    const message = messageIn(line);
    if (message) this.onmessage?.(message);
    else this.noise += 1;
  }

  async send(message: JSONRPCMessage): Promise<void> {
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
    return this.exit !== undefined;
  }

  /** Ends it and all that it has started: politely, then less so, then whoever carries the mark. */
  async stop(patience = PATIENCE): Promise<Stop> {
    const child = this.#child;
    const asked = Date.now();
    const pid = child?.pid;
    if (!child || pid === undefined) return { by: 'none', ms: 0, left: 0 };
    let by: Stop['by'] = this.exit ? 'itself' : 'stdin';
    child.stdin?.end();
    if (!(await this.ended(patience))) {
      by = 'SIGTERM';
      if (process.platform === 'win32') killTree(pid);
      else kill(-pid, 'SIGTERM');
      if (!(await this.ended(patience))) by = 'SIGKILL';
    }
    // It may be gone, and what it has started in its group not.
    if (process.platform !== 'win32') kill(-pid, by === 'SIGKILL' ? 'SIGKILL' : 'SIGTERM');
    await this.ended(patience);
    const { trace } = this.#start;
    // Some end a moment after their parent; those are no orphans.
    let gone = this.#exitedAt ?? Date.now();
    for (let waited = 0; waited < 1_000 && (await marked(trace)).length > 0; waited += 100) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      gone = Date.now();
    }
    const left = await sweep(trace);
    if (left > 0) gone = Date.now();
    for (let round = 0; round < 20 && (await sweep(trace)) > 0; round++)
      await new Promise((resolve) => setTimeout(resolve, 50));
    // What was written while it went counts as well.
    await new Promise((resolve) => setTimeout(resolve, 50));
    if (this.#line !== '') this.#take(this.#line.trim());
    this.#line = '';
    child.stdout?.destroy();
    child.stderr?.destroy();
    child.stdin?.destroy();
    // What it takes to look for what is left is not its time.
    return { by, ms: Math.max(0, gone - asked), left };
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

function messageIn(line: string): JSONRPCMessage | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const value: unknown = JSON.parse(line);
    const isMessage =
      typeof value === 'object' && value !== null && 'jsonrpc' in value && value.jsonrpc === '2.0';
    return isMessage ? (value as JSONRPCMessage) : undefined;
  } catch {
    return undefined;
  }
}
