import type { ShellText, Word } from '../launch.ts';
import { ShellBuilder } from './shell-text.ts';

/** Takes a string apart the way cmd.exe does: only `"` quotes, `^` escapes, backslashes stay. */
export function readCmd(source: Word): ShellText {
  const out = new ShellBuilder(source);
  const text = source.value;
  let position = 0;
  while (position < text.length) position = step(out, text, position);
  return out.finish();
}

function step(out: ShellBuilder, text: string, at: number): number {
  const character = text[at] ?? '';
  switch (character) {
    case ' ':
    case '\t':
    case '\r':
      out.endWord(at);
      return at + 1;
    case '\n':
      out.endCommand(at, ';');
      return at + 1;
    case '&':
    case '|': {
      const twice = text[at + 1] === character;
      out.endCommand(at, character === '|' ? (twice ? '||' : '|') : twice ? '&&' : ';');
      return twice ? at + 2 : at + 1;
    }
    case '(':
    case ')':
      if (character === '(' && !(out.atStart && !out.word.started)) break;
      if (character === ')' && out.word.started) break;
      out.note('group');
      out.endCommand(at, '');
      return at + 1;
    case '<':
    case '>': {
      if (/^\d$/.test(out.word.value)) {
        out.endWord(at);
        out.dropWord();
      } else out.endWord(at);
      let end = at + 1;
      while (/[<>&]/.test(text[end] ?? '')) end += 1;
      out.redirect();
      return end;
    }
    case '^':
      out.word.begin(at);
      if (at + 1 < text.length) out.word.add(at + 1, at + 2);
      return at + 2;
    case '%':
      if (/^%[^%\s]+%/.test(text.slice(at, at + 130))) out.note('expansion');
      break;
    case '"': {
      const quote = text.indexOf('"', at + 1);
      const end = quote < 0 ? text.length : quote;
      out.word.begin(at);
      out.word.add(at + 1, end);
      return Math.min(end + 1, text.length);
    }
  }
  out.word.add(at, at + 1);
  return at + 1;
}
