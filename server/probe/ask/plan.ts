import { type ProviderId, provider } from '../../../rules/catalog/providers.ts';
import type { Config, Server } from '../../../rules/config/config.ts';
import { findCredentials } from '../../../rules/secrets/index.ts';
import { readName } from '../../../rules/secrets/name.ts';
import { questions } from './questions.ts';
import type { AskPlan } from './types.ts';

interface Around {
  readonly fingerprint: string;
  /** Where the values of references to variables are. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * The credentials of a server that a provider can be asked about: those whose form says whose they are, and that the
 * config uses at that provider. What is for another address of the same product is nobody else's business.
 */
export function asksOf(config: Config, server: Server, around: Around): readonly AskPlan[] {
  const names = [...server.env, ...server.headers].map(({ key }) => key.value).sort();
  const { fingerprint, env } = around;
  const found = findCredentials(config)
    .filter((it) => it.place.server === server && it.verdict === 'credential')
    .map(({ provider: id, place, start, end }) => ({
      id,
      name: place.name,
      value: place.text.value.slice(start, end),
    }));
  const referred = server.places.flatMap((place) =>
    place.references.flatMap(({ name }) => ({
      id: readName(name).provider ?? readName(place.name).provider,
      name: place.name || name,
      value: env[name] ?? '',
    })),
  );
  const seen = new Set<string>();
  return [...found, ...referred].flatMap(({ id, name, value }) => {
    if (id === undefined) return [];
    const question = questions[id];
    if (!question?.takes.test(value) || question.isFor?.(value) === false) return [];
    if (!hasForm(id, value) || isElsewhere(server, id) || seen.has(value)) return [];
    seen.add(value);
    return [{ server: server.name, fingerprint, names, name, provider: id, value }];
  });
}

function hasForm(id: ProviderId, value: string): boolean {
  return provider(id).tokens.some(({ pattern }) => new RegExp(`^(?:${pattern})$`).test(value));
}

/** Whether the server is told to talk to an instance of somebody's own: `GITLAB_API_URL`, `GITHUB_HOST`. */
function isElsewhere({ env, urls }: Server, id: ProviderId): boolean {
  const host = questions[id]?.host ?? '';
  const addresses = env.flatMap(({ key, value }) => {
    const isAddress = /(?:URL|HOST|DOMAIN|ENDPOINT|INSTANCE|SERVER|BASE)\b/i.test(
      key.value.replaceAll('_', ' '),
    );
    return isAddress && value?.kind === 'text' && value.value !== '' ? [value.value] : [];
  });
  if (urls.length > 0) return urls.some(({ text }) => !isAt(text.value, host));
  return addresses.some((it) => /^[\w.:/-]+\.[a-z]{2,}/i.test(it) && !isAt(it, host));
}

/** Whether an address is the provider's own, by its last two labels: `github.com` for `api.github.com`. */
function isAt(address: string, host: string): boolean {
  const own = host.split('.').slice(-2).join('.');
  const named = address.replace(/^[a-z]+:\/\//i, '').split(/[/:?#]/)[0] ?? '';
  return named === own || named.endsWith(`.${own}`);
}
