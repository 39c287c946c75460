import { opendir, stat } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { findConfigs } from '../workspace/find.ts';
import { type ReadProblem, readText } from '../workspace/read-text.ts';

/** A file that was asked for or found. */
export interface Gathered {
  /** As given, or as given plus the way down from there; with forward slashes when found. */
  readonly path: string;
  readonly text: string;
}

/** Something that was asked for and cannot be read, in words. */
export interface Complaint {
  readonly path: string;
  readonly message: string;
}

const MESSAGES: Readonly<Record<ReadProblem, string>> = {
  missing: 'there is no such file or folder',
  denied: 'permission to read it is denied',
  'not-a-file': 'it is neither a file nor a folder',
  binary: 'it is a binary file',
  'utf-16': 'it is UTF-16, which MCP hosts do not read; save it as UTF-8',
  'not-utf-8': 'it is not valid UTF-8 text',
  unreadable: 'it cannot be read',
};

/**
 * Reads what the paths name: a file whatever it is called, a folder by the configs that hosts look for in it.
 * Each file once, however often it is named.
 */
export async function* gather(paths: readonly string[]): AsyncGenerator<Gathered | Complaint> {
  const seen = new Set<string>();
  for (const path of paths) {
    for (const file of await filesAt(path)) {
      if (typeof file !== 'string') {
        yield file;
        continue;
      }
      const absolute = resolve(file);
      if (seen.has(absolute)) continue;
      seen.add(absolute);
      const read = await readText(absolute);
      yield read.ok
        ? { path: file, text: read.text }
        : { path: file, message: MESSAGES[read.problem] };
    }
  }
}

async function filesAt(path: string): Promise<readonly (string | Complaint)[]> {
  const isFolder = await stat(path).then(
    (it) => it.isDirectory(),
    () => false,
  );
  if (!isFolder) return [path];
  const root = resolve(path);
  try {
    await (await opendir(root)).close();
  } catch {
    return [{ path, message: MESSAGES.denied }];
  }
  const found = await findConfigs(root);
  return found.map((file) => withSlashes(join(path, file.slice(root.length))));
}

/** A backslash is a separator on Windows, and part of a name elsewhere. */
function withSlashes(path: string): string {
  return sep === '\\' ? path.replaceAll('\\', '/') : path;
}
