import fetch from 'make-fetch-happen';
import { failureInWords } from '../ask.ts';
import { machineSettings } from '../npm/settings.ts';
import { LookupError } from '../types.ts';

const SILENCE_MS = 8_000;
/** The specification asks registries to take manifests of 4 MiB; none is near. */
const MAX_BYTES = 8 * 1024 * 1024;

export interface Reply {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly body: Uint8Array;
}

interface Question {
  readonly uri: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Who is asked, for people. */
  readonly where: string;
  readonly name: string;
  readonly signal: AbortSignal;
}

/** One GET through the proxy and with the certificates that the person's npm is set up with; any status is an answer. */
export async function get({ uri, headers, where, name, signal }: Question): Promise<Reply> {
  const { flat } = await machineSettings();
  const { proxy, noProxy, strictSSL, ca, cert, key } = flat;
  try {
    const reply = await fetch(uri, {
      headers: { ...headers, 'user-agent': `mcp-checklist node/${process.version}` },
      proxy,
      noProxy,
      strictSSL,
      ca,
      cert,
      key,
      retry: { retries: 1, minTimeout: 300 },
      timeout: SILENCE_MS,
      signal,
    });
    return { status: reply.status, headers: reply.headers, body: await read(reply.body, where) };
  } catch (error) {
    if (error instanceof LookupError) throw error;
    if (signal.aborted) throw new LookupError('The lookup was cancelled.');
    throw failureInWords(error, { where, name }, SILENCE_MS);
  }
}

async function read(body: AsyncIterable<Uint8Array>, where: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > MAX_BYTES) throw new LookupError(`The answer of ${where} is too large to be read.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
