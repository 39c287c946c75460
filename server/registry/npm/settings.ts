import { realpath, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import Config from '@npmcli/config';
import definitions from '@npmcli/config/lib/definitions/index.js';
import { Memo } from '../memo.ts';
import { LookupError } from '../types.ts';
import { personalEnvironment } from './environment.ts';
import { refuseCostlyWorkspaces } from './workspaces.ts';

export interface NpmSettings {
  /** Registries, tokens, proxy, certificates, as npm's own modules take them. */
  readonly flat: Readonly<Record<string, unknown>>;
  /** Where `npm install --global` puts packages. */
  readonly globalModules: string;
  /** Where npx keeps what it fetched. */
  readonly npxCache: string | undefined;
  /** What `before` and `min-release-age` say: nothing published later. Milliseconds since 1970. */
  readonly before: number | undefined;
}

/** A package.json that is generated may be long; a .npmrc is not. */
const MAX_BYTES = 8 * 1024 * 1024;

/** A light bulb asks about every package of a config at once. */
const recent = new Memo<NpmSettings>(2_000);

/** The settings of the person and the machine, at most two seconds old. */
export function machineSettings(): Promise<NpmSettings> {
  return recentSettings(undefined);
}

/** The same for a folder. */
export function recentSettings(folder: string | undefined): Promise<NpmSettings> {
  const own = Object.entries(process.env).filter(([key]) =>
    /^(?:npm_config_|HOME$|PATH$)/i.test(key),
  );
  return recent.get(JSON.stringify([folder, own]), () => npmSettings(folder));
}

/**
 * What npm started in that folder would be configured with: environment, project, user, global and built-in.
 *
 * @param folder where a project's `.npmrc` is looked up from; undefined leaves projects out
 */
export async function npmSettings(folder: string | undefined): Promise<NpmSettings> {
  if (folder !== undefined) await refuseCostlyWorkspaces(folder);
  const env = folder === undefined ? await personalEnvironment() : { ...process.env };
  const npm = await locateNpm();
  await refuseStrangeFiles(folder, env, npm.node);
  const config = new Config({
    ...definitions,
    npmPath: npm.path,
    execPath: npm.node,
    // It writes into both.
    env,
    argv: ['node', 'npm', ...(folder === undefined ? ['--global'] : [])],
    cwd: folder ?? path.parse(npm.node).root,
    warn: false,
  });
  try {
    await config.load();
    await refuseStrangeCertificates(config);
    const flat = config.flat;
    const before = flat.before instanceof Date ? flat.before.getTime() : Number.NaN;
    return {
      flat,
      globalModules: path.join(
        config.globalPrefix,
        ...(process.platform === 'win32' ? ['node_modules'] : ['lib', 'node_modules']),
      ),
      npxCache: typeof flat.npxCache === 'string' ? flat.npxCache : undefined,
      before: Number.isNaN(before) ? undefined : before,
    };
  } catch (error) {
    if (error instanceof LookupError) throw error;
    // Its message may quote what stands in the file, tokens included.
    throw new LookupError(
      'The npm configuration of this machine could not be read. `npm config list` shows why.',
    );
  }
}

/**
 * npm reads its files without a look at what they are: one that is a pipe would keep a thread for good.
 *
 * @throws {LookupError} which names the file
 */
async function refuseStrangeFiles(
  folder: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
  node: string,
): Promise<void> {
  const files = [
    env.npm_config_userconfig ?? path.join(os.homedir(), '.npmrc'),
    env.npm_config_globalconfig ??
      path.join(env.npm_config_prefix ?? path.dirname(path.dirname(node)), 'etc', 'npmrc'),
  ];
  for (
    let at = folder;
    at !== undefined;
    at = at === path.dirname(at) ? undefined : path.dirname(at)
  )
    files.push(path.join(at, '.npmrc'), path.join(at, 'package.json'));
  await Promise.all(files.map(refuseStrange));
}

/** Files that are read because another one names them. */
async function refuseStrangeCertificates(config: Config): Promise<void> {
  const named = ['project', 'user', 'global'].flatMap((where) =>
    Object.entries(config.data.get(where)?.raw ?? {}),
  );
  const files = named.flatMap(([name, value]) =>
    /(?:^|:)(?:cafile|certfile|keyfile)$/.test(name) && typeof value === 'string' ? [value] : [],
  );
  await Promise.all(files.map((file) => refuseStrange(path.resolve(file))));
}

async function refuseStrange(file: string): Promise<void> {
  const found = await stat(file).catch(() => undefined);
  if (!found || (found.isFile() && found.size <= MAX_BYTES)) return;
  // A folder of that name is read by nobody.
  if (found.isDirectory()) return;
  throw new LookupError(
    `${path.basename(file)} in ${path.dirname(file)} is no regular file, or too large, so the npm settings are not read.`,
  );
}

/**
 * The npm and Node of the person's PATH. npm finds its global settings beside the Node that runs it, and
 * the one that runs us may be inside of an editor.
 */
async function locateNpm(): Promise<{ readonly path: string; readonly node: string }> {
  const windows = process.platform === 'win32';
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(path.isAbsolute);
  for (const folder of folders) {
    const npm = await realpath(path.join(folder, windows ? 'npm.cmd' : 'npm')).catch(
      () => undefined,
    );
    // A project's own npm is not the one that npx brings along.
    if (npm === undefined || /[\\/]node_modules[\\/]\.bin$/.test(folder)) continue;
    const node = await realpath(path.join(folder, windows ? 'node.exe' : 'node')).catch(
      () => process.execPath,
    );
    const script = path.dirname(path.dirname(npm));
    const beside = path.join(folder, 'node_modules', 'npm');
    return { path: windows ? beside : script, node };
  }
  // Without one the built-in settings are missing, which few people have.
  return {
    path: path.join(path.dirname(process.execPath), 'node_modules', 'npm'),
    node: process.execPath,
  };
}
