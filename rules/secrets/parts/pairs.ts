import { judge, looksGenerated } from '../judge.ts';
import { type NameKind, readName } from '../name.ts';
import { hasDigit, hasLetter, isPath } from '../shape.ts';
import { part, splitAt, trimmed, type View } from '../view.ts';
import { type Context, judgeWhole, named, report } from './context.ts';

/** A name as it stands in front of `=`: of a variable, flag, property or field (`User Id`). */
const PAIR =
  /^\s*(?:--?|\$env:|export\s|set\s)?([A-Za-z_][\w.:-]{0,60}(?: [\w.:-]{1,60}){0,9})[ \t]*=/;

/** What stands behind it is one value, whatever is in it. */
const FLAG = /^--[A-Za-z][\w.-]{0,60}=/;

/**
 * `--flag=value`, `NAME=value`, `Server=…;Password=…`, `host=… password=…`, `a=1&b=2`. Each value goes by its own name;
 * where that says nothing, an only pair goes by the name of the whole.
 */
export function lookIntoPairs(view: View, context: Context): boolean {
  const { text } = view;
  if (!text.includes('=') || !PAIR.test(text.slice(0, 160))) return false;
  if (FLAG.test(text.slice(0, 80))) return lookIntoPair(view, context);
  const isSecret = context.reading.kind === 'password' || context.reading.kind === 'secret';
  for (const separator of [';', '&', ',']) {
    if (!text.includes(separator)) continue;
    const pieces = splitAt(view, separator);
    const pairs = pieces.filter((piece) => PAIR.test(piece.text.slice(0, 160)));
    // The last piece may be empty, and a value may hold the separator once.
    if (pairs.length < 2 && !(separator === ';' && pieces.length === 2)) continue;
    if (pairs.length < pieces.length / 2) continue;
    // A password may well hold both characters; it is a list only if a part is named like a credential.
    if (isSecret && !pairs.some((pair) => kindOfPair(pair) !== 'plain')) continue;
    for (const pair of pairs) lookIntoPair(pair, context);
    return true;
  }
  if (!/\s/.test(text.trim())) return lookIntoPair(view, context);
  // Authorization=Bearer …
  const name = PAIR.exec(text.slice(0, 160))?.[1] ?? '';
  return /authorization$/i.test(name) && lookIntoPair(view, context);
}

function kindOfPair(view: View): NameKind {
  return readName(PAIR.exec(view.text.slice(0, 160))?.[1] ?? '').kind;
}

function lookIntoPair(view: View, context: Context): boolean {
  const match = PAIR.exec(view.text.slice(0, 160));
  const name = match?.[1];
  if (!match || name === undefined) return false;
  const value = part(view, match[0].length);
  const isFlag = FLAG.test(match[0]);
  // `abc==`: padding, no pair.
  if (!isFlag && /^=*$/.test(value.text) && value.text !== '') return false;
  const inner = named(context, name);
  const isTelling =
    inner.reading.kind !== 'plain' ||
    isFlag ||
    context.reading.kind === 'plain' ||
    context.reading.kind === 'connection';
  if (!isTelling) return false;
  context.look(value, inner);
  return true;
}

/** Names that take a user and a password in one: `curl -u`, `BASIC_AUTH`, `NEO4J_AUTH`. */
const USER_AND_PASSWORD =
  /^(?:u|user|proxy-user|login|userpass)$|(?:^|[_-])(?:auth|basic|credentials?|userpass|login)$/i;

/** `admin:password`, `neo4j/password`. A user and a group, or two numbers, are none. */
export function lookIntoUserAndPassword(view: View, context: Context): boolean {
  if (!USER_AND_PASSWORD.test(context.name)) return false;
  // A user name without the characters of a token, then all the rest.
  const match = /^([A-Za-z][\w.@-]{0,63})[:/](?=[^\s/]{6,128}$)/.exec(view.text.slice(0, 200));
  if (!match) return false;
  const password = part(view, match[0].length);
  if (!hasDigit(password.text) || !hasLetter(password.text) || isPath(view.text)) return false;
  const judgement = judge(password.text, readName('password'), '', 'value');
  if (judgement) report(password, judgement, context);
  return true;
}

/** `key1,key2`: several secrets under one name. */
export function lookIntoList(view: View, context: Context): boolean {
  if (context.reading.kind !== 'secret' || !view.text.includes(',')) return false;
  const pieces = splitAt(view, ',').map(trimmed);
  if (!pieces.every((piece) => piece.text === '' || looksGenerated(piece.text, 16))) return false;
  for (const piece of pieces) if (piece.text !== '') judgeWhole(piece, context);
  return true;
}
