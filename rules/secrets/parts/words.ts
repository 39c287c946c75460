import { isPublic } from '../judge.ts';
import { shellWords, type View } from '../view.ts';
import { type Context, type Hit, named } from './context.ts';

/** The words of a command line: flags name the word behind them. */
export function lookIntoWords(view: View, context: Context): boolean {
  if (!/\s/.test(view.text)) return false;
  const words = shellWords(view);
  if (words.length < 2) return false;
  if (isPublic(view.text)) return true;
  let previous = '';
  let found = 0;
  const emit = (hit: Hit): void => {
    found++;
    context.emit(hit);
  };
  for (const word of words) {
    const flag = flagOf(previous);
    const inner = { ...named(context, flag, context.position), emit };
    // A word of prose is no value; behind a flag or inside of quotes, it is one.
    if (flag !== '' || /[=:/{]/.test(word.text) || word.text.length >= 16)
      context.look(word, inner);
    previous = word.text;
  }
  if (found === 0 && (context.reading.kind === 'password' || context.reading.kind === 'phrase'))
    return false;
  return true;
}

/** The name a flag gives to the word behind it; '' for what is no flag. */
export function flagOf(word: string): string {
  return /^--?[A-Za-z][\w.-]{0,60}$/.test(word) ? word.replace(/^-+/, '') : '';
}
