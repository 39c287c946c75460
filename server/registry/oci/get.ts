import { failureInWords } from '../ask.ts';
import { fetchOnce, type Got, MAX_ANSWER_BYTES } from '../fetch-once.ts';
import { machineSettings } from '../npm/settings.ts';
import { LookupError } from '../types.ts';

const SILENCE_MS = 8_000;
/** However steadily it drips. */
const TOTAL_MS = 25_000;

export type Reply = Got;

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
  const { noProxy, strictSSL, ca, cert, key } = flat;
  const connection = { proxy: flat.httpsProxy || flat.proxy, noProxy, strictSSL, ca, cert, key };
  const late = AbortSignal.timeout(TOTAL_MS);
  try {
    return await fetchOnce({
      uri,
      headers,
      connection,
      where,
      name,
      silenceMs: SILENCE_MS,
      maxBytes: MAX_ANSWER_BYTES,
      signal: AbortSignal.any([signal, late]),
    });
  } catch (error) {
    if (error instanceof LookupError) throw error;
    if (signal.aborted) throw new LookupError('The lookup was cancelled.');
    throw failureInWords(late.aborted ? { code: 'ETIMEDOUT' } : error, { where, name }, SILENCE_MS);
  }
}
