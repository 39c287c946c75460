import { homedir } from 'node:os';
import path from 'node:path';
import type { Answer, Lookup } from '../../../rules/findings/finding.ts';
import { foldersUp } from '../folders.ts';
import { lockedVersion } from '../locked.ts';
import { changedAt, namesIn } from '../read-file.ts';
import type { LocalContext } from '../types.ts';
import { PYPI_LOCK_FILES } from './lock-files.ts';
import { isPypiName, isPypiSpec, normalized, pypiFits } from './spec.ts';

/**
 * The version on this disk. Of these only a tool that `uv tool install` put there is what `uvx name` starts
 * (https://docs.astral.sh/uv/concepts/tools/); a version that is asked for makes uv look again.
 */
export async function installedFromPypi(
  lookup: Lookup,
  context: LocalContext,
): Promise<Answer | undefined> {
  if (!isPypiName(lookup.name) || !isPypiSpec(lookup.spec)) return undefined;
  // Another index may know another package by that name.
  if (lookup.registries) return undefined;
  const name = normalized(lookup.name);
  const fits = (version: string) => pypiFits(version, lookup.spec);
  for (const folder of foldersUp(context.configPath, context.workspaceFolders)) {
    const copy = await versionInVenv(path.join(folder, '.venv'), name, fits);
    if (copy) return { version: copy, source: '.venv', installed: false };
    const locked = await lockedVersion(folder, PYPI_LOCK_FILES, name, fits);
    if (locked) return locked;
  }
  const { launcher = 'uvx' } = lookup;
  const isUv = launcher !== 'pipx';
  const tool = isUv && (await versionInVenv(path.join(uvTools(), name), name, fits));
  if (tool) return { version: tool, source: 'the uv tools', installed: lookup.spec === '' };
  for (const home of isUv ? [] : pipxHomes()) {
    const venv = await versionInVenv(path.join(home, 'venvs', name), name, fits);
    if (venv) return { version: venv, source: 'pipx', installed: false };
  }
  const cached = isUv ? await versionInUvCache(name, fits) : undefined;
  return cached === undefined
    ? undefined
    : { version: cached, source: 'the uv cache', installed: false };
}

/** An installed package has a folder `name-1.2.3.dist-info` beside it. */
async function versionInVenv(
  venv: string,
  name: string,
  fits: (version: string) => boolean,
): Promise<string | undefined> {
  const pythons = (await namesIn(path.join(venv, 'lib'))).filter((entry) => /^python3/.test(entry));
  const places = [
    ...pythons.map((python) => path.join(venv, 'lib', python)),
    path.join(venv, 'Lib'),
  ];
  for (const place of places) {
    for (const entry of await namesIn(path.join(place, 'site-packages'))) {
      const [, found = '', version = ''] = /^(.+)-([^-]+)\.dist-info$/.exec(entry) ?? [];
      if (normalized(found) === name && fits(version)) return version;
    }
  }
  return undefined;
}

/** `wheels-v5/pypi/<name>/<version>-<tags>`: what uv unpacked, newest use unknown, newest arrival known. */
async function versionInUvCache(
  name: string,
  fits: (version: string) => boolean,
): Promise<string | undefined> {
  const cache = uvCache();
  const buckets = (await namesIn(cache)).filter((entry) => /^wheels-v\d+$/.test(entry));
  const wheels = await Promise.all(
    buckets.map(async (bucket) => {
      const folder = path.join(cache, bucket, 'pypi', name);
      const entries = (await namesIn(folder)).filter((entry) => /^[^-]+-.+-.+/.test(entry));
      return Promise.all(
        entries.map(async (entry) => ({
          version: entry.split('-', 1)[0] ?? '',
          arrived: await changedAt(path.join(folder, entry)),
        })),
      );
    }),
  );
  return wheels
    .flat()
    .filter(({ version }) => fits(version))
    .sort((a, b) => b.arrived - a.arrived)[0]?.version;
}

function uvTools(): string {
  const { UV_TOOL_DIR, APPDATA } = process.env;
  if (UV_TOOL_DIR) return UV_TOOL_DIR;
  return process.platform === 'win32' && APPDATA
    ? path.join(APPDATA, 'uv', 'data', 'tools')
    : path.join(dataHome(), 'uv', 'tools');
}

function uvCache(): string {
  const { UV_CACHE_DIR, XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  if (UV_CACHE_DIR) return UV_CACHE_DIR;
  if (process.platform === 'win32' && LOCALAPPDATA) return path.join(LOCALAPPDATA, 'uv', 'cache');
  return path.join(XDG_CACHE_HOME || path.join(homedir(), '.cache'), 'uv');
}

/** pipx moved its home more than once, and keeps using an old one: https://pipx.pypa.io/stable/docs/ */
function pipxHomes(): string[] {
  const { PIPX_HOME, LOCALAPPDATA } = process.env;
  if (PIPX_HOME) return [PIPX_HOME];
  return [
    path.join(dataHome(), 'pipx'),
    path.join(homedir(), '.local', 'pipx'),
    path.join(homedir(), 'pipx'),
    ...(LOCALAPPDATA ? [path.join(LOCALAPPDATA, 'pipx', 'pipx')] : []),
  ];
}

function dataHome(): string {
  return process.env.XDG_DATA_HOME || path.join(homedir(), '.local', 'share');
}
