import fetch from 'npm-registry-fetch';
import * as z from 'zod/mini';
import { ask } from '../ask.ts';
import { MAX_RELEASES, type Release, tooMany } from '../choose.ts';
import { jsonOf, momentOf } from '../json.ts';
import { Memo } from '../memo.ts';
import { LookupError } from '../types.ts';
import type { NpmSettings } from './settings.ts';

/** All that is known of a package, without what each version weighs. */
export interface Packument {
  /** When anything was changed last. Milliseconds since 1970. */
  readonly modified: number | undefined;
  readonly tags: ReadonlyMap<string, string>;
  readonly releases: readonly Release[];
}

const shape = z.object({
  'dist-tags': z.optional(z.record(z.string(), z.unknown())),
  versions: z.optional(z.record(z.string(), z.unknown())),
  time: z.optional(z.record(z.string(), z.unknown())),
  modified: z.optional(z.unknown()),
});

const known = new Memo<Packument>();

export const NPM_REGISTRY = 'the npm registry';

/**
 * What is enough to install, and a tenth of the rest. It does not say when each version was published, only when the
 * last change was: https://github.com/npm/registry/blob/main/docs/responses/package-metadata.md
 */
const SHORT = 'application/vnd.npm.install-v1+json; q=1.0, application/json; q=0.8';
const LONG = 'application/json';

interface Asked {
  readonly where: string;
  readonly signal: AbortSignal;
  /** Whatever was published before needs no date of its own; undefined where dates do not matter. */
  readonly oldEnough: number | undefined;
}

/** Asks the registry that is configured for this package; for the long form only where dates matter. */
export async function packument(
  name: string,
  { flat }: NpmSettings,
  { where, signal, oldEnough }: Asked,
): Promise<Packument> {
  const registry = fetch.pickRegistry(name, { ...flat });
  const get = (accept: string) =>
    known.get(`${accept} ${registry} ${name}`, async () => {
      const reply = await ask({
        uri: `/${name.replace('/', '%2f')}`,
        options: { ...flat, spec: name, headers: { accept } },
        where,
        name,
        signal,
      });
      if (!reply) throw new LookupError(notPublished(name));
      return read(reply.text, name);
    });
  const short = await get(SHORT);
  const dated = short.releases.some(({ published }) => published !== undefined);
  if (oldEnough === undefined || (dated && short.releases.length > 0)) return short;
  if (short.modified !== undefined && short.modified <= oldEnough) return allBefore(short);
  return get(LONG);
}

/** Where nothing has changed since, everything was published before. */
function allBefore({ modified, ...short }: Packument): Packument {
  const releases = short.releases.map((it) => ({ ...it, published: modified }));
  return { ...short, modified, releases };
}

function notPublished(name: string): string {
  return name.startsWith('@')
    ? `Nobody has published "${name}" where your npm looks for it, or you may not see it: whoever owns that scope could publish it and would be run here.`
    : `Nobody has published "${name}" where your npm looks for it: anyone could register that name and would be run here.`;
}

function read(text: string, name: string): Packument {
  const json = jsonOf(text);
  // Counted before anything else looks at each of them.
  const { versions } = (json ?? {}) as { versions?: unknown };
  if (Object.keys(versions ?? {}).length > MAX_RELEASES) throw tooMany(NPM_REGISTRY, name);
  const { data } = shape.safeParse(json);
  if (!data)
    throw new LookupError(`The answer of ${NPM_REGISTRY} about "${name}" was not understood.`);
  const time = new Map(Object.entries(data.time ?? {}));
  if (time.has('unpublished')) {
    throw new LookupError(
      `"${name}" was taken off ${NPM_REGISTRY}: do not start it until you know why.`,
    );
  }
  const tags = new Map<string, string>();
  for (const [tag, version] of Object.entries(data['dist-tags'] ?? {})) {
    if (typeof version === 'string') tags.set(tag, version);
  }
  const releases = Object.entries(data.versions ?? {}).map(([version, manifest]) => ({
    version,
    published: momentOf(time.get(version)),
    withdrawn: Boolean((manifest as { deprecated?: unknown } | null)?.deprecated),
  }));
  return { modified: momentOf(data.modified), tags, releases };
}
