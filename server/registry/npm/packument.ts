import fetch from 'npm-registry-fetch';
import * as z from 'zod/mini';
import { ask } from '../ask.ts';
import type { Release } from '../choose.ts';
import { jsonOf, momentOf } from '../json.ts';
import { Memo } from '../memo.ts';
import { LookupError } from '../types.ts';
import type { NpmSettings } from './settings.ts';

/** All that is known of a package, without what each version weighs. */
export interface Packument {
  readonly tags: ReadonlyMap<string, string>;
  readonly releases: readonly Release[];
}

const shape = z.object({
  'dist-tags': z.optional(z.record(z.string(), z.unknown())),
  versions: z.optional(z.record(z.string(), z.unknown())),
  time: z.optional(z.record(z.string(), z.unknown())),
});

const known = new Memo<Packument>();

export const NPM_REGISTRY = 'the npm registry';

/** Asks the registry that is configured for this package. The long form: only it says when versions were published. */
export function packument(
  name: string,
  { flat }: NpmSettings,
  signal: AbortSignal,
  where = NPM_REGISTRY,
): Promise<Packument> {
  return known.get(`${fetch.pickRegistry(name, { ...flat })} ${name}`, async () => {
    const reply = await ask({
      uri: `/${name.replace('/', '%2f')}`,
      options: { ...flat, spec: name, headers: { accept: 'application/json' } },
      where,
      name,
      signal,
    });
    if (!reply) throw new LookupError(notPublished(name));
    return read(reply.text, name);
  });
}

function notPublished(name: string): string {
  return name.startsWith('@')
    ? `Nobody has published "${name}" where your npm looks for it, or you may not see it: whoever owns that scope could publish it and would be run here.`
    : `Nobody has published "${name}" where your npm looks for it: anyone could register that name and would be run here.`;
}

function read(text: string, name: string): Packument {
  const { data } = shape.safeParse(jsonOf(text));
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
  return { tags, releases };
}
