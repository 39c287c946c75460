import { type Found, find } from './detect.ts';

/** Fewer characters than this, and not even the last ones are shown. */
const SHORTEST = 16;

/** What a credential is called, as in "bearer token": none of these is one. */
const KIND = /^(?:tokens?|keys?|secrets?|passwords?|credentials?|auth|authentication)$/i;

/**
 * A credential as it may be shown: at most its last four characters, never more than a quarter of it, and
 * nothing of one shorter than 16. Says nothing about its length.
 */
export function redact(value: string): string {
  const shown = value.length < SHORTEST ? 0 : Math.min(4, Math.floor(value.length / 4));
  const tail = value.slice(value.length - shown);
  // Half of a surrogate pair is no character.
  return `••••${shown === 0 ? '' : tail.replace(/^[\udc00-\udfff]/, '')}`;
}

/**
 * Running text (a log line, an error of another program) with everything masked that looks like a credential:
 * known formats, user parts and parameters of URLs, `key=value`, `Authorization: …`. Whole: nothing of them is shown.
 */
export function redactIn(text: string): string {
  if (!text.includes('\n')) return redactLine(text);
  let result = '';
  for (const line of text.split(/(\r?\n)/)) result += redactLine(line);
  return result;
}

function redactLine(line: string): string {
  let result = '';
  let position = 0;
  for (const found of find({ value: line, role: 'arg', name: '', references: [] })) {
    const { start, end } = found;
    if (start < position || isName(found, line.slice(start, end))) continue;
    result += `${line.slice(position, start)}••••`;
    position = end;
  }
  return result + line.slice(position);
}

/** `INSERT_KEY` reads like something to be filled in, and is the name of a variable as well. */
function isName({ verdict, confidence }: Found, text: string): boolean {
  return KIND.test(text) || (verdict === 'placeholder' && confidence === 'low');
}
