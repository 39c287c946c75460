import type { ShellText, Word } from '../launch.ts';
import { partOf } from '../word.ts';
import { ShellBuilder } from './shell-text.ts';

const ENVIRONMENT = /^\$env:([A-Za-z_][A-Za-z0-9_]*)\s*=\s*/i;

/** Takes a string apart the way PowerShell does: back-tick escapes, doubled quotes, `&` in front calls a path. */
export function readPowershell(source: Word): ShellText {
  const out = new ShellBuilder(source);
  const text = source.value;
  let position = 0;
  while (position < text.length) position = step(out, text, position);
  return out.finish();
}

function step(out: ShellBuilder, text: string, at: number): number {
  const character = text[at] ?? '';
  const fresh = !out.word.started;
  switch (character) {
    case ' ':
    case '\t':
    case '\r':
      out.endWord(at);
      return at + 1;
    case '\n':
    case ';':
      out.endCommand(at, ';');
      return at + 1;
    case '&':
    case '|':
      if (text[at + 1] === character) {
        out.endCommand(at, character === '&' ? '&&' : '||');
        return at + 2;
      }
      // In front of a command it only calls it.
      if (character === '&' && fresh && out.atStart) return at + 1;
      out.endCommand(at, character);
      return at + 1;
    case '>':
      if (/^[\d*]$/.test(out.word.value)) {
        out.endWord(at);
        out.dropWord();
      } else out.endWord(at);
      out.redirect();
      return text[at + 1] === '>' || text[at + 1] === '&' ? at + 2 : at + 1;
    case '(':
    case ')':
    case '{':
    case '}':
      out.note(character === '(' || character === ')' ? 'group' : 'control');
      out.endCommand(at, '');
      return at + 1;
    case '#':
      if (!fresh) break;
      out.note('comment');
      return text.indexOf('\n', at) < 0 ? text.length : text.indexOf('\n', at);
    case '`':
      out.word.begin(at);
      if (at + 1 < text.length) out.word.add(at + 1, at + 2);
      return Math.min(at + 2, text.length);
    case "'":
    case '"':
      return quoted(out, text, at, character);
    case '$':
      return dollar(out, text, at);
  }
  out.word.add(at, at + 1);
  return at + 1;
}

function quoted(out: ShellBuilder, text: string, start: number, quote: string): number {
  out.word.begin(start);
  let at = start + 1;
  while (at < text.length) {
    const character = text[at];
    if (character === quote) {
      if (text[at + 1] !== quote) return at + 1;
      at += 1;
    } else if (character === '`' && quote === '"' && at + 1 < text.length) {
      at += 1;
    } else if (character === '$' && quote === '"') {
      out.note(text[at + 1] === '(' ? 'substitution' : 'expansion');
    }
    out.word.add(at, at + 1);
    at += 1;
  }
  return at;
}

/** `$env:A = 'b'`, `$A`, `${A}`, `$(…)` */
function dollar(out: ShellBuilder, text: string, at: number): number {
  const assigned =
    out.atStart && !out.word.started ? ENVIRONMENT.exec(text.slice(at, at + 512)) : null;
  if (assigned) {
    let end = at + assigned[0].length;
    out.word.begin(end);
    while (end < text.length && !/[\s;|&]/.test(text[end] ?? '')) {
      const character = text[end] ?? '';
      if (/['"]/.test(character)) end = quoted(out, text, end, character);
      else {
        out.word.add(end, end + 1);
        end += 1;
      }
    }
    const word = out.endWord(end);
    if (word) {
      out.dropWord();
      out.assign({ name: assigned[1] ?? '', word, value: partOf(word) });
    }
    return end;
  }
  if (text[at + 1] === '(') {
    out.note('substitution');
    const close = text.indexOf(')', at);
    const end = close < 0 ? text.length : close + 1;
    out.word.add(at, end);
    return end;
  }
  out.note('expansion');
  if (text[at + 1] === '{') {
    const close = text.indexOf('}', at);
    const end = close < 0 ? text.length : close + 1;
    out.word.add(at, end);
    return end;
  }
  out.word.add(at, at + 1);
  return at + 1;
}
