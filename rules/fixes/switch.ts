import type { Config, Server } from '../config/config.ts';
import { isOpen, removeProperty, setProperty } from '../document/edit.ts';
import { property } from '../document/node.ts';
import type { TextEdit } from '../text/span.ts';

/**
 * The edits that switch a server off, or on again, by the key its host reads.
 *
 * @returns undefined where the host keeps that elsewhere, or the entry cannot take a key
 */
export function switchServer(
  { document, host }: Config,
  server: Server,
  on: boolean,
): readonly TextEdit[] | undefined {
  if (!host.off || !isOpen(document, server.node)) return undefined;
  if (server.disabled === !on) return [];
  const { key, value } = host.off;
  if (!on)
    return [
      setProperty(document, server.node, key, value, server.node.properties.at(-1)?.key.value),
    ];
  const keys = [host.off, ...(host.otherOff ?? [])].flatMap(
    (it) => property(server.node, it.key) ?? [],
  );
  const [found] = keys;
  return found ? [removeProperty(document, server.node, found)] : undefined;
}
