import * as z from 'zod/mini';
import { jsonOf } from '../json.ts';
import { allMatches, type LockFile, literal } from '../locked.ts';

const entry = z.object({ version: z.optional(z.string()) });
const packageLock = z.object({
  /** Since version 2, by place. */
  packages: z.optional(z.record(z.string(), z.unknown())),
  /** Up to version 2, by name. */
  dependencies: z.optional(z.record(z.string(), z.unknown())),
});

function fromPackageLock(text: string, name: string): string[] {
  const lock = packageLock.safeParse(jsonOf(text)).data;
  const { data } = entry.safeParse(
    lock?.packages?.[`node_modules/${name}`] ?? lock?.dependencies?.[name],
  );
  return data?.version === undefined ? [] : [data.version];
}

/**
 * What the importers depend on directly. pnpm writes one fact per line, so no YAML has to be understood:
 * https://github.com/pnpm/spec/blob/master/lockfile/6.0.md
 */
function fromPnpmLock(text: string, name: string): string[] {
  const key = `['"]?${literal(name)}['"]?`;
  const fact = (pattern: string) => allMatches(text, new RegExp(pattern, 'gm'));
  const direct = fact(`^ +${key}:\\r?\\n +specifier: .*\\r?\\n +version: ['"]?(\\d[^\\s('"]*)`);
  // Up to version 5 the version stands behind the name, and `_peer@1.0.0` behind it.
  return direct.length > 0 ? direct : fact(`^ +${key}: (\\d[^\\s(_'"]*)(?:[(_'"]\\S*)?\\r?$`);
}

/** Blocks of `name@range, name@range:` with an indented version; berry quotes and adds `npm:`. */
function fromYarnLock(text: string, name: string): string[] {
  return allMatches(
    text,
    new RegExp(`^"?${literal(name)}@[^\\n]*:\\r?\\n {2}version:? "?(\\d[^\\s"]*)"?\\r?$`, 'gm'),
  );
}

/** One line per package: `"name": ["name@1.2.3", …]`; deeper copies have a path for a key. */
function fromBunLock(text: string, name: string): string[] {
  const key = literal(name);
  return allMatches(text, new RegExp(`^ +"${key}": \\["${key}@(\\d[^"]*)"`, 'gm'));
}

export const NPM_LOCK_FILES: readonly LockFile[] = [
  { file: 'npm-shrinkwrap.json', versions: fromPackageLock },
  { file: 'package-lock.json', versions: fromPackageLock },
  { file: 'pnpm-lock.yaml', versions: fromPnpmLock },
  { file: 'yarn.lock', versions: fromYarnLock },
  { file: 'bun.lock', versions: fromBunLock },
];
