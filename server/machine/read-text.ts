import { MAX_LENGTH } from '../../rules/document/document.ts';
import { NotAFileError, readRegular, readRegularSync } from './read-regular.ts';

export type ReadProblem =
  | 'missing'
  | 'denied'
  | 'not-a-file'
  | 'binary'
  | 'utf-16'
  | 'not-utf-8'
  | 'unreadable';

export type ReadResult =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problem: ReadProblem };

/**
 * Three bytes at most make one UTF-16 code unit, so this much is always enough to see that a text is longer
 * than what is checked; nobody needs the rest.
 */
const MAX_BYTES = 3 * MAX_LENGTH + 64;

const failed = (problem: ReadProblem): ReadResult => ({ ok: false, problem });

/** Reads a file as UTF-8, its byte order mark included. */
export async function readText(path: string): Promise<ReadResult> {
  try {
    return decode((await readRegular(path, MAX_BYTES)).bytes);
  } catch (error) {
    return failed(error instanceof NotAFileError ? 'not-a-file' : problemOf(error));
  }
}

/**
 * The same at once, for whoever has nothing else to do meanwhile, or reads one small file after the other and lets others
 * have their turn in between.
 *
 * @param isThere see {@link readRegularSync}
 */
export function readTextSync(path: string, isThere = false): ReadResult {
  try {
    const start = readRegularSync(path, MAX_BYTES, isThere);
    return start ? decode(start.bytes) : failed('missing');
  } catch (error) {
    return failed(error instanceof NotAFileError ? 'not-a-file' : problemOf(error));
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Bytes as UTF-8 text, if they are that. */
export function decode(bytes: Buffer): ReadResult {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return failed('utf-16');
  }
  if (bytes.includes(0)) return failed('binary');
  try {
    if (bytes.length < MAX_BYTES) return { ok: true, text: utf8.decode(bytes) };
    // One that was cut short may end within a character; what is left of it belongs to no other text.
    const cut = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    return { ok: true, text: cut.decode(bytes, { stream: true }) };
  } catch {
    return failed('not-utf-8');
  }
}

function problemOf(error: unknown): ReadProblem {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'missing';
  if (code === 'EACCES' || code === 'EPERM') return 'denied';
  return 'unreadable';
}
