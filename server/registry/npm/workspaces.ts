import path from 'node:path';
import { jsonOf } from '../json.ts';
import { readText } from '../read-file.ts';
import { LookupError } from '../types.ts';

/** The monorepos we know name a dozen patterns; several hundred would be generated. */
const MAX_PATTERNS = 500;
const MAX_LENGTH = 200;

/**
 * Whether npm can match this pattern without backtracking. npm turns each part between slashes into a regular
 * expression (minimatch), where every further `*` multiplies the steps: `*a*a*a*a*a*a*b` beside one long name runs
 * for minutes. So do nested `**`, braces and brackets with a sign in front (`+(a)`).
 */
export function isPlainPattern(pattern: string): boolean {
  // `+(a|b)` and its like nest, and so do braces, which multiply as well; `..` leads out of the repository, or counts.
  if (pattern.length > MAX_LENGTH || /[([]|\.\./.test(pattern)) return false;
  const braces = pattern.split('{').length - 1;
  // A brace may put together what stands in two parts.
  const parts = braces === 0 ? pattern.split(/[\\/]/) : [pattern];
  if (braces > 1 || parts.filter((part) => part === '**').length > 2) return false;
  return parts.every((part) => part.split('*').length <= 3);
}

/**
 * Refuses a folder for which npm would have to match patterns that take for ever. npm looks upwards for a
 * package.json whose `workspaces` name the folder; these files are read here before it reads them.
 */
export async function refuseCostlyWorkspaces(folder: string): Promise<void> {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    const text = await readText(path.join(at, 'package.json'));
    // npm takes no offence at a byte order mark.
    const patterns = patternsOf(
      text === undefined ? undefined : jsonOf(text.replace(/^\uFEFF/, '')),
    );
    const costly = patterns.find((it) => typeof it === 'string' && !isPlainPattern(it));
    if (costly !== undefined || patterns.length > MAX_PATTERNS)
      throw new LookupError(
        'The "workspaces" of a package.json above this config hold a pattern that takes too long to match, so the npm settings of the folder are not read.',
      );
    if (at === path.dirname(at)) return;
  }
}

/** As npm takes them: a list, or an object with a list of `packages`. */
function patternsOf(manifest: unknown): readonly unknown[] {
  const { workspaces } = (manifest ?? {}) as { workspaces?: unknown };
  const { packages } = (workspaces ?? {}) as { packages?: unknown };
  if (Array.isArray(packages)) return packages;
  return Array.isArray(workspaces) ? workspaces : [];
}
