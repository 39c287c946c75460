import semver from 'semver';
import type { Answer, Lookup } from '../../../rules/findings/finding.ts';
import { choose, latestAllowed, type Release } from '../choose.ts';
import { startFolder } from '../folders.ts';
import { namedRegistries, whereOf } from '../named.ts';
import { LookupError, type RegistryContext } from '../types.ts';
import { NPM_REGISTRY, type Packument, packument } from './packument.ts';
import { npmSettings } from './settings.ts';
import { isNpmName, isNpmVersion, readNpmSpec } from './spec.ts';

/** The newest version npm would accept for this spec, if it had our patience. */
export async function newestOnNpm(lookup: Lookup, context: RegistryContext): Promise<Answer> {
  const { name } = lookup;
  if (!isNpmName(name)) throw new LookupError(`"${name}" is not a package name that npm accepts.`);
  const settings = await npmSettings(context.trusted ? startFolder(context.configPath) : undefined);
  const named = namedRegistries(lookup, context)?.urls.at(-1);
  // As npm's own flag does: a scope's registry in the person's settings still wins.
  const flat = named === undefined ? settings.flat : { ...settings.flat, registry: named };
  const where = named === undefined ? NPM_REGISTRY : whereOf(named);
  const age = {
    now: context.now,
    minimumReleaseAgeDays: context.minimumReleaseAgeDays,
    before: settings.before,
    refuses: context.refuses,
  };
  const latest = latestAllowed(age);
  const oldEnough = latest === Number.POSITIVE_INFINITY ? undefined : latest;
  const asked = { where, signal: context.signal, oldEnough };
  const answer = await packument(name, { ...settings, flat }, asked);
  const what = lookup.spec === '' ? `"${name}"` : `"${name}" within "${lookup.spec}"`;
  const chosen = choose(fittingReleases(answer, lookup), what, age);
  const current = settings.before === undefined && isFetched(answer, lookup, chosen.version);
  return { ...chosen, source: where, installed: false, ...(current && { current }) };
}

/**
 * Whether npx would fetch this very version today: a tag is a version, and no version means the tag `latest`
 * (npm-pick-manifest). Of ranges nothing is said, as the copies of earlier starts count there.
 */
function isFetched({ tags }: Packument, { spec, launcher }: Lookup, version: string): boolean {
  return /^(?:npx|npm-exec)$/.test(launcher ?? '') && tags.get(spec || 'latest') === version;
}

/** Newest first. */
function fittingReleases({ tags, releases }: Packument, lookup: Lookup): Release[] {
  const spec = readNpmSpec(lookup.spec);
  // Read once each: to compare texts would read them again and again.
  const newestFirst = releases
    .flatMap((it) => {
      const parsed = isNpmVersion(it.version) ? semver.parse(it.version) : null;
      return parsed ? [{ it, parsed }] : [];
    })
    .sort((a, b) => semver.rcompare(a.parsed, b.parsed))
    .map(({ it }) => it);
  if (spec.kind === 'tag') {
    const tagged = tags.get(spec.tag);
    if (tagged === undefined)
      throw new LookupError(`"${lookup.name}" has no version tagged "${spec.tag}".`);
    return newestFirst.filter(({ version }) => version === tagged);
  }
  const latest = tags.get('latest') ?? newestFirst[0]?.version ?? '';
  const within = spec.kind === 'range' ? spec.range : '*';
  // Where everything is a prerelease, `latest` is one, and npm starts it without a question.
  const includePrerelease = spec.kind === 'latest' && semver.prerelease(latest) !== null;
  const fitting = newestFirst.filter(({ version }) =>
    semver.satisfies(version, within, { loose: true, includePrerelease }),
  );
  // What lies above `latest` was published and not recommended: npm takes it only when `latest` does not fit.
  return fitting.some(({ version }) => version === latest)
    ? fitting.filter(({ version }) => semver.lte(version, latest))
    : fitting;
}
