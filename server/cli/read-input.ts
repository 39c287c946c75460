import { readFile } from 'node:fs/promises';
import { safe } from '../../rules/secrets/safe.ts';
import { codeOf } from '../machine/error-code.ts';
import type { Io } from './io.ts';

/** Reads a JSON file that a person named. @returns undefined after saying what is wrong with it */
export async function readInput(io: Io, path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    // What the parser says quotes the text.
    const why =
      error instanceof SyntaxError ? 'it is no JSON' : `it cannot be read (${codeOf(error)})`;
    io.err(`mcp-checklist: ${safe.text(path)}: ${why}.\n`);
    return undefined;
  }
}
