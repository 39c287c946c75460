import { TextDecoder } from 'node:util';
import type { JSONRPCMessage } from '@modelcontextprotocol/client';

const MOST_BYTES = 4 * 1024 * 1024;
/** Requests of a server are answered so often; who asks for more is not heard. */
const MOST_REQUESTS = 50;

/** What a server may ask its client for, where that has offered it; a probe offers none of it. */
export type Uninvited = 'sampling' | 'elicitation' | 'roots' | 'something';

const OFFERED: Readonly<Record<string, Uninvited>> = {
  'sampling/createMessage': 'sampling',
  'elicitation/create': 'elicitation',
  'roots/list': 'roots',
};

type Json = Readonly<Record<string, unknown>>;

/** What comes on a server's standard output: its messages are handed on, and what is odd about the rest is counted. */
export class Inbox {
  /** All that came, as far as it is kept. */
  text = '';
  /** Lines that are no message. */
  noise = 0;
  /** Whether more came than is read: answers may be missing. */
  cut = false;
  /** Whether some of it is no UTF-8, or begins with a byte order mark. */
  isGarbled = false;
  /** Answers to nothing that was asked, to the same question twice, or with an id of another type. */
  strayAnswers = 0;
  readonly uninvited: Set<Uninvited> = new Set<Uninvited>();
  /** Messages that answer nothing. */
  unasked = 0;
  /** Whether it has said that its list of tools is another one now. */
  hasChangedTools = false;

  readonly #deliver: (message: JSONRPCMessage) => void;
  readonly #overflow: () => void;
  readonly #open = new Set<unknown>();
  readonly #answered = new Set<unknown>();
  #decoder = decoder();
  /** Of the line that has not ended; joined once, as it may come in a million pieces. */
  #pieces: string[] = [];
  #bytes = 0;
  #requests = 0;

  /** @param overflow called when more came than is read */
  constructor(deliver: (message: JSONRPCMessage) => void, overflow: () => void) {
    this.#deliver = deliver;
    this.#overflow = overflow;
  }

  /** Remembers what was asked. */
  asked(message: JSONRPCMessage): void {
    if ('method' in message && 'id' in message) this.#open.add(message.id);
  }

  read(chunk: Buffer): void {
    if (this.cut) return;
    this.#bytes += chunk.length;
    if (this.#bytes > MOST_BYTES) {
      this.cut = true;
      // A line that has no end is no message either.
      if (this.#pieces.length > 0) this.noise += 1;
      this.#pieces = [];
      this.#overflow();
      return;
    }
    const text = this.#decoded(chunk);
    this.text += text;
    let from = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      this.#pieces.push(text.slice(from, end));
      this.#lineEnds();
      from = end + 1;
    }
    if (from < text.length) this.#pieces.push(text.slice(from));
  }

  /** Nothing more comes: a line without an end is one as well. */
  end(): void {
    if (this.#pieces.length > 0) this.#lineEnds();
  }

  #lineEnds(): void {
    const line = this.#pieces.join('');
    this.#pieces = [];
    if (line.startsWith('\ufeff')) this.isGarbled = true;
    this.#take(line.trim());
  }

  #decoded(chunk: Buffer): string {
    try {
      return this.#decoder.decode(chunk, { stream: true });
    } catch {
      this.isGarbled = true;
      this.#decoder = decoder();
      return chunk.toString('utf8');
    }
  }

  #take(line: string): void {
    if (line === '') return;
    const message = messageIn(line);
    if (!message) this.noise += 1;
    else if (this.#isForUs(message)) this.#hand(message);
  }

  /** A client takes what it is sent apart, which a hostile message makes it fail at: that is nobody's end. */
  #hand(message: Json): void {
    try {
      this.#deliver(message as unknown as JSONRPCMessage);
    } catch {
      this.strayAnswers += 1;
    }
  }

  #isForUs(message: Json): boolean {
    if (typeof message.method === 'string') return this.#isHeard(message.method, 'id' in message);
    const { id } = message;
    // So answers who could not read what it was asked.
    if (id === null || id === undefined) return false;
    const isOpen = this.#open.has(id);
    if (!isOpen || this.#answered.has(id)) this.strayAnswers += 1;
    this.#answered.add(id);
    // Many clients take a number for a number, however it is written.
    return isOpen || (typeof id === 'string' && id !== '' && this.#open.has(Number(id)));
  }

  #isHeard(method: string, isRequest: boolean): boolean {
    this.unasked += 1;
    if (method === 'notifications/tools/list_changed') this.hasChangedTools = true;
    if (!isRequest) return true;
    if (method !== 'ping')
      this.uninvited.add(
        Object.hasOwn(OFFERED, method) ? (OFFERED[method] as Uninvited) : 'something',
      );
    this.#requests += 1;
    return this.#requests <= MOST_REQUESTS;
  }
}

/** It keeps a byte order mark: nobody may begin with one (RFC 8259, section 8.1). */
function decoder(): TextDecoder {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
}

function messageIn(line: string): Json | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const value: unknown = JSON.parse(line);
    const isMessage =
      typeof value === 'object' && value !== null && 'jsonrpc' in value && value.jsonrpc === '2.0';
    return isMessage ? (value as Json) : undefined;
  } catch {
    return undefined;
  }
}
