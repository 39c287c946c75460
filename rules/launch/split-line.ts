import type { TextNode } from '../document/node.ts';
import { joinedBy } from './joined.ts';
import type { Word } from './launch.ts';
import { WordBuilder, wordOf } from './word.ts';

/** A path of Windows up to its extension, which may have blanks in its folders. */
const WINDOWS_PROGRAM = /^[^"']*?\.(?:exe|cmd|bat|com|ps1)(?=\s|$)/i;
/** Arguments people write into one string: `"args": ["-y @scope/pkg"]`. */
const SEVERAL = /^(?:-y|--yes|run|dlx|exec|tool run|mcp|-m|\/[ck])\s+\S/;

const STOP = /[\s"']/g;

/** The words of a command line as a host starts it: the command, then its arguments. */
export function wordsOf(command: TextNode, args: readonly TextNode[]): readonly Word[] {
  const words = [...splitLine(wordOf(command))];
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index] as TextNode;
    const several = index === 0 && SEVERAL.test(arg.value);
    if (several || isJoined(command, args, index)) words.push(...splitBlank(wordOf(arg)));
    else words.push(wordOf(arg));
  }
  return words;
}

/** Whether a command is a whole command line: more words than one. */
export function isSeveral(command: TextNode): boolean {
  return /\s/.test(command.value) && splitLine(wordOf(command)).length > 1;
}

/** Most arguments have no blank in them, and then nothing is worked out. */
function isJoined({ value }: TextNode, args: readonly TextNode[], index: number): boolean {
  if (!/\S\s+\S/.test(args[index]?.value ?? '')) return false;
  return (
    joinedBy(
      value,
      args.map((it) => it.value),
      index,
    ) === 'blanks'
  );
}

/**
 * Splits a whole command line the way people mean it: at blanks, quotes removed, backslashes kept. A path with
 * blanks in it (`C:\Program Files\nodejs\npx.cmd`) is one word.
 */
export function splitLine(line: Word): readonly Word[] {
  const { value } = line;
  if (value === '') return [];
  if (!/\s/.test(value)) return [line];
  const program = WINDOWS_PROGRAM.exec(value)?.[0];
  if (program !== undefined && /^\s*(?:[A-Za-z]:|\\|\.)/.test(value)) {
    return splitBlank(line, program.length);
  }
  return isOnePath(value) ? [line] : splitBlank(line);
}

/** `/Applications/My App.app/x` is one path; `/usr/bin/node /srv/x.js` and `./run --port 1` are not. */
function isOnePath(value: string): boolean {
  if (!/^(?:[A-Za-z]:[\\/]|[\\/~]|\.{1,2}[\\/]|\$\{[^}]*\}[\\/])/.test(value)) return false;
  const [, ...later] = value.trim().split(/\s+/);
  return (
    later.every((word) => !/^(?:[-/~"'.$]|[A-Za-z]:[\\/]|https?:)/.test(word)) &&
    later.some((word) => /[\\/]/.test(word)) &&
    !/[\\/](?:npx|uvx|uv|node|docker|python3?|bunx?|deno|pnpm|pipx|sh|bash|zsh|env)\s/.test(value)
  );
}

/** Splits at blanks outside of quotes, from an index on; what is in front of it is one word. */
function splitBlank(line: Word, from = 0): readonly Word[] {
  const { value } = line;
  const words: Word[] = [];
  let word = new WordBuilder(line);
  const end = (index: number): void => {
    if (word.started) words.push(word.finish(index));
    word = new WordBuilder(line);
  };
  let position = from;
  if (from > 0) word.add(value.length - value.trimStart().length, from);
  while (position < value.length) {
    const character = value[position] ?? '';
    if (/\s/.test(character)) {
      end(position);
      position += 1;
    } else if (character === '"' || character === "'") {
      const close = value.indexOf(character, position + 1);
      // An apostrophe that nothing closes is a letter.
      if (close < 0) word.add(position, position + 1);
      else {
        word.begin(position);
        word.add(position + 1, close);
      }
      position = close < 0 ? position + 1 : close + 1;
    } else {
      STOP.lastIndex = position;
      const next = STOP.exec(value)?.index ?? value.length;
      word.add(position, next);
      position = next;
    }
  }
  end(value.length);
  return words;
}
