import path from 'node:path';
import * as z from 'zod/mini';
import type { Answer, Lookup } from '../../../rules/findings/finding.ts';
import { ask } from '../ask.ts';
import { choose, MAX_RELEASES, type Release, tooMany } from '../choose.ts';
import { jsonOf, momentOf } from '../json.ts';
import { Memo } from '../memo.ts';
import { namedRegistries } from '../named.ts';
import { LookupError, type RegistryContext } from '../types.ts';
import { type Feed, feedOf, nugetFeeds } from './feeds.ts';
import { compareVersions, fits, isPrerelease, isVersion } from './version.ts';

/** https://learn.microsoft.com/nuget/api/service-index */
const ServiceIndex = z.object({
  resources: z.array(z.object({ '@id': z.string(), '@type': z.string() })),
});

/** https://learn.microsoft.com/nuget/api/registration-base-url-resource */
const Leaf = z.object({
  catalogEntry: z.object({
    version: z.string(),
    listed: z.optional(z.boolean()),
    published: z.optional(z.string()),
    deprecation: z.optional(z.unknown()),
  }),
});
const Page = z.object({ '@id': z.string(), items: z.optional(z.array(Leaf)) });
const Registration = z.object({ items: z.array(Page) });

/** The best there is first: with versions of SemVer 2, compressed. */
const BASES = ['RegistrationsBaseUrl/3.6.0', 'RegistrationsBaseUrl/3.4.0', 'RegistrationsBaseUrl'];
const MAX_PAGES = 40;

const known = new Memo<readonly Release[] | undefined>();

/** The newest version that `dnx` would start, as far as it is old enough. */
export async function newestOnNuget(lookup: Lookup, context: RegistryContext): Promise<Answer> {
  const { name, spec } = lookup;
  if (!/^[\w.-]{1,100}$/.test(name))
    throw new LookupError(`"${name}" is not a package name that NuGet accepts.`);
  const feeds = await feedsFor(lookup, context);
  if (feeds.length === 0)
    throw new LookupError('The NuGet settings of this machine name no feed that can be asked.');
  for (const feed of feeds) {
    const key = `${feed.authorization ?? ''} ${feed.url} ${name.toLowerCase()}`;
    const releases = await known.get(key, () => releasesOn(feed, name, context.signal));
    if (!releases) continue;
    const what = spec === '' ? `"${name}"` : `"${name}" within "${spec}"`;
    const chosen = choose(fitting(releases, spec), what, context);
    return { ...chosen, source: feed.where, installed: false };
  }
  const where = feeds.map((feed) => feed.where).join(', ');
  throw new LookupError(
    `Nobody has published "${name}" on ${where}: anyone could register that name and would be run here.`,
  );
}

/** In the order in which they are asked. */
export async function feedsFor(
  lookup: Lookup,
  context: Pick<RegistryContext, 'configPath' | 'trusted'>,
): Promise<readonly Feed[]> {
  const named = namedRegistries(lookup, context);
  const own = named?.urls.flatMap((url) => feedOf(url) ?? []) ?? [];
  if (named?.only) return own;
  const isFile = context.trusted && context.configPath !== '';
  return [...own, ...(await nugetFeeds(isFile ? path.dirname(context.configPath) : undefined))];
}

/** Newest first; prereleases where the spec names one, or where there is nothing else. */
function fitting(releases: readonly Release[], spec: string): readonly Release[] {
  const all = releases
    .filter(({ version }) => fits(version, spec))
    .sort((a, b) => compareVersions(b.version, a.version));
  const stable = all.filter(({ version }) => !isPrerelease(version));
  return isPrerelease(spec) || stable.length === 0 ? all : stable;
}

async function releasesOn(
  feed: Feed,
  name: string,
  signal: AbortSignal,
): Promise<readonly Release[] | undefined> {
  const get = async (uri: string) => {
    const headers: Record<string, string> = feed.authorization
      ? { authorization: feed.authorization }
      : {};
    const reply = await ask({ uri, options: { headers }, where: feed.where, name, signal });
    return reply && jsonOf(reply.text);
  };
  const index = ServiceIndex.safeParse(await get(feed.url));
  const base = BASES.map(
    (type) => index.data?.resources.find((it) => it['@type'] === type)?.['@id'],
  ).find((it) => it !== undefined && isSameHost(it, feed.url));
  if (base === undefined) throw notUnderstood(feed, name);
  const answer = await get(`${base.replace(/(?<!\/)\/+$/, '')}/${name.toLowerCase()}/index.json`);
  if (answer === undefined) return undefined;
  const registration = Registration.safeParse(answer);
  if (!registration.success) throw notUnderstood(feed, name);
  const leaves: z.infer<typeof Leaf>[] = [];
  // Pages are in ascending order, and only the newest matter.
  for (const page of registration.data.items.slice(-MAX_PAGES)) {
    if (page.items) leaves.push(...page.items);
    else if (isSameHost(page['@id'], feed.url)) {
      const whole = Page.safeParse(await get(page['@id']));
      leaves.push(...(whole.data?.items ?? []));
    }
  }
  if (leaves.length > MAX_RELEASES) throw tooMany(feed.where, name);
  return leaves.flatMap(({ catalogEntry: { version, listed, published, deprecation } }) => {
    const plain = version.split('+', 1)[0] ?? '';
    if (!isVersion(plain)) return [];
    const withdrawn = listed === false || deprecation !== undefined;
    return [{ version: plain, published: momentOf(published), withdrawn }];
  });
}

/** An answer must not lead to another host than the one that somebody has named. */
function isSameHost(uri: string, feed: string): boolean {
  return URL.canParse(uri) && new URL(uri).origin === new URL(feed).origin;
}

function notUnderstood({ where }: Feed, name: string): LookupError {
  return new LookupError(`The answer of ${where} about "${name}" was not understood.`);
}
