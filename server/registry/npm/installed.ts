import path from 'node:path';
import * as z from 'zod/mini';
import type { Answer, Lookup } from '../../../rules/findings/finding.ts';
import { foldersUp } from '../folders.ts';
import { lockedVersion } from '../locked.ts';
import { changedAt, namesIn, readJson } from '../read-file.ts';
import type { LocalContext } from '../types.ts';
import { NPM_LOCK_FILES } from './lock-files.ts';
import { machineSettings } from './settings.ts';
import { fits, isNpmName, type NpmSpec, readNpmSpec } from './spec.ts';

const manifest = z.object({ version: z.string() });

/**
 * The version on this disk, in the order in which npx looks (libnpmexec): the project's own copy, the
 * global one, what it fetched before. Only the first two start without a question to the registry, and
 * with `@latest` not even they do.
 */
export async function installedFromNpm(
  lookup: Lookup,
  context: LocalContext,
): Promise<Answer | undefined> {
  const { name } = lookup;
  const spec = readNpmSpec(lookup.spec);
  // Another registry may know another package by that name; and these two start no copy that is here already.
  if (lookup.registries || /^(?:pnpm|yarn)-dlx$/.test(lookup.launcher ?? '')) return undefined;
  // `..` and the like would lead out of node_modules.
  if (!isNpmName(name) || spec.kind === 'tag') return undefined;
  const copyStarts = lookup.spec !== 'latest';
  let project = true;
  for (const folder of foldersUp(context.configPath, context.workspaceFolders)) {
    const copy = await versionIn(path.join(folder, 'node_modules'), name, spec);
    if (copy) return { version: copy, source: 'node_modules', installed: copyStarts && project };
    const locked = await lockedVersion(folder, NPM_LOCK_FILES, name, (version) =>
      fits(version, spec),
    );
    if (locked) return locked;
    // npm takes the first folder with one of these for the project, and looks no further.
    if (await isProject(folder)) project = false;
  }
  // Without the project's settings: where a cache is, is not for a repository to say.
  const settings = await machineSettings();
  const global = await versionIn(settings.globalModules, name, spec);
  if (global) return { version: global, source: 'the global npm packages', installed: copyStarts };
  // What npx fetched once, nobody else starts.
  return settings.npxCache === undefined || !/^(?:npx|npm-exec|)$/.test(lookup.launcher ?? '')
    ? undefined
    : await fromNpxCache(settings.npxCache, name, spec);
}

async function versionIn(
  modules: string,
  name: string,
  spec: NpmSpec,
): Promise<string | undefined> {
  const { data } = manifest.safeParse(await readJson(path.join(modules, name, 'package.json')));
  return data && fits(data.version, spec) ? data.version : undefined;
}

async function isProject(folder: string): Promise<boolean> {
  const marks = [path.join(folder, 'package.json'), path.join(folder, 'node_modules')];
  return (await Promise.all(marks.map(changedAt))).some((time) => time > 0);
}

/** The copy that ran last. Before it runs again, npx asks the registry whether there is a newer one. */
async function fromNpxCache(
  cache: string,
  name: string,
  spec: NpmSpec,
): Promise<Answer | undefined> {
  const folders = (await namesIn(cache)).map((key) => path.join(cache, key));
  const copies = await Promise.all(
    folders.map(async (folder) => ({
      version: await versionIn(path.join(folder, 'node_modules'), name, spec),
      // Every start rewrites the folder's package.json.
      used: await changedAt(path.join(folder, 'package.json')),
    })),
  );
  const last = copies
    .filter(({ version }) => version !== undefined)
    .sort((a, b) => b.used - a.used)[0];
  return last?.version === undefined
    ? undefined
    : { version: last.version, source: 'the npx cache', installed: false };
}
