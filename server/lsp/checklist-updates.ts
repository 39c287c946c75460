import { type FileEvidence, unreadEvidence } from '../../rules/checklists/evidence.ts';
import { configChecklists } from '../../rules/checklists/index.ts';
import { judgeConfig } from '../../rules/checklists/judge-configs.ts';
import { type FleetSummary, fleetOf } from '../../rules/checklists/production-criteria.ts';
import type { ChecklistUpdate, ConfigState, ListHead } from '../protocol.ts';
import { configState, type Told } from './config-state.ts';
import type { KnownConfig } from './known-config.ts';
import { listHeads, type Parts } from './list-heads.ts';
import { nextTurn } from './next-turn.ts';

/** Days end at midnight, or at noon where they have to be over everywhere on earth. */
const HALF_A_DAY = 12 * 60 * 60 * 1000;

/** So many configs are judged, or told of, at once: what is asked meanwhile is answered in between. */
const SLICE = 250;

/** What tells a folder's configs from a person's own. */
export interface Surroundings {
  readonly home: string;
  readonly inFolder: (path: string) => boolean;
  /** Whether a person wants both on one list. */
  readonly together: boolean;
  /** Folders of which not all configs were looked at. */
  readonly cut: readonly string[];
}

/** A config as the client knows it, and what that was made from. */
interface Sent extends Told {
  readonly fleet: FleetSummary;
}

type Scope = ListHead['scope'];

/**
 * The checklist of all configs, as the client knows it. Of ten thousand configs an edit changes one: only that one is judged
 * and sent again, and the lists are joined from what is kept of the others.
 */
export class ChecklistUpdates {
  /** By path. */
  readonly #sent = new Map<string, Sent>();
  readonly #fleets = new Map<Scope, FleetSummary>();
  readonly #numbers = new Map<string, string>();
  /** The configs as they were listed last; another list is sorted anew. */
  #sorted: readonly KnownConfig[] = [];
  #heads = '';
  #isFirst = true;

  /**
   * What the client does not know yet; nothing where it knows all of it. All that is given has to be sent.
   *
   * @param configs by path
   * @param now milliseconds since 1970
   */
  async *next(
    known: ReadonlyMap<string, KnownConfig>,
    now: number,
    around: Surroundings,
  ): AsyncGenerator<ChecklistUpdate> {
    // As they are now: files are judged while others wait here for their turn.
    const configs = new Map(known);
    const gone = this.#leave(configs);
    const sorted = this.#inOrder(configs);
    const changed = await this.#judge(sorted, now, around);
    const lists = this.#lists(sorted, around, now);
    const heads = JSON.stringify(lists);
    if (!this.#isFirst && heads === this.#heads && gone.length + changed.length === 0) return;
    this.#heads = heads;
    for (let start = 0; start === 0 || start < changed.length; start += SLICE) {
      const first = this.#isFirst;
      this.#isFirst = false;
      const slice = changed.slice(start, start + SLICE);
      yield {
        first,
        more: start + SLICE < changed.length,
        lists,
        changed: slice.map((it) => this.#stateOf(it, around)),
        gone: start === 0 ? gone : [],
      };
    }
  }

  /** Lets go of configs that are no more, or that have another name by now. @returns their URIs */
  #leave(configs: ReadonlyMap<string, KnownConfig>): readonly string[] {
    const gone: string[] = [];
    for (const [path, { config }] of this.#sent) {
      if (configs.get(path)?.uri === config.uri) continue;
      this.#sent.delete(path);
      gone.push(config.uri);
    }
    return gone;
  }

  /** @returns those of which something else is to be told */
  async #judge(
    configs: readonly KnownConfig[],
    now: number,
    around: Surroundings,
  ): Promise<readonly Sent[]> {
    const places = configs.map((config) => {
      const { path } = config.evidence;
      const inFolder = around.inFolder(path);
      const scope: Scope = around.together ? 'all' : inFolder ? 'folder' : 'machine';
      return { path, config, inFolder, scope };
    });
    for (const scope of new Set(places.map((it) => it.scope)))
      this.#meet(
        scope,
        places.filter((it) => it.scope === scope).map(({ config }) => config),
      );
    const changed: Sent[] = [];
    let judged = 0;
    for (const { path, config, inFolder, scope } of places) {
      const fleet = this.#fleets.get(scope) ?? fleetOf([]);
      const before = this.#sent.get(path);
      if (
        before?.config === config &&
        before.fleet === fleet &&
        before.inFolder === inFolder &&
        before.scope === scope &&
        halfOf(before.now) === halfOf(now)
      )
        continue;
      judged += 1;
      if (judged % SLICE === 0) await nextTurn();
      const parts = partsOf(config.evidence, fleet, now);
      const sent: Sent = { config, scope, inFolder, parts, now, fleet };
      this.#sent.set(path, sent);
      if (!before || !this.#isSame(before, sent, around)) changed.push(sent);
    }
    return changed;
  }

  /** Keeps the summary of all servers the same object for as long as it says the same. */
  #meet(scope: Scope, configs: readonly KnownConfig[]): void {
    const fleet = fleetOf(configs.flatMap(({ evidence }) => evidence.servers));
    const before = this.#fleets.get(scope);
    if (!before || written(before) !== written(fleet)) this.#fleets.set(scope, fleet);
  }

  /** Most of what is judged again says what it said. */
  #isSame(before: Sent, after: Sent, around: Surroundings): boolean {
    const [a, b] = [before, after].map((it) => JSON.stringify(this.#stateOf(it, around)));
    return a === b;
  }

  #stateOf(sent: Told, { home }: Surroundings): ConfigState {
    return configState(sent, home, (hash) => {
      const number = this.#numbers.get(hash) ?? String(this.#numbers.size + 1);
      this.#numbers.set(hash, number);
      return number;
    });
  }

  #lists(
    configs: readonly KnownConfig[],
    { together, cut }: Surroundings,
    now: number,
  ): readonly ListHead[] {
    const sent = configs.flatMap(({ evidence }) => this.#sent.get(evidence.path) ?? []);
    const of = (scope: Scope): readonly Parts[] =>
      sent.filter((it) => it.scope === scope).map(({ parts }) => parts);
    // Of a folder that was not read to the end, nothing is known.
    const beyond = cut.map((folder) => partsOf(unreadEvidence(folder, ''), fleetOf([]), now));
    const isKnown = (path: string): boolean => this.#sent.has(path);
    if (together) return listHeads('all', of('all'), beyond, isKnown);
    return [
      ...listHeads('folder', of('folder'), beyond, isKnown),
      ...listHeads('machine', of('machine'), [], isKnown),
    ];
  }

  /** Ten thousand names are not sorted again for an edit in one file. */
  #inOrder(configs: ReadonlyMap<string, KnownConfig>): readonly KnownConfig[] {
    const now = this.#sorted.map((it) => configs.get(it.evidence.path));
    const isAsBefore =
      now.length === configs.size && now.every((it, nth) => it?.uri === this.#sorted[nth]?.uri);
    this.#sorted = isAsBefore
      ? now.flatMap((it) => it ?? [])
      : [...configs.values()].sort((a, b) => (a.uri < b.uri ? -1 : 1));
    return this.#sorted;
  }
}

function halfOf(now: number): number {
  return Math.floor(now / HALF_A_DAY);
}

function written({ ways, separation }: FleetSummary): string {
  return JSON.stringify([[...ways].sort(), separation]);
}

function partsOf(evidence: FileEvidence, fleet: FleetSummary, now: number): Parts {
  return configChecklists.map((list) =>
    judgeConfig(list, evidence, fleet, now).map(({ evidence: _, ...part }) => part),
  );
}
