import type { TextNode } from '../document/node.ts';
import type { Assignment, Flag, Launch, Part, Word } from '../launch/launch.ts';
import { partOf } from '../launch/word.ts';
import type { Span } from '../text/span.ts';
import type { Entry, Server } from './config.ts';

/** Where a statement about a word stands. */
export interface Spot {
  readonly span: Span;
  readonly pointer: string;
  readonly server: Server;
}

let slots = 0;

/**
 * Computes something once per server: rules ask for it again and again. It is kept with the server; a `WeakMap`
 * costs more than most of what is computed here.
 */
export function oncePerServer<T extends object>(
  compute: (server: Server) => T,
): (server: Server) => T {
  const slot = slots;
  slots += 1;
  return (server) => {
    const known = server.memo[slot];
    if (known !== undefined) return known as T;
    const value = compute(server);
    server.memo[slot] = value;
    return value;
  };
}

const pointersOf = oncePerServer(
  ({ places }) => new Map(places.map(({ text, pointer }) => [text, pointer])),
);

/** Where a text stands, as a pointer; where its server does, for one that is no place of its own. */
export function pointerOf(server: Server, text: TextNode): string {
  return pointersOf(server).get(text) ?? server.pointer;
}

/** A word of a command line, or a part of one. */
type Piece = Word | Pick<Part, 'word' | 'start' | 'end'>;

/** The spot of a word of a command line, or of a piece of one. */
export function spotOf(server: Server, piece: Piece): Spot {
  const text = textOf(piece);
  return {
    span: text.spanOf(piece.start, piece.end),
    pointer: pointerOf(server, text),
    server,
  };
}

function textOf(piece: Piece): TextNode {
  return 'text' in piece ? piece.text : piece.word.text;
}

/** Every command line of a server: its own, then what a proxy or a container starts. */
export const launchesOf = oncePerServer(({ launch }): readonly Launch[] => {
  const found: Launch[] = [];
  for (let it = launch; it; it = it.inner) found.push(it);
  return found;
});

/** What a container is started with: its words belong to another machine than this one. */
export function isContainer({ launcher }: Launch): boolean {
  return launcher === 'docker' || launcher === 'docker-compose' || launcher === 'docker-exec';
}

/** The words that servers get, each once, those inside a command line of a proxy included. */
export const serverWords = oncePerServer((server): readonly Word[] => {
  const seen = new Set<string>();
  const places = new Map<TextNode, number>();
  return launchesOf(server)
    .flatMap(({ serverArgs }) => serverArgs)
    .filter((word) => {
      if (!places.has(word.text)) places.set(word.text, places.size);
      const id = `${places.get(word.text)}:${word.start}:${word.end}`;
      return !seen.has(id) && seen.add(id);
    });
});

/** The flags among them. */
export const serverFlags = oncePerServer((server) => flagsAmong(serverWords(server)));

/**
 * Flags as people write them: `--name=value`, or `--name value` where the next word is no flag. Nobody knows the
 * flags of every server, so a value may be none.
 */
export function flagsAmong(words: readonly Word[]): readonly Flag[] {
  return words.flatMap((word, index): Flag[] => {
    if (!/^-{1,2}[A-Za-z]/.test(word.value)) return [];
    const equals = word.value.indexOf('=');
    if (equals > 0)
      return [{ name: word.value.slice(0, equals), word, value: partOf(word, equals + 1) }];
    const next = words[index + 1];
    const value = next && !next.value.startsWith('-') ? partOf(next) : undefined;
    return [{ name: word.value, word, ...(value && { value }) }];
  });
}

/** A variable that a server is started with, from `env` or from its command line. */
export interface Variable extends Spot {
  readonly name: string;
  /** '' while it is being typed. */
  readonly value: string;
  readonly entry?: Entry;
  readonly assignment?: Assignment;
}

/** Every variable with a value; the span is that of the value. */
export const variablesOf = oncePerServer((server): readonly Variable[] => {
  const variables: Variable[] = [];
  for (const entry of server.env) {
    const { key, value, pointer } = entry;
    if (value?.kind !== 'text' && value?.kind !== 'scalar') continue;
    const text = value.kind === 'text' ? value.value : String(value.value);
    const span = value.kind === 'text' && text !== '' ? value.spanOf() : value.span;
    variables.push({ name: key.value, value: text, span, pointer, server, entry });
  }
  for (const assignment of server.launch?.assignments ?? []) {
    const { name, value } = assignment;
    if (!value) continue;
    variables.push({ name, value: value.value, ...spotOf(server, value), assignment });
  }
  return variables;
});
