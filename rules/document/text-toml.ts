import type { TextFormat } from './node.ts';
import { type Step, stepwise } from './stepwise.ts';

const ESCAPE = /\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|x[0-9A-Fa-f]{2}|[btnfre"\\])/y;
const LINE_CONTINUATION = /\\[ \t]*\r?\n\s*/y;

/** A string in double quotes, on one line or several (TOML 1.1, String). */
export const tomlBasic: TextFormat = {
  offsets: (node) => stepwise(node.raw, node.contentStart, step),
  encode: (_node, value) => writeTomlString(value).slice(1, -1),
};

/** A string in single quotes: nothing is escaped in it, so some values cannot stand there. */
export const tomlLiteral: TextFormat = {
  offsets: (node) => stepwise(node.raw, node.contentStart, lineEnd),
  encode: (_node, value) => value,
  rewrite: (_node, value) => (/['\p{Cc}]/u.test(value) ? writeTomlString(value) : undefined),
};

/** A key without quotes. */
export const tomlBare: TextFormat = {
  ...tomlLiteral,
  rewrite: (_node, value) => (/^[\w-]+$/.test(value) ? undefined : writeTomlString(value)),
};

/** A value in double quotes, with every character escaped that TOML wants escaped. */
export function writeTomlString(value: string): string {
  return JSON.stringify(value).replaceAll('\u007f', '\\u007f');
}

function step(raw: string, position: number): Step | undefined {
  if (raw.startsWith('\r\n', position)) return { length: 2, units: 1 };
  if (raw[position] !== '\\') return undefined;
  LINE_CONTINUATION.lastIndex = position;
  const continuation = LINE_CONTINUATION.exec(raw)?.[0];
  if (continuation) return { length: continuation.length, units: 0 };
  ESCAPE.lastIndex = position;
  const escaped = ESCAPE.exec(raw)?.[0];
  if (!escaped) return undefined;
  const astral = escaped[1] === 'U' && Number.parseInt(escaped.slice(2), 16) > 0xffff;
  return { length: escaped.length, units: astral ? 2 : 1 };
}

function lineEnd(raw: string, position: number): Step | undefined {
  return raw.startsWith('\r\n', position) ? { length: 2, units: 1 } : undefined;
}
