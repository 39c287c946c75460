import type { Digest } from '../findings/facts.ts';
import { matchesGlob } from '../hosts/index.ts';
import { safe } from '../secrets/safe.ts';
import { groupedBy } from '../text/groups.ts';
import type { BaselineEntry, Ignore, ProjectScope } from './policy.ts';

/** What an entry of the project file is held against. */
export interface Silenceable {
  readonly rule: string;
  /** '' for the file itself. */
  readonly server: string;
  readonly pointer: string;
  readonly messageId: string;
  readonly provider: string | null;
  /** The text the finding stands at. */
  readonly text: string;
}

/** What a team wrote down about one config, by what it is about: looked for once, not for every finding. */
export class PolicyIgnores {
  readonly #path: string;
  readonly #ignores: ReadonlyMap<string, readonly Ignore[]>;
  readonly #baseline: ReadonlyMap<string, readonly BaselineEntry[]>;
  readonly #key: string | undefined;

  constructor({ project, path }: ProjectScope) {
    const ignores = project.ignore.filter((it) => matchesGlob(it.path, path));
    const baseline = project.baseline?.findings.filter((it) => it.path === path) ?? [];
    this.#path = path;
    this.#ignores = groupedBy(ignores, ({ rule }) => rule);
    this.#baseline = groupedBy(baseline, placeOf);
    this.#key = project.baseline?.key;
  }

  /**
   * The entry that silences a finding, if there is one: a deliberate one before one of the baseline.
   *
   * @param now milliseconds since 1970; without it, nothing has run out
   * @param digest without it, the baseline does not count
   */
  find(
    found: Silenceable,
    now: number | undefined,
    digest: Digest | undefined,
  ): Ignore | BaselineEntry | undefined {
    const ignore = this.#ignores
      .get(found.rule)
      ?.find(
        (it) =>
          isAbout(it, this.#path, found) && (it.until === undefined || !isOver(it.until, now)),
      );
    if (ignore || this.#key === undefined || !digest) return ignore;
    const near = this.#baseline.get(placeOf(found));
    if (!near) return undefined;
    const hashes = [baselineHash(digest, this.#key, found), textHash(digest, this.#key, found)];
    return near.find((it) => hashes.includes(it.hash));
  }
}

function placeOf({ rule, pointer }: Pick<BaselineEntry, 'rule' | 'pointer'>): string {
  return `${rule}\0${shownPointer(pointer)}`;
}

/** Whether an entry names a finding, on whatever day. */
export function isAbout(
  ignore: Ignore,
  path: string,
  { rule, server, pointer }: Pick<Silenceable, 'rule' | 'server' | 'pointer'>,
): boolean {
  return (
    ignore.rule === rule &&
    matchesGlob(ignore.path, path) &&
    (ignore.server === undefined || ignore.server === server) &&
    (ignore.pointer === undefined ||
      isBelow(pointer, ignore.pointer) ||
      isBelow(shownPointer(pointer), ignore.pointer))
  );
}

/**
 * A pointer as it is written down: a token that somebody used as a name stays out of the project file, which is
 * committed where the config often is not.
 */
export function shownPointer(pointer: string): string {
  return safe.text(pointer);
}

/** Rules whose findings stand at the name of something that is fetched: another one there is another finding. */
const ABOUT_A_NAME: ReadonlySet<string> = new Set([
  'lookalike-package',
  'malicious-package',
  'moved-package',
  'unpinned-git-source',
  'unpinned-image',
  'unpinned-package',
  'vulnerable-package',
]);

/**
 * Marks a finding, for the baseline: the same rule, place and kind is the same finding. Nothing that could be a
 * credential goes into it. Any hash of a weak password helps whoever has a list of passwords and the key, which
 * stands beside it.
 */
export function baselineHash(
  digest: Digest,
  key: string,
  found: Omit<Silenceable, 'server'>,
): string {
  const { rule, pointer, messageId, provider, text } = found;
  const isName = ABOUT_A_NAME.has(rule) && !mayHoldPassword(text) && safe.text(text) === text;
  const about = [rule, shownPointer(pointer), messageId, provider, isName ? text : ''];
  return digest(key, JSON.stringify(about)).slice(0, 16);
}

/** Whether it may be an address with a user part or a query. */
function mayHoldPassword(text: string): boolean {
  return text.includes('?') || (text.includes(':') && text.includes('@'));
}

/** What baselines held before: still understood, and gone once one is written anew. */
function textHash(
  digest: Digest,
  key: string,
  { rule, text }: Pick<Silenceable, 'rule' | 'text'>,
): string {
  return digest(key, `${rule}\0${text}`).slice(0, 6);
}

/** Whether a day has passed, everywhere on earth. */
export function isOver(day: string, now: number | undefined): boolean {
  if (now === undefined) return false;
  const start = Date.parse(`${day}T00:00:00Z`);
  // A day that is none never began.
  return Number.isNaN(start) || now >= start + 36 * 60 * 60 * 1000;
}

function isBelow(pointer: string, top: string): boolean {
  return pointer === top || pointer.startsWith(`${top}/`);
}
