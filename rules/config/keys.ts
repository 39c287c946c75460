import type { TextNode } from '../document/node.ts';
import type { Entry, Place } from './config.ts';

/** Of so few names each is looked at, which is quicker than a map and takes no room. */
const FEW = 16;

/** The name that a value goes by, of a variable or header: what a second finding about the value is put at. */
export function keyOf({ server, pointer }: Place): TextNode | undefined {
  if (!server) return undefined;
  const { env, headers } = server;
  if (env.length + headers.length > FEW) return server.view.keys.get(pointer);
  const isIt = (it: Entry): boolean => it.pointer === pointer;
  return (env.find(isIt) ?? headers.find(isIt))?.key;
}
