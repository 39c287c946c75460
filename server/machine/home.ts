import { readdir } from 'node:fs/promises';
import os from 'node:os';
import { dirname, join } from 'node:path';
import type { HostFile } from '../../rules/hosts/host.ts';
import { hosts } from '../../rules/hosts/index.ts';
import { compileGlob } from '../../rules/text/glob.ts';

/** The parts of a machine that tell where applications keep a person's files. */
export interface HomeMachine {
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export const thisMachine: HomeMachine = {
  platform: process.platform,
  home: os.homedir(),
  env: process.env,
};

/** VS Code and its forks, as their folders of user data are called. */
const EDITORS = ['Code', 'Code - Insiders', 'VSCodium', 'Cursor', 'Windsurf', 'Trae', 'Kiro'];

/** Where the hosts' configs for all of a person's work would be, absolute; the last part may be a pattern. */
export function homePaths(machine: HomeMachine): readonly string[] {
  const files = hosts.flatMap((host) => host.files.filter((it) => isHere(it, machine)));
  return [...new Set(files.flatMap(({ path }) => expand(path, machine)))].sort();
}

/** Those that exist. */
export async function homeConfigs(machine: HomeMachine = thisMachine): Promise<readonly string[]> {
  const found = await Promise.all(homePaths(machine).map(filesAt));
  return [...new Set(found.flat())].sort();
}

function isHere({ scope, os: system }: HostFile, { platform }: HomeMachine): boolean {
  if (scope === 'workspace') return false;
  const here = platform === 'darwin' ? 'macos' : platform === 'win32' ? 'windows' : 'linux';
  return system === undefined || system === here;
}

function expand(path: string, machine: HomeMachine): readonly string[] {
  const { home, env, platform } = machine;
  if (path.startsWith('<editor>'))
    return EDITORS.map((editor) => join(userData(machine), editor, path.slice('<editor>'.length)));
  if (path.startsWith('~/')) {
    const config = env.XDG_CONFIG_HOME;
    if (platform === 'linux' && config && path.startsWith('~/.config/'))
      return [join(config, path.slice('~/.config/'.length))];
    return [join(home, path.slice(2))];
  }
  const variable = /^%(\w+)%/.exec(path);
  if (!variable) return [join(path)];
  const [whole, name = ''] = variable;
  const key = Object.keys(env).find((it) => it.toLowerCase() === name.toLowerCase());
  const value = key === undefined ? undefined : env[key];
  return value ? [join(value, path.slice(whole.length))] : [];
}

/** The folder that holds the folders of the editors. */
function userData({ platform, home, env }: HomeMachine): string {
  if (platform === 'darwin') return join(home, 'Library', 'Application Support');
  if (platform === 'win32') return env.APPDATA ?? join(home, 'AppData', 'Roaming');
  return env.XDG_CONFIG_HOME ?? join(home, '.config');
}

/** One step of a path may be a pattern. */
async function filesAt(path: string): Promise<readonly string[]> {
  const steps = path.split(/[\\/]/);
  const pattern = steps.findIndex((step) => step.includes('*'));
  const [folder, name, rest] =
    pattern < 0
      ? [dirname(path), steps.at(-1) ?? '', []]
      : [steps.slice(0, pattern).join('/') || '/', steps[pattern] ?? '', steps.slice(pattern + 1)];
  const entries = await readdir(folder).catch(() => []);
  const matches = compileGlob(name);
  const fits = (it: string): boolean => (pattern < 0 ? it === name : matches(it));
  const found = entries.filter(fits).map((it) => join(folder, it));
  if (rest.length === 0) return found;
  const below = await Promise.all(found.map((it) => filesAt(join(it, ...rest))));
  return below.flat();
}
