import type { Why } from '../../rules/findings/finding.ts';
import { LookupError } from './types.ts';

/** One published version, whatever the ecosystem. */
export interface Release {
  readonly version: string;
  /** Milliseconds since 1970; undefined where the registry does not say. */
  readonly published: number | undefined;
  /** Deprecated, yanked: its authors ask not to use it. */
  readonly withdrawn: boolean;
}

export interface Choice {
  readonly version: string;
  readonly why: Why;
}

export interface AgeRule {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly minimumReleaseAgeDays: number;
  /** Nothing published later counts: npm's `before`. Milliseconds since 1970. */
  readonly before?: number | undefined;
  /** Whether a version has a known hole, or is known to be hostile. */
  readonly refuses?: ((version: string) => boolean) | undefined;
}

const DAY_MS = 86_400_000;

/** Twice what the package with the most versions has. To put them in order takes time. */
export const MAX_RELEASES = 20_000;

export function tooMany(where: string, name: string): LookupError {
  return new LookupError(
    `The answer of ${where} about "${name}" holds more versions than are looked at.`,
  );
}

/** What is published until then is old enough, whatever else is asked; infinite where everything is. */
export function latestAllowed({ now, minimumReleaseAgeDays, before }: AgeRule): number {
  const byAge =
    minimumReleaseAgeDays > 0 ? now - minimumReleaseAgeDays * DAY_MS : Number.POSITIVE_INFINITY;
  return Math.min(byAge, before ?? Number.POSITIVE_INFINITY);
}

/**
 * The first release that is old enough, not withdrawn, and without a known vulnerability.
 *
 * @param fitting those within the spec, newest first
 * @param what for people: `"left-pad"`, `"left-pad" within "^1.0"`
 * @throws {LookupError} which says what is in the way
 */
export function choose(fitting: readonly Release[], what: string, age: AgeRule): Choice {
  if (fitting.length === 0) throw new LookupError(`No version of ${what} is published.`);
  const usable = fitting.filter(({ withdrawn }) => !withdrawn);
  if (usable.length === 0) {
    throw new LookupError(`Every version of ${what} is deprecated or withdrawn by its authors.`);
  }
  const sound = usable.filter(({ version }) => !age.refuses?.(version));
  const [best] = sound;
  if (!best) {
    throw new LookupError(
      `Every version of ${what} has a known vulnerability. Use another package, or a range with newer versions.`,
    );
  }
  const [first] = usable;
  const passed = first && first !== best ? { passed: first.version } : {};
  const latest = latestAllowed(age);
  if (latest === Number.POSITIVE_INFINITY) return { version: best.version, why: passed };
  const chosen = sound.find(({ published }) => published !== undefined && published <= latest);
  if (chosen) {
    const held = chosen !== best && latest !== age.before;
    const why = { ...passed, ...(held && { minimumAgeDays: age.minimumReleaseAgeDays }) };
    return { version: chosen.version, why };
  }
  if (best.published === undefined) {
    throw new LookupError(
      `The registry does not say when ${what} was published, so its age cannot be checked. A minimum release age of 0 days skips the check.`,
    );
  }
  throw new LookupError(
    `Nothing of ${what} is old enough: ${best.version} was published ${ageInWords(age.now - best.published)} ago, and ${ruleInWords(age, latest)}.`,
  );
}

function ruleInWords(age: AgeRule, latest: number): string {
  if (latest === age.before) {
    return `your npm configuration holds back what came after ${new Date(latest).toISOString().slice(0, 10)}`;
  }
  const days = age.minimumReleaseAgeDays;
  return `versions must be at least ${days === 1 ? '1 day' : `${days} days`} old`;
}

function ageInWords(ms: number): string {
  const minutes = Math.max(1, Math.round(ms / 60_000));
  if (minutes < 120) return minutes === 1 ? '1 minute' : `${minutes} minutes`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} hours` : `${Math.floor(hours / 24)} days`;
}
