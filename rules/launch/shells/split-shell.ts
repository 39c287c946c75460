import type { TextNode } from '../../document/node.ts';
import type { ShellDialect, ShellText, Word } from '../launch.ts';
import { wordOf } from '../word.ts';
import { readCmd } from './shell-cmd.ts';
import { readPosix } from './shell-posix.ts';
import { readPowershell } from './shell-powershell.ts';

/** Takes the string a word holds apart, in a shell's dialect; positions stay those of the word's own text. */
export function splitScript(script: Word, dialect: ShellDialect): ShellText {
  if (dialect === 'cmd') return readCmd(script);
  return dialect === 'powershell' ? readPowershell(script) : readPosix(script);
}

/**
 * Splits a shell string into words with exact positions, quotes and escapes removed, and tells what it does
 * beyond starting one program.
 *
 * @param start the first UTF-16 code unit of `text.value` that belongs to it
 * @param end the first one that does not
 */
export function splitShell(
  text: TextNode,
  start = 0,
  end = text.value.length,
  dialect: ShellDialect = 'posix',
): ShellText {
  return splitScript(wordOf(text, start, end), dialect);
}
