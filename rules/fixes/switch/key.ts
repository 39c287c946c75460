import type { Config, Server } from '../../config/config.ts';
import {
  appendProperty,
  isOpen,
  prependProperty,
  removeProperty,
  replaceValue,
} from '../../document/edit.ts';
import { property } from '../../document/node.ts';
import type { TextEdit } from '../../text/span.ts';

/**
 * The edits that switch a server off, or on again, by the key its host reads.
 *
 * A key that is added goes to one end of the entry, where people seldom write it. That end tells later whether it was
 * added and goes again, or was written by somebody and gets its old value back: so a round trip changes no byte.
 *
 * @returns undefined where the host keeps that elsewhere, or the entry cannot take a key
 */
export function switchByKey(
  { document, host }: Config,
  server: Server,
  on: boolean,
): readonly TextEdit[] | undefined {
  const { node } = server;
  if (!host.off || !isOpen(document, node)) return undefined;
  if (server.disabled === !on) return [];
  const { key, value } = host.off;
  if (!on) {
    const written = property(node, key)?.value;
    if (written) return [replaceValue(document, written, value)];
    const add = node.block ? appendProperty : prependProperty;
    return [add(document, node, key, value)];
  }
  const keys = [host.off, ...(host.otherOff ?? [])].flatMap((it) => {
    const found = property(node, it.key);
    return found ? [{ found, value: it.value }] : [];
  });
  const [first] = keys;
  if (!first) return undefined;
  const end = node.block ? node.properties.at(-1) : node.properties[0];
  const { found } = first;
  return found === end || !found.value
    ? [removeProperty(document, node, found)]
    : [replaceValue(document, found.value, !first.value)];
}
