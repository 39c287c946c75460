import { isLoopback } from '../../rules/config/urls.ts';
import type { Lookup } from '../../rules/findings/finding.ts';
import { LookupError, type RegistryContext } from './types.ts';

/** Registries that a command line names, as they may be asked. */
export interface Named {
  readonly urls: readonly string[];
  readonly only: boolean;
}

/**
 * The registries that the command line in the config names for itself.
 *
 * @returns undefined where it names none
 * @throws {LookupError} where they cannot be asked, or must not be
 */
export function namedRegistries(
  { registries, name }: Lookup,
  { trusted }: Pick<RegistryContext, 'trusted'>,
): Named | undefined {
  if (!registries) return undefined;
  // Whoever wrote the config would see the question, and whatever login goes with it.
  if (!trusted) throw notTrusted(name, hostsOf(registries.urls));
  for (const url of registries.urls) {
    if (!isAddress(url))
      throw new LookupError(
        `The registry that the config names for "${name}" is no https address, so it is not asked.`,
      );
  }
  return registries;
}

function isAddress(url: string): boolean {
  if (!URL.canParse(url) || url.includes('${')) return false;
  const { protocol, hostname } = new URL(url);
  return (
    protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname.replace(/^\[|\]$/g, '')))
  );
}

/** Who is asked, for people: never with what a person writes in front of an `@`. */
export function whereOf(url: string): string {
  return `the registry ${new URL(url).host}`;
}

/**
 * Registries of images that millions start from: a question there tells nobody anything, whoever wrote the config.
 * As the registries themselves say: docker.io, docs.github.com/packages, docs.quay.io, mcr.microsoft.com,
 * cloud.google.com/artifact-registry, docs.gitlab.com, docs.aws.amazon.com/AmazonECR.
 */
export const PUBLIC_REGISTRIES: ReadonlySet<string> = new Set([
  'registry-1.docker.io',
  'ghcr.io',
  'quay.io',
  'mcr.microsoft.com',
  'gcr.io',
  'registry.gitlab.com',
  'public.ecr.aws',
]);

/** The same for repositories. */
export const PUBLIC_FORGES: ReadonlySet<string> = new Set([
  'github.com',
  'gitlab.com',
  'bitbucket.org',
  'codeberg.org',
]);

/** @param host whom the config would have asked */
export function notTrusted(name: string, host: string): LookupError {
  return new LookupError(
    `The config takes "${name}" from ${host}, which is only asked in a folder that you trust; on the command line, with --trust-project.`,
  );
}

function hostsOf(urls: readonly string[]): string {
  const hosts = urls.flatMap((url) => (URL.canParse(url) ? [new URL(url).host] : []));
  return hosts.length > 0 ? hosts.join(', ') : 'a registry of its own';
}
