import fetch from 'make-fetch-happen';
import { LookupError } from './types.ts';

/** Most that anybody needs: the specification of OCI asks for half of it, and short answers of npm are below. */
export const MAX_ANSWER_BYTES = 8 * 1024 * 1024;
const MAX_REDIRECTS = 5;

/** One GET. */
export interface Get {
  readonly uri: string;
  readonly headers: Readonly<Record<string, string>>;
  /** As npm names them: proxy, noProxy, strictSSL, ca, cert, key. */
  readonly connection: Readonly<Record<string, unknown>>;
  /** Who is asked, for people. */
  readonly where: string;
  /** What is asked for, for people. */
  readonly name: string;
  readonly silenceMs: number;
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

export interface Got {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly body: Uint8Array;
}

/**
 * Asks once. A redirect is followed to another place on the same host and port only: nobody has named any other one,
 * it could be a service of this machine or its network, and a login that goes along would be given away.
 *
 * @throws {LookupError} in words, or whatever the library throws
 */
export async function fetchOnce(get: Get): Promise<Got> {
  const { headers, connection, silenceMs, signal } = get;
  for (let uri = new URL(get.uri), left = MAX_REDIRECTS; ; left -= 1) {
    const reply = await fetch(uri.href, {
      headers: { 'user-agent': `mcp-checklist node/${process.version}`, ...headers },
      ...connection,
      redirect: 'manual',
      retry: { retries: 0 },
      timeout: silenceMs,
      signal,
    });
    const next = isRedirect(reply.status) ? reply.headers.get('location') : null;
    if (next === null) {
      const body = await bodyOf(reply.body, get);
      return { status: reply.status, headers: reply.headers, body };
    }
    reply.body.destroy();
    uri = placeOf(next, uri, get, left);
  }
}

function isRedirect(status: number): boolean {
  return [301, 302, 303, 307, 308].includes(status);
}

function placeOf(location: string, from: URL, { where, name }: Get, left: number): URL {
  if (left === 0 || !URL.canParse(location, from.href))
    throw new LookupError(`${capital(where)} sends the question about "${name}" in circles.`);
  const to = new URL(location, from.href);
  if (to.origin !== from.origin)
    throw new LookupError(
      `${capital(where)} sends the question about "${name}" on to another host, ${to.host}, which is not asked: only a registry that you have named is.`,
    );
  return to;
}

async function bodyOf(
  body: AsyncIterable<Uint8Array> & { destroy(error?: Error): void },
  { where, name, maxBytes, signal }: Get,
): Promise<Uint8Array> {
  const stop = () => body.destroy(new Error('stopped'));
  signal.addEventListener('abort', stop);
  try {
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of body) {
      size += chunk.length;
      if (size > maxBytes) {
        body.destroy();
        throw new TooLargeError(`The answer of ${where} about "${name}" is too large to be read.`);
      }
      chunks.push(chunk);
    }
    if (signal.aborted) throw new Error('stopped');
    return Buffer.concat(chunks);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** Whoever asked may have a shorter question. */
export class TooLargeError extends LookupError {}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
