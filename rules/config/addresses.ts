import { isPublicName } from './urls.ts';

/** What is wrong with a text that has to be an address, and what was meant where that can be told. */
export interface AddressFault {
  readonly kind: 'blanks' | 'scheme' | 'unknown';
  /** The part it is about, in UTF-16 code units of the value. */
  readonly start: number;
  readonly end: number;
  /** The whole value as it was meant. */
  readonly meant?: string;
}

/** Over which servers are reached; sockets and pipes in VS Code (code.visualstudio.com, MCP configuration). */
const KNOWN: ReadonlySet<string> = new Set(['http', 'https', 'ws', 'wss', 'unix', 'pipe', 'npipe']);
const SCHEME = /^([a-z][a-z0-9+.-]{0,30})(:\/\/|:\/(?!\/)|;\/\/|\/\/)/i;
/** A machine by name, number or `localhost`, with what may follow. */
const HOST = /^(?:localhost|\[[0-9a-f:]+\]|[a-z0-9-]+(?:\.[a-z0-9-]+)+)(?::\d{1,5})?(?=[/?#]|$)/i;
/** Somebody else puts the address in: a reference, a template, whoever follows the guide. */
const FILLED_IN = /^[<{[$%]|\$\{|\{\{|\{env:|<|\u2026|\.{3}$|^[A-Z][A-Z0-9_]*$/;

/** Looks at the address of a server. Undefined for one that is all right, or that nobody has written yet. */
export function faultOfAddress(value: string): AddressFault | undefined {
  const trimmed = value.trim();
  if (trimmed === '') return undefined;
  const start = value.indexOf(trimmed);
  const end = start + trimmed.length;
  if (!FILLED_IN.test(trimmed)) {
    const scheme = SCHEME.exec(trimmed);
    if (!scheme) return withoutScheme(trimmed, start, end);
    const name = (scheme[1] ?? '').toLowerCase();
    const whole = (scheme[2] ?? '') === '://';
    if (!KNOWN.has(name) || !whole) {
      const near =
        NEAR.find((it) => it === name) ??
        NEAR.find((it) => distance(it, name) <= (name.length > 3 ? 2 : 1));
      const fault = { kind: 'scheme', start, end: start + scheme[0].length } as const;
      return near ? { ...fault, meant: `${near}://${trimmed.slice(scheme[0].length)}` } : fault;
    }
  }
  return trimmed === value
    ? undefined
    : { kind: 'blanks', start: 0, end: value.length, meant: trimmed };
}

/** In the order of how often they are meant. */
const NEAR = ['https', 'http', 'wss', 'ws'];

function withoutScheme(trimmed: string, start: number, end: number): AddressFault {
  const host = HOST.exec(trimmed)?.[0];
  if (host === undefined) return { kind: 'unknown', start, end };
  const name = host.replace(/:\d+$/, '').toLowerCase();
  return {
    kind: 'unknown',
    start,
    end,
    // A public name has a certificate; this machine and one's own network mostly have none.
    meant: `${isPublicName(name) ? 'https' : 'http'}://${trimmed}`,
  };
}

/** How many letters have to be changed, added or taken away. Schemes are short. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
