import type { TextNode } from '../document/node.ts';
import type { Flag, Launch, Part, Word } from '../launch/launch.ts';
import { partOf } from '../launch/word.ts';
import type { Server, Spot, Variable } from './config.ts';

export type { Spot, Variable };

/** Of so few places each is looked at, which is quicker than a map and takes no room. */
const FEW = 16;

/** Where a text stands, as a pointer; where its server does, for one that is no place of its own. */
export function pointerOf(server: Server, text: TextNode): string {
  const { places } = server;
  if (places.length > FEW) return server.view.pointers.get(text) ?? server.pointer;
  return places.findLast((it) => it.text === text)?.pointer ?? server.pointer;
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

/** What a container is started with: its words belong to another machine than this one. */
export function isContainer({ launcher }: Launch): boolean {
  return launcher === 'docker' || launcher === 'docker-compose' || launcher === 'docker-exec';
}

/**
 * Flags as people write them: `--name=value`, or `--name value` where the next word is no flag. Nobody knows the
 * flags of every server, so a value may be none.
 */
export function flagsAmong(words: readonly Word[]): readonly Flag[] {
  const flags: Flag[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] as Word;
    if (!/^-{1,2}[A-Za-z]/.test(word.value)) continue;
    const equals = word.value.indexOf('=');
    const next = equals > 0 ? undefined : words[index + 1];
    if (equals > 0)
      flags.push({ name: word.value.slice(0, equals), word, value: partOf(word, equals + 1) });
    else if (next && !next.value.startsWith('-'))
      flags.push({ name: word.value, word, value: partOf(next) });
    else flags.push({ name: word.value, word, value: undefined });
  }
  return flags;
}

/** Every command line of a server: its own, then what a proxy or a container starts. */
export function launchesOf({ view }: Server): readonly Launch[] {
  return view.launches;
}

/** The words that servers get, each once, those inside a command line of a proxy included. */
export function serverWords({ view }: Server): readonly Word[] {
  return view.words;
}

/** The flags among them. */
export function serverFlags({ view }: Server): readonly Flag[] {
  return view.flags;
}

/** Every variable with a value; the span is that of the value. */
export function variablesOf({ view }: Server): readonly Variable[] {
  return view.variables;
}
