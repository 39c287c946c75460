import { constants } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { MAX_LENGTH } from '../../rules/config/document.ts';

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

/**
 * Reads a file as UTF-8, its byte order mark included. A pipe, a socket or a device is refused without being
 * opened: reading one could wait for ever.
 */
export async function readText(path: string): Promise<ReadResult> {
  try {
    if (!(await stat(path)).isFile()) return failed('not-a-file');
    return decode(await readStart(path));
  } catch (error) {
    return failed(problemOf(error));
  }
}

async function readStart(path: string): Promise<Buffer> {
  const file = await open(path, constants.O_RDONLY);
  try {
    const { size } = await file.stat();
    if (size <= MAX_BYTES) return await file.readFile();
    const { buffer, bytesRead } = await file.read(Buffer.alloc(MAX_BYTES), 0, MAX_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** Bytes as UTF-8 text, if they are that. */
export function decode(bytes: Buffer): ReadResult {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return failed('utf-16');
  }
  if (bytes.includes(0)) return failed('binary');
  try {
    // One that was cut short may end within a character.
    const stream = bytes.length === MAX_BYTES;
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes, {
      stream,
    });
    return { ok: true, text };
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
