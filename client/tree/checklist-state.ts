import type { ItemId } from '../../rules/findings/item-id.ts';
import type {
  ChecklistUpdate,
  ConfigState,
  FileState,
  FindingState,
  ItemHead,
  ListHead,
  RowState,
  ServerState,
} from '../../server/protocol.ts';

/** Every list and every config, as the server told of them. What did not change stays the same object. */
export interface ChecklistState {
  readonly configs: number;
  readonly servers: number;
  /** Of the configs, those in the open folders; the others are the person's own, wherever they work. */
  readonly inFolders: number;
  readonly lists: readonly ListState[];
  readonly files: readonly FileState[];
  /** The same by URI. */
  readonly fileOf: ReadonlyMap<string, FileState>;
  readonly rows: readonly ServerRow[];
  /** The same by the URI of their config. */
  readonly rowsOf: ReadonlyMap<string, readonly ServerRow[]>;
  /** Every finding that nobody silenced, once. */
  readonly findings: readonly FindingState[];
}

export interface ListState extends Omit<ListHead, 'items'> {
  readonly items: readonly ItemState[];
}

export interface ItemState extends ItemHead {
  /** How each server that is on stands to the item. */
  readonly servers: readonly ServerState[];
  readonly findings: readonly FindingState[];
}

export interface ServerRow extends Omit<RowState, 'findings'> {
  readonly findings: readonly FindingState[];
}

/** What one config has part in. */
interface Config extends Pick<ConfigState, 'file' | 'scope' | 'findings'> {
  readonly rows: readonly ServerRow[];
  readonly items: ReadonlyMap<ItemId, Pick<ItemState, 'servers' | 'findings'>>;
}

/** Joins what the server tells bit by bit. */
export class JoinedChecklist {
  /** By URI. */
  readonly #configs = new Map<string, Config>();
  #lists: readonly ListHead[] = [];
  /** The URIs in order. */
  #sorted: readonly string[] = [];

  /** @returns undefined while the rest of the same change is on its way */
  take({ first, more, lists, changed, gone }: ChecklistUpdate): ChecklistState | undefined {
    if (first) this.#configs.clear();
    this.#lists = lists;
    const before = this.#configs.size;
    for (const uri of gone) this.#configs.delete(uri);
    const left = this.#configs.size;
    for (const it of changed) this.#configs.set(it.file.uri, configOf(it));
    if (first || left < before || this.#configs.size > left)
      this.#sorted = [...this.#configs.keys()].sort((a, b) => (a < b ? -1 : 1));
    return more ? undefined : this.#join();
  }

  #join(): ChecklistState {
    const configs = this.#sorted.flatMap((uri) => this.#configs.get(uri) ?? []);
    const files = configs.map(({ file }) => file);
    return {
      configs: files.length,
      servers: files.reduce((sum, { servers }) => sum + servers, 0),
      inFolders: files.filter(({ inFolder }) => inFolder).length,
      lists: this.#lists.map((list) => {
        const own = configs.filter(({ scope }) => scope === list.scope);
        return { ...list, items: list.items.map((item) => joinItem(item, own)) };
      }),
      files,
      fileOf: new Map(files.map((it) => [it.uri, it])),
      rows: configs.flatMap(({ rows }) => rows),
      rowsOf: new Map(configs.map(({ file, rows }) => [file.uri, rows])),
      findings: configs.flatMap(({ findings }) => findings),
    };
  }
}

function joinItem(item: ItemHead, configs: readonly Config[]): ItemState {
  const parts = configs.flatMap(({ items }) => items.get(item.id) ?? []);
  return {
    ...item,
    servers: parts.flatMap(({ servers }) => servers),
    findings: parts.flatMap(({ findings }) => findings),
  };
}

function configOf({ file, scope, rows, findings, items }: ConfigState): Config {
  const at = (places: readonly number[]): readonly FindingState[] =>
    places.flatMap((place) => findings[place] ?? []);
  const { uri } = file;
  return {
    file,
    scope,
    findings,
    rows: rows.map((row) => ({ ...row, findings: at(row.findings) })),
    items: new Map(
      items.map(({ id, servers, findings: places }) => [
        id,
        { servers: servers.map((it) => ({ uri, ...it })), findings: at(places) },
      ]),
    ),
  };
}
