import type { ChecklistState, ListState } from '../tree/checklist-state.ts';
import { StateTree } from '../tree/state-tree.ts';
import type { TreeNode } from '../tree/tree-node.ts';
import { ItemNode } from './item-node.ts';
import { ListNode } from './list-node.ts';

/** A list and its rows: without one of its own where it is all there is to see. */
interface Shown {
  readonly node: ListNode | undefined;
  readonly items: readonly ItemNode[];
}

/** The rows of all lists. Empty while there is nothing to list: the view's welcome text shows then. */
export class ChecklistTree extends StateTree {
  #lists: readonly Shown[] = [];
  /** What the lists and their items are: another text where the rows are others, and not only what they say. */
  #shape = '';

  protected roots(): readonly TreeNode[] {
    return this.#lists.flatMap<TreeNode>(({ node, items }) => (node ? [node] : items));
  }

  /** Only what changed is drawn again: a whole tree that blinks at every key is not to be looked at. */
  protected update(): void {
    const { phase, checklist } = this.state;
    if (!checklist) return;
    const lists = phase === 'failed' ? [] : checklist.lists;
    const shape = JSON.stringify(lists.map(({ key, items }) => [key, items.map(({ id }) => id)]));
    if (shape !== this.#shape) {
      this.#shape = shape;
      const isAlone = lists.length === 1 && !lists[0]?.quiet;
      this.#lists = lists.map((it) => shownOf(it, checklist, isAlone));
      this.redraw();
      return;
    }
    lists.forEach((list, index) => {
      const { node, items = [] } = this.#lists[index] ?? {};
      if (node?.update(list)) this.redraw(node);
      list.items.forEach((item, nth) => {
        const row = items[nth];
        if (row?.update(item, checklist)) this.redraw(row);
      });
    });
  }
}

function shownOf(list: ListState, checklist: ChecklistState, isAlone: boolean): Shown {
  const items: ItemNode[] = [];
  const node = isAlone ? undefined : new ListNode(list, () => items);
  items.push(...list.items.map((it) => new ItemNode(node, list.key, it, checklist)));
  return { node, items };
}
