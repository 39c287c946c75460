import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

/** No list of lines that somebody wrote is larger. */
const MAX_BYTES = 1024 * 1024;

/**
 * Puts a line at the end of a list of lines such as `.gitignore`, unless it is there. The file is made where there is
 * none; a link is never followed, as it can lead to any file of the person.
 *
 * @throws an error with words fit to be shown
 */
export async function appendLine(path: string, line: string): Promise<void> {
  const { O_RDWR, O_CREAT, O_APPEND, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
  const flags = O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW | O_NONBLOCK;
  const file = await open(path, flags, 0o644).catch(() => {
    throw new Error(`${path} is a link or cannot be written.`);
  });
  try {
    const { nlink, size } = await file
      .stat()
      .then((it) => (it.isFile() ? it : { nlink: 0, size: 0 }));
    if (nlink !== 1 || size > MAX_BYTES) throw new Error(`${path} is no list of lines of its own.`);
    const bytes = Buffer.alloc(size);
    await file.read(bytes, 0, size, 0);
    const text = bytes.toString('utf8');
    if (text.split(/\r?\n/).includes(line)) return;
    await file.write(`${text === '' || text.endsWith('\n') ? '' : '\n'}${line}\n`);
  } finally {
    await file.close();
  }
}
