import {
  Client,
  ProtocolError,
  SdkError,
  SdkErrorCode,
  type Transport,
} from '@modelcontextprotocol/client';
import * as z from 'zod/mini';

/** The first version without a handshake. */
const MODERN = '2026-07-28';
const UNSUPPORTED_VERSION = -32_022;
const MOST_PAGES = 20;
const MOST_TOOLS = 5_000;

/** What came back for a request; `none`: nothing in time, `gone`: whoever should have answered has ended. */
export type Answer =
  | {
      readonly kind: 'result';
      readonly value: Readonly<Record<string, unknown>>;
      readonly ms: number;
    }
  | { readonly kind: 'error'; readonly code: number; readonly text: string; readonly ms: number }
  | { readonly kind: 'none' | 'gone'; readonly ms: number };

export type Opened =
  | { readonly kind: 'open'; readonly session: Session; readonly ms: number }
  /** It only speaks the newer generation of the protocol. */
  | { readonly kind: 'newer' }
  | { readonly kind: 'error' | 'none' | 'gone'; readonly text: string; readonly ms: number };

/** Judged by nobody but us: the SDK refuses a whole list for one tool that is not as it should be. */
const anything = z.looseObject({});

/** A conversation with one server, of either generation of the protocol, in which every question has a time limit. */
export class Session {
  readonly modern: boolean;
  readonly #client: Client;

  #isOver = false;

  private constructor(client: Client, modern: boolean) {
    this.#client = client;
    this.modern = modern;
    client.onclose = () => {
      this.#isOver = true;
    };
  }

  static async open(
    transport: Transport,
    timeout: number,
    modern = false,
    name = 'mcp-checklist',
  ): Promise<Opened> {
    // Always the same version and capabilities, and the same name but where that is tried: some servers answer each
    // with other tools.
    const client = new Client(
      { name, version: '1.0.0' },
      { capabilities: {}, versionNegotiation: { mode: modern ? { pin: MODERN } : 'legacy' } },
    );
    client.onerror = () => undefined;
    const started = Date.now();
    try {
      await client.connect(transport, { timeout });
      return { kind: 'open', session: new Session(client, modern), ms: Date.now() - started };
    } catch (error) {
      const ms = Date.now() - started;
      if (codeIn(error) === UNSUPPORTED_VERSION && !modern) return { kind: 'newer' };
      return { kind: kindOf(error), text: error instanceof Error ? error.message : '', ms };
    }
  }

  get serverVersion(): string | undefined {
    return this.#client.getServerVersion()?.version;
  }

  has(capability: 'tools' | 'prompts' | 'resources' | 'logging'): boolean {
    return this.#client.getServerCapabilities()?.[capability] !== undefined;
  }

  get instructions(): string {
    return this.#client.getInstructions() ?? '';
  }

  async ask(method: string, params: Record<string, unknown>, timeout: number): Promise<Answer> {
    const started = Date.now();
    // The SDK's word for that is an error like those of a server.
    if (this.#isOver) return { kind: 'gone', ms: 0 };
    try {
      const value = await this.#client.request({ method, params }, anything, { timeout });
      return { kind: 'result', value, ms: Date.now() - started };
    } catch (error) {
      const ms = Date.now() - started;
      const kind = kindOf(error);
      if (kind !== 'error') return { kind, ms };
      const text = error instanceof Error ? error.message : '';
      return { kind, code: codeIn(error) ?? 0, text, ms };
    }
  }

  async close(): Promise<void> {
    await this.#client.close().catch(() => undefined);
  }

  /** All pages of a list, as far as anybody reads. */
  async list(
    method: string,
    key: string,
    timeout: number,
  ): Promise<{
    readonly items: readonly unknown[];
    readonly end: 'whole' | 'cut' | Answer['kind'];
  }> {
    const items: unknown[] = [];
    let cursor: unknown;
    for (let page = 0; page < MOST_PAGES; page++) {
      const answer = await this.ask(method, cursor === undefined ? {} : { cursor }, timeout);
      if (answer.kind !== 'result') return { items, end: answer.kind };
      const found = answer.value[key];
      const room = MOST_TOOLS - items.length;
      if (Array.isArray(found)) items.push(...found.slice(0, room));
      if (Array.isArray(found) && found.length > room) break;
      cursor = answer.value.nextCursor;
      if (typeof cursor !== 'string' || cursor === '') return { items, end: 'whole' };
      if (items.length >= MOST_TOOLS) break;
    }
    return { items, end: 'cut' };
  }
}

function kindOf(error: unknown): 'error' | 'none' | 'gone' {
  if (error instanceof SdkError) {
    if (error.code === SdkErrorCode.RequestTimeout) return 'none';
    if (error.code === SdkErrorCode.ConnectionClosed || error.code === SdkErrorCode.NotConnected)
      return 'gone';
  }
  return 'error';
}

function codeIn(error: unknown): number | undefined {
  return error instanceof ProtocolError ? error.code : undefined;
}
