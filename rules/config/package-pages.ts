import type { PackageSpec } from '../launch/launch.ts';
import type { Span } from '../text/span.ts';
import type { Config, Server } from './config.ts';

/** The page of something that a config fetches. */
export interface PackageLink {
  /** The name, where it stands. */
  readonly span: Span;
  readonly url: string;
  /** Whose page it is: `npm`, `PyPI`, `GitHub` … */
  readonly site: string;
}

type Page = Omit<PackageLink, 'span'>;

/**
 * The pages of everything that the servers of a config fetch. Their hosts are ours to name: the file decides the
 * path alone, and a repository's address only where it is one of the well-known forges.
 */
export function packageLinks({ servers }: Config): readonly PackageLink[] {
  return servers.flatMap((server) => linksOf(server));
}

function linksOf({ launch }: Server): readonly PackageLink[] {
  if (!launch) return [];
  // Another registry may know another package by that name.
  if (launch.registries.length > 0) return [];
  return launch.packages.flatMap((spec) => {
    const page = pageOf(spec);
    const { word, start, end } = spec.named;
    return page ? [{ span: word.text.spanOf(start, end), ...page }] : [];
  });
}

/**
 * The page on which people can read about a package.
 *
 * @returns undefined where there is none, and for names that no registry could have
 */
export function pageOf({
  ecosystem,
  name,
  version,
  pinning,
}: Pick<PackageSpec, 'ecosystem' | 'name' | 'version' | 'pinning'>): Page | undefined {
  const exact = pinning === 'exact' ? encodeURIComponent(version) : '';
  switch (ecosystem) {
    case 'npm': {
      if (!/^(?:@[\w.~-]+\/)?[\w.~-]+$/.test(name)) return undefined;
      return page('npm', `https://www.npmjs.com/package/${name}${exact && `/v/${exact}`}`);
    }
    case 'pypi': {
      // Extras are no part of the name: `mcp[cli]`.
      const bare = /^[\w.-]+(?=$|\[)/.exec(name)?.[0];
      return bare === undefined
        ? undefined
        : page('PyPI', `https://pypi.org/project/${bare}/${exact && `${exact}/`}`);
    }
    case 'oci':
      return imagePage(name);
    case 'git':
      return repositoryPage(name);
    case 'nuget': {
      if (!/^[\w.-]+$/.test(name)) return undefined;
      return page('NuGet', `https://www.nuget.org/packages/${name}${exact && `/${exact}`}`);
    }
    case 'go': {
      if (!/^[\w.-]+\.[a-z]+(?:\/[\w.~-]+)+$/i.test(name)) return undefined;
      return page('pkg.go.dev', `https://pkg.go.dev/${name}${exact && `@${exact}`}`);
    }
    case 'cargo':
      return /^[\w-]+$/.test(name)
        ? page('crates.io', `https://crates.io/crates/${name}`)
        : undefined;
    case 'jsr':
      return /^@[\w-]+\/[\w-]+$/.test(name) ? page('JSR', `https://jsr.io/${name}`) : undefined;
    default:
      return undefined;
  }
}

/** Registries with pages for people: https://docs.docker.com/docker-hub/repos/ and each one's own. */
function imagePage(name: string): Page | undefined {
  if (!/^[a-z0-9._/-]+$/.test(name) || name.includes('//')) return undefined;
  const steps = name.split('/');
  const [first = ''] = steps;
  // With a dot it is a registry: https://github.com/distribution/reference
  if (steps.length === 1 && !first.includes('.'))
    return page('Docker Hub', `https://hub.docker.com/_/${name}`);
  const rest = steps.slice(1).join('/');
  switch (first) {
    case 'docker.io':
    case 'index.docker.io':
      return steps.length === 3
        ? page('Docker Hub', `https://hub.docker.com/r/${rest}`)
        : undefined;
    case 'ghcr.io':
      return page('GitHub', `https://ghcr.io/${rest}`);
    case 'quay.io':
      return page('Quay', `https://quay.io/repository/${rest}`);
    case 'mcr.microsoft.com':
      return page('Microsoft', `https://mcr.microsoft.com/artifact/mar/${rest}/about`);
    default:
      return steps.length === 2 && !first.includes('.')
        ? page('Docker Hub', `https://hub.docker.com/r/${name}`)
        : undefined;
  }
}

const FORGES: Readonly<Record<string, string>> = {
  'github.com': 'GitHub',
  'gitlab.com': 'GitLab',
  'bitbucket.org': 'Bitbucket',
  'codeberg.org': 'Codeberg',
};

/** `git+https://github.com/o/r.git`, `git@github.com:o/r`, `github:o/r`, without what stands behind. */
function repositoryPage(address: string): Page | undefined {
  const short = /^(github|gitlab|bitbucket):([\w.-]+\/[\w.-]+)$/i.exec(address);
  const long =
    /^(?:git\+)?(?:https?|ssh|git):\/\/(?:[^/@\s]*@)?([\w.-]+)\/([\w.-]+\/[\w./-]+)$/i.exec(
      address,
    ) ?? /^[\w.-]+@([\w.-]+):([\w.-]+\/[\w./-]+)$/.exec(address);
  const bare = /^[\w.-]+\/[\w.-]+$/.test(address) ? address : undefined;
  const [, host = bare && 'github.com', path = bare] = long ?? short ?? [];
  if (!host || !path) return undefined;
  const domain = Object.keys(FORGES).find(
    (it) => it === host.toLowerCase() || it.startsWith(`${host.toLowerCase()}.`),
  );
  const site = domain && FORGES[domain];
  if (site === undefined) return undefined;
  return page(site, `https://${domain}/${path.replace(/\.git$/, '')}`);
}

function page(site: string, url: string): Page {
  return { site, url };
}
