import { access } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isBelow } from '../machine/replace-file.ts';

/**
 * What a fix of a config does not leave: the repository that it is in, as far as somebody works in it; else the
 * folder that they work in.
 */
export async function boundaryOf(config: string, folder = dirname(config)): Promise<string> {
  for (let at = dirname(config); isBelow(at, folder); at = dirname(at)) {
    const isTop = await access(join(at, '.git')).then(
      () => true,
      () => false,
    );
    if (isTop) return at;
  }
  return folder;
}
