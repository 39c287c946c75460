import type { TextNode } from '../document/node.ts';
import type { Place } from './config.ts';

/** The name that a value goes by, of a variable or header: what a second finding about the value is put at. */
export function keyOf({ server, pointer }: Place): TextNode | undefined {
  return server?.view.keys.get(pointer);
}
