import { StateTree } from '../tree/state-tree.ts';
import type { TreeNode } from '../tree/tree-node.ts';
import { ItemNode } from './item-node.ts';

/** The rows of the checklist. Empty while there is nothing to list: the view's welcome text shows then. */
export class ChecklistTree extends StateTree {
  #items: readonly ItemNode[] = [];

  protected roots(): readonly TreeNode[] {
    return this.#items;
  }

  /** Only what changed is drawn again: a whole tree that blinks at every key is not to be looked at. */
  protected update(): void {
    const { phase, checklist } = this.state;
    const hidden = phase === 'failed' || !checklist || checklist.configs === 0;
    const items = hidden ? [] : checklist.items;
    if (items.length !== this.#items.length) {
      this.#items = items.map((item) => new ItemNode(item));
      this.redraw();
      return;
    }
    items.forEach((item, index) => {
      const node = this.#items[index];
      if (node?.update(item)) this.redraw(node);
    });
  }
}
