import type { TextFormat } from './node.ts';
import { type Step, stepwise } from './stepwise.ts';

const ESCAPE = /\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|x[0-9A-Fa-f]{2}|\r?\n[ \t]*|[^\r\n])/y;
/** A line end inside a flow scalar, with the blanks around it: one is a space, more are that many less one. */
const FOLD = /[ \t]*(?:\r?\n[ \t]*)+/y;

/** A string in double quotes (YAML 1.2, 7.3.1). */
export const yamlDouble: TextFormat = {
  offsets: ({ raw, contentStart }) =>
    stepwise(raw, contentStart, (text, at) => escaped(text, at) ?? fold(text, at)),
  encode: (_node, value) => JSON.stringify(value).slice(1, -1),
};

/** A string in single quotes, which are doubled inside (7.3.2). */
export const yamlSingle: TextFormat = {
  offsets: ({ raw, contentStart }) =>
    stepwise(raw, contentStart, (text, at) =>
      text.startsWith("''", at) ? { length: 2, units: 1 } : fold(text, at),
    ),
  encode: (_node, value) => value.replaceAll("'", "''"),
  rewrite: (_node, value) => (/\p{Cc}/u.test(value) ? JSON.stringify(value) : undefined),
};

/** A string without quotes (7.3.3): what could be taken for something else is quoted. */
export const yamlPlain: TextFormat = {
  offsets: ({ raw, contentStart }) => stepwise(raw, contentStart, fold),
  encode: (_node, value) => value,
  rewrite: (_node, value) => (isPlain(value, false) ? undefined : JSON.stringify(value)),
};

/** The same between brackets, where commas and brackets end it. */
export const yamlPlainFlow: TextFormat = {
  ...yamlPlain,
  rewrite: (_node, value) => (isPlain(value, true) ? undefined : JSON.stringify(value)),
};

/** `|` and `>`: lines below the key. Parts of one cannot be told from its text alone. */
export const yamlBlock: TextFormat = {
  offsets: () => undefined,
  encode: (_node, value) => JSON.stringify(value),
};

/** Whether a value can stand without quotes and stay the string it is. */
export function isPlain(value: string, flow: boolean): boolean {
  if (value === '' || value !== value.trim() || /\p{Cc}|: |:$| #/u.test(value)) return false;
  if (/^[-?:](?:\s|$)|^[,[\]{}#&*!|>'"%@`]|^(?:---|\.\.\.)/.test(value)) return false;
  if (/^(?:true|false|yes|no|on|off|null|~|[-+]?[\d.].*|0[xo].*)$/i.test(value)) return false;
  return !flow || !/[,[\]{}]/.test(value);
}

function escaped(raw: string, position: number): Step | undefined {
  if (raw[position] !== '\\') return undefined;
  ESCAPE.lastIndex = position;
  const found = ESCAPE.exec(raw)?.[0];
  if (!found) return undefined;
  if (found[1] === '\n' || found[1] === '\r') return { length: found.length, units: 0 };
  const astral = found[1] === 'U' && Number.parseInt(found.slice(2), 16) > 0xffff;
  return { length: found.length, units: astral ? 2 : 1 };
}

function fold(raw: string, position: number): Step | undefined {
  const first = raw[position];
  if (first !== ' ' && first !== '\t' && first !== '\n' && first !== '\r') return undefined;
  FOLD.lastIndex = position;
  const found = FOLD.exec(raw)?.[0];
  if (!found) return undefined;
  const lines = found.split('\n').length - 1;
  return { length: found.length, units: lines === 1 ? 1 : lines - 1 };
}
