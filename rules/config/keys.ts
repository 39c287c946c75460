import type { TextNode } from '../document/node.ts';
import type { Entry, Place } from './config.ts';
import { oncePerServer } from './server-words.ts';

const keysOf = oncePerServer(({ env, headers }) => {
  const keys = new Map<string, TextNode>();
  const add = ({ pointer, key }: Entry): void => {
    // Of a name that stands there twice, the first.
    if (!keys.has(pointer)) keys.set(pointer, key);
  };
  env.forEach(add);
  headers.forEach(add);
  return keys;
});

/** The name that a value goes by, of a variable or header: what a second finding about the value is put at. */
export function keyOf({ server, pointer }: Place): TextNode | undefined {
  return server && keysOf(server).get(pointer);
}
