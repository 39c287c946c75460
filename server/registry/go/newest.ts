import { rcompare, satisfies, valid } from 'semver';
import * as z from 'zod/mini';
import type { Answer, Lookup } from '../../../rules/findings/finding.ts';
import { ask } from '../ask.ts';
import { choose, type Release } from '../choose.ts';
import { jsonOf, momentOf } from '../json.ts';
import { Memo } from '../memo.ts';
import { LookupError, type RegistryContext } from '../types.ts';
import { goSettings, isPrivate } from './settings.ts';

/** https://go.dev/ref/mod#goproxy-protocol */
const Info = z.object({ Version: z.string(), Time: z.optional(z.string()) });

/** Each costs a question of its own. */
const MOST_DATES = 8;

const known = new Memo<readonly Release[] | undefined>();

/** The newest version of the module that a package is in, asked of the proxies that go would ask. */
export async function newestOfGo(lookup: Lookup, context: RegistryContext): Promise<Answer> {
  const { name, spec } = lookup;
  if (!/^[\w.-]+\.[\w-]+(?:\/[\w.~-]+)+$/.test(name))
    throw new LookupError(`"${name}" is not the path of a Go package.`);
  const settings = await goSettings();
  if (isPrivate(name, settings))
    throw new LookupError(
      `GOPRIVATE keeps "${name}" away from every proxy. Its versions are the tags of its repository.`,
    );
  const [proxy] = settings.proxies;
  if (proxy === undefined) throw new LookupError('GOPROXY names no proxy that could be asked.');
  const where = `the Go proxy ${new URL(proxy).host}`;
  for (const module of modulesOf(name)) {
    const key = `${proxy} ${module} ${spec}`;
    const releases = await known.get(key, () => releasesOf(proxy, module, spec, where, context));
    if (!releases) continue;
    const what = /^(?:|latest|upgrade|patch)$/.test(spec)
      ? `"${name}"`
      : `"${name}" within "${spec}"`;
    return { ...choose(releases, what, context), source: where, installed: false };
  }
  throw new LookupError(
    `${where.replace(/^t/, 'T')} knows no module that "${name}" is in: whoever gets hold of that address would be run here.`,
  );
}

/** The package's path and those above it: which of them is the module, only asking tells. */
function modulesOf(name: string): readonly string[] {
  const steps = name.split('/');
  const shortest = /^(?:github\.com|gitlab\.com|bitbucket\.org)$/.test(steps[0] ?? '') ? 3 : 1;
  const found: string[] = [];
  for (let length = steps.length; length >= shortest; length -= 1)
    found.push(steps.slice(0, length).join('/'));
  return found;
}

async function releasesOf(
  proxy: string,
  module: string,
  spec: string,
  where: string,
  { signal, now, minimumReleaseAgeDays }: RegistryContext,
): Promise<readonly Release[] | undefined> {
  const base = `${proxy.replace(/(?<!\/)\/+$/, '')}/${escaped(module)}`;
  const get = (file: string) =>
    ask({ uri: `${base}/${file}`, options: {}, where, name: module, signal });
  const info = async (file: string): Promise<Release | undefined> => {
    const reply = await get(file);
    const { data } = Info.safeParse(reply && jsonOf(reply.text));
    if (!data || !/^v\d[\w.+-]{0,200}$/.test(data.Version)) return undefined;
    return { version: data.Version, published: momentOf(data.Time), withdrawn: false };
  };
  const isRange = /^v\d+(?:\.\d+)?$|^[<>]/.test(spec);
  const isNewest = /^(?:|latest|upgrade|patch)$/.test(spec);
  if (!isRange && !isNewest) {
    // A branch: its pseudo-version.
    const branch = await info(`@v/${encodeURIComponent(escaped(spec))}.info`);
    return branch && [branch];
  }
  const latest = await info('@latest');
  const oldest = now - minimumReleaseAgeDays * 86_400_000;
  if (isNewest && latest && (latest.published ?? 0) <= oldest) return [latest];
  const list = await get('@v/list');
  if (!list && !latest) return undefined;
  const versions = (list?.text ?? '')
    .split('\n')
    .filter((it) => valid(it) !== null && !it.includes('-') && isWithin(it, spec, isRange))
    .sort(rcompare)
    .slice(0, MOST_DATES);
  const dated: Release[] = [];
  for (const version of versions) {
    const release = await info(`@v/${escaped(version)}.info`);
    if (release) dated.push(release);
    if (release?.published !== undefined && release.published <= oldest) break;
  }
  return dated.length > 0 || isRange ? dated : latest && [latest];
}

function isWithin(version: string, spec: string, isRange: boolean): boolean {
  if (!isRange) return true;
  const range = /^v\d+(?:\.\d+)?$/.test(spec) ? `${spec.slice(1)}.x` : spec.replaceAll('v', '');
  return satisfies(version, range);
}

/** https://go.dev/ref/mod#module-proxy: capitals are written as `!` and the small letter. */
function escaped(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => `!${letter.toLowerCase()}`);
}
