import type { ArrayNode, Node, ObjectNode, Property, TextNode } from '../document/node.ts';
import type { Launch, Word } from '../launch/launch.ts';
import type { Entry, Server, ServerView, Variable } from './config.ts';
import { flagsAmong, spotOf } from './server-words.ts';

/** A server as rules look at it, again and again: nothing is worked out twice, or before it is asked for. */
export class LazyServerView implements ServerView {
  readonly #server: Server;
  #pointers: ServerView['pointers'] | undefined;
  #keys: ServerView['keys'] | undefined;
  #launches: ServerView['launches'] | undefined;
  #words: ServerView['words'] | undefined;
  #flags: ServerView['flags'] | undefined;
  #variables: ServerView['variables'] | undefined;
  #flagWords: ServerView['flagWords'] | undefined;
  #items: ServerView['items'] | undefined;
  #entries: ServerView['entries'] | undefined;
  #addresses: ServerView['addresses'] | undefined;

  constructor(server: Server) {
    this.#server = server;
  }

  get pointers(): ServerView['pointers'] {
    this.#pointers ??= new Map(this.#server.places.map(({ text, pointer }) => [text, pointer]));
    return this.#pointers;
  }

  get keys(): ServerView['keys'] {
    this.#keys ??= keysOf(this.#server);
    return this.#keys;
  }

  get launches(): ServerView['launches'] {
    this.#launches ??= launchesFrom(this.#server.launch);
    return this.#launches;
  }

  get words(): ServerView['words'] {
    this.#words ??= wordsOfServers(this.launches);
    return this.#words;
  }

  get flags(): ServerView['flags'] {
    this.#flags ??= flagsAmong(this.words);
    return this.#flags;
  }

  get variables(): ServerView['variables'] {
    this.#variables ??= variablesIn(this.#server);
    return this.#variables;
  }

  get flagWords(): ServerView['flagWords'] {
    this.#flagWords ??= flagWordsOf(this.launches);
    return this.#flagWords;
  }

  get items(): ServerView['items'] {
    this.#items ??= itemsOf(this.#server.node);
    return this.#items;
  }

  get entries(): ServerView['entries'] {
    this.#entries ??= entriesOf(this.#server.node);
    return this.#entries;
  }

  get addresses(): ServerView['addresses'] {
    this.#addresses ??= addressesIn(this.#server);
    return this.#addresses;
  }
}

function keysOf({ env, headers }: Server): ServerView['keys'] {
  const keys = new Map<string, TextNode>();
  const add = ({ pointer, key }: Entry): void => {
    // Of a name that stands there twice, the first.
    if (!keys.has(pointer)) keys.set(pointer, key);
  };
  env.forEach(add);
  headers.forEach(add);
  return keys;
}

function launchesFrom(launch: Launch | undefined): readonly Launch[] {
  if (!launch) return NONE;
  const found = [launch];
  for (let it = launch.inner; it; it = it.inner) found.push(it);
  return found;
}

const NONE: readonly Launch[] = [];

function wordsOfServers(launches: readonly Launch[]): readonly Word[] {
  const [only] = launches;
  if (only && launches.length === 1) return only.serverArgs;
  const seen = new Set<string>();
  const places = new Map<TextNode, number>();
  return launches
    .flatMap(({ serverArgs }) => serverArgs)
    .filter((word) => {
      if (!places.has(word.text)) places.set(word.text, places.size);
      const id = `${places.get(word.text)}:${word.start}:${word.end}`;
      return !seen.has(id) && seen.add(id);
    });
}

function variablesIn(server: Server): readonly Variable[] {
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
}

function flagWordsOf(launches: readonly Launch[]): ServerView['flagWords'] {
  const words = new Map<Word, Word>();
  for (const { flags } of launches) {
    for (const { word, value } of flags) if (value) words.set(value.word, word);
  }
  return words;
}

function itemsOf(node: ObjectNode): ServerView['items'] {
  const items = new Map<Node, { readonly list: ArrayNode; readonly index: number }>();
  collect(node, 2);
  return items;

  function collect(object: ObjectNode, depth: number): void {
    for (const { value } of object.properties) {
      if (value?.kind === 'array') {
        for (const [index, item] of value.items.entries()) items.set(item, { list: value, index });
      } else if (value?.kind === 'object' && depth > 1) collect(value, depth - 1);
    }
  }
}

function entriesOf(node: ObjectNode): ServerView['entries'] {
  const entries = new Map<TextNode, { readonly object: ObjectNode; readonly property: Property }>();
  for (const { value: object } of node.properties) {
    if (object?.kind !== 'object') continue;
    for (const property of object.properties) entries.set(property.key, { object, property });
  }
  return entries;
}

const ADDRESS = /\b(https?|wss?):\/\/(?:[^@/\s]*@)?(\[[^\]]*\]|[^:/\s"'?#]+)/gi;

function addressesIn({ places }: Server): ServerView['addresses'] {
  return places.flatMap(({ text }) =>
    [...text.value.matchAll(ADDRESS)].map(([, scheme = '', host = '']) => ({
      tls: scheme.toLowerCase() === 'https',
      host: host.replace(/^\[|\]$/g, '').toLowerCase(),
    })),
  );
}
