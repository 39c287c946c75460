import { type Node, pointerTo, property, type TextNode } from '../document/node.ts';
import type { Server } from './config.ts';

/** An entry of a sandbox's lists that takes the walls away. */
export interface OpenWall {
  readonly text: TextNode;
  readonly pointer: string;
}

/** Where it may write, and whom it may reach; by the lists of VS Code's `sandbox` (code.visualstudio.com, MCP configuration). */
const LISTS: readonly (readonly [group: string, list: string, isOpen: RegExp])[] = [
  [
    'filesystem',
    'allowWrite',
    /^(?:[\\/]{1,2}|[A-Za-z]:[\\/]?|\/?\*{1,2}(?:\/\*{1,2})?|~[\\/]?|\$\{userHome\}|\$HOME)$/,
  ],
  ['network', 'allowedDomains', /^(?:\*|\*\.\*|https?:\/\/\*)$/],
];

/**
 * The walls that are open in the sandbox of a server. Only where the sandbox is on: then its tools run unasked.
 *
 * @param root the file, for a sandbox that all its servers share
 */
export function openWallsOf(server: Server, root: Node | undefined): readonly OpenWall[] {
  const on = property(server.node, 'sandboxEnabled')?.value;
  if (on?.kind !== 'scalar' || on.value !== true) return [];
  const own = property(server.node, 'sandbox')?.value;
  const sandbox = own ?? property(root, 'sandbox')?.value;
  const base = pointerTo(own ? server.pointer : '', 'sandbox');
  return LISTS.flatMap(([group, list, isOpen]) => {
    const items = property(property(sandbox, group)?.value, list)?.value;
    if (items?.kind !== 'array') return [];
    const at = pointerTo(pointerTo(base, group), list);
    return items.items.flatMap((item, index) =>
      item.kind === 'text' && isOpen.test(item.value)
        ? [{ text: item, pointer: pointerTo(at, index) }]
        : [],
    );
  });
}
