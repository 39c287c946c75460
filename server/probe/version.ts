import { readdir, readFile, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { isRecord } from './tools.ts';
import type { Plan } from './types.ts';

/**
 * The version that ran, as the launcher's own cache has it: what a server says of itself is its package's version in
 * 26 of 44. Undefined where it cannot be seen.
 */
export async function runningVersion(plan: Plan): Promise<string | undefined> {
  const spec = plan.package;
  if (!spec) return undefined;
  if (spec.pinned) return spec.version;
  if (plan.launcher !== 'npx' && plan.launcher !== 'npm-exec') return undefined;
  const cache = process.env.npm_config_cache ?? path.join(os.homedir(), '.npm');
  return newestIn(path.join(cache, '_npx'), spec.name);
}

/** Of several copies the one that was used last. */
async function newestIn(folder: string, name: string): Promise<string | undefined> {
  const copies = await readdir(folder).catch(() => []);
  const found = await Promise.all(
    copies.map(async (it) => {
      const file = path.join(folder, it, 'node_modules', name, 'package.json');
      const used = await stat(path.join(folder, it)).catch(() => undefined);
      return { at: used?.mtimeMs ?? 0, version: await versionIn(file) };
    }),
  );
  const known = found.filter(({ version }) => version !== undefined);
  return known.sort((a, b) => b.at - a.at)[0]?.version;
}

async function versionIn(file: string): Promise<string | undefined> {
  try {
    const manifest: unknown = JSON.parse(await readFile(file, 'utf8'));
    return isRecord(manifest) && typeof manifest.version === 'string'
      ? manifest.version
      : undefined;
  } catch {
    return undefined;
  }
}
