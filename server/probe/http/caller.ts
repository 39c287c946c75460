import { type Context, NotStartableError } from '../context.ts';
import type { ProbeOptions } from '../types.ts';
import { filled } from '../world.ts';
import { ask, messageOf, type Reply } from './request.ts';

/** The versions that have a handshake; the newer one has none. */
export const VERSION = '2025-06-18';

/** Calls one server with what a person's config says, but for its credentials. */
export class Caller {
  readonly options: ProbeOptions;
  readonly url: URL;
  /** Headers without a credential belong to the server's address. */
  readonly own: Readonly<Record<string, string>>;
  readonly #context: Context;

  constructor(context: Context) {
    this.#context = context;
    this.options = context.options;
    const { plan, world, made } = context;
    const address = filled(
      plan.url,
      made.map(({ value }) => value),
      world.work,
    );
    if (!URL.canParse(address)) throw new NotStartableError('Its address is none.');
    this.url = new URL(address);
    this.own = Object.fromEntries(
      plan.headers
        .filter(({ value }) => value.every((it) => typeof it === 'string'))
        .map(({ name, value }) => [name.toLowerCase(), value.join('')]),
    );
  }

  get isHere(): boolean {
    return /^(?:localhost|127\.|\[::1\])/.test(this.url.hostname);
  }

  /** How long an answer may take, and who calls it off. */
  question() {
    const { signal, patience } = this.options;
    return { timeout: patience?.call ?? 10_000, signal };
  }

  initialize(headers: Readonly<Record<string, string>> = {}): Promise<Reply | undefined> {
    this.#context.throwIfOver();
    const params = {
      protocolVersion: VERSION,
      capabilities: {},
      clientInfo: { name: 'mcp-checklist', version: '1.0.0' },
    };
    return this.post('initialize', params, headers);
  }

  /** The first question, as its transport has it. */
  hello(headers: Readonly<Record<string, string>> = {}): Promise<Reply | undefined> {
    return this.#isStream ? this.stream(headers) : this.initialize(headers);
  }

  /** Whether a reply to that lets somebody in. */
  takes(reply: Reply): boolean {
    return this.#isStream ? reply.status === 200 : isAccepted(reply);
  }

  get #isStream(): boolean {
    return this.#context.plan.transport === 'sse';
  }

  /** Opens a stream of events, and reads its first one. */
  stream(headers: Readonly<Record<string, string>> = {}): Promise<Reply | undefined> {
    this.#context.throwIfOver();
    return ask(this.url, {
      ...this.question(),
      method: 'GET',
      headers: { ...this.own, accept: 'text/event-stream', ...headers },
    });
  }

  post(
    method: string,
    params: object,
    headers: Readonly<Record<string, string>>,
  ): Promise<Reply | undefined> {
    const body = { jsonrpc: '2.0', id: 1, method, params };
    return ask(this.url, { ...this.question(), body, headers: { ...this.own, ...headers } });
  }
}

export function isAccepted(reply: Reply): boolean {
  return reply.status >= 200 && reply.status < 300 && messageOf(reply)?.result !== undefined;
}
