import npmFetch from 'npm-registry-fetch';
import type { Lookup } from '../../rules/findings/finding.ts';
import { startFolder } from './folders.ts';
import { addressOf } from './git/commit.ts';
import { goSettings } from './go/settings.ts';
import { namedRegistries } from './named.ts';
import { recentSettings } from './npm/settings.ts';
import { feedsFor } from './nuget/newest.ts';
import { imageOf } from './oci/digest.ts';
import { pypiSettings } from './pypi/settings.ts';
import type { RegistryContext } from './types.ts';

type Context = Pick<RegistryContext, 'configPath' | 'trusted'>;

/** The host that a question about a version would go to first, and the proxy on the way, by a look at settings only. */
export async function hostAsked(lookup: Lookup, context: Context): Promise<string | undefined> {
  try {
    return await hostOf(lookup, context);
  } catch {
    // Whatever is in the way is said when the question is asked.
    return undefined;
  }
}

async function hostOf(lookup: Lookup, context: Context): Promise<string | undefined> {
  const { ecosystem, name } = lookup;
  switch (ecosystem) {
    case 'npm':
      return npmHost(lookup, context);
    case 'pypi':
      return host((await pypiSettings(namedRegistries(lookup, context))).indexes[0]?.url);
    case 'nuget':
      return host((await feedsFor(lookup, context))[0]?.url);
    case 'go':
      return host((await goSettings()).proxies[0]);
    case 'git':
      return host(addressOf(name));
    case 'oci':
      return imageOf(lookup).host;
    default:
      return undefined;
  }
}

async function npmHost(lookup: Lookup, context: Context): Promise<string | undefined> {
  const folder = context.trusted ? startFolder(context.configPath) : undefined;
  const { flat } = await recentSettings(folder);
  const named = namedRegistries(lookup, context)?.urls.at(-1);
  const options = named === undefined ? { ...flat } : { ...flat, registry: named };
  const registry = host(npmFetch.pickRegistry(lookup.name, options));
  const proxy = flat.httpsProxy || flat.proxy;
  return typeof proxy === 'string' ? `${registry} through the proxy ${host(proxy)}` : registry;
}

/** Never with what a person writes in front of an `@`. */
function host(url: string | undefined): string | undefined {
  return url !== undefined && URL.canParse(url) ? new URL(url).host : undefined;
}
