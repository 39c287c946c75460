import type { Ecosystem } from '../findings/ecosystem.ts';
import { memoize } from '../text/memory.ts';
import { movedPackages } from './moved.ts';
import { canonical, packageKey, servers } from './servers.ts';

/** Honest packages that are one edit away from a well-known one. */
const HONEST: ReadonlySet<string> = new Set([
  'npm:mcp-server-mssql',
  'npm:mcp-server-mysql',
  'pypi:mcp-server-mssql',
  'pypi:mcp-server-mysql',
]);

/** Shorter words differ by one letter too easily: `git` and `gist`, `time` and `tide`. */
const SHORTEST_WORD = 5;
const SHORTEST_NAME = 8;

const known = new Map<string, ReadonlySet<string>>();
for (const ecosystem of ['npm', 'pypi'] as const) {
  const moved = Object.keys(movedPackages)
    .filter((key) => key.startsWith(`${ecosystem}:`))
    .map((key) => key.slice(ecosystem.length + 1));
  const names = [...servers.flatMap((server) => server[ecosystem] ?? []), ...moved];
  known.set(ecosystem, new Set(names.map((name) => canonical(ecosystem, name))));
}

/** The well-known package that a name is one edit away from; undefined for known ones and for all others. */
export function lookalikeOf(ecosystem: Ecosystem, name: string): string | undefined {
  return imitatedBy(packageKey(ecosystem, name)) || undefined;
}

/** The same packages stand in all configs, and each is compared with all that are known. */
const imitatedBy = memoize((key) => {
  const colon = key.indexOf(':');
  const own = key.slice(colon + 1);
  const names = known.get(key.slice(0, colon));
  if (!names || names.has(own) || own.length < SHORTEST_NAME || HONEST.has(key)) return '';
  for (const other of names) {
    if (Math.abs(other.length - own.length) <= 1 && isImitation(own, other)) return other;
  }
  return '';
}, 1000);

function isImitation(own: string, other: string): boolean {
  const [scope, bare] = split(own);
  const [otherScope, otherBare] = split(other);
  // Nobody else can publish in that scope: a mistake, but no trap.
  if (scope !== '' && scope === otherScope) return false;
  if ((scope === '') !== (otherScope === '')) return false;
  if (scope !== '' && bare !== otherBare) return false;
  const edited = scope === '' ? wordsApart(bare, otherBare) : ([scope, otherScope] as const);
  return edited !== undefined && isOneEdit(edited[0], edited[1]);
}

/** The one word in which two names differ; undefined where it is too short to tell, a plural or a number. */
function wordsApart(own: string, other: string): readonly [string, string] | undefined {
  const a = own.split(/[-_.]+/);
  const b = other.split(/[-_.]+/);
  if (a.length !== b.length) {
    // A separator left out or added: `mcpremote`.
    return own.replace(/[-_.]/g, '') === other.replace(/[-_.]/g, '') ? [own, other] : undefined;
  }
  const index = a.findIndex((word, at) => word !== b[at]);
  const left = a[index] ?? '';
  const right = b[index] ?? '';
  if (a.some((word, at) => at > index && word !== b[at])) return undefined;
  if (Math.min(left.length, right.length) < SHORTEST_WORD - 1) return undefined;
  if (Math.max(left.length, right.length) < SHORTEST_WORD) return undefined;
  if (`${left}s` === right || left === `${right}s`) return undefined;
  return left.replace(/\d/g, '') === right.replace(/\d/g, '') ? undefined : [left, right];
}

function split(name: string): readonly [scope: string, bare: string] {
  const slash = name.startsWith('@') ? name.indexOf('/') : -1;
  return slash < 0 ? ['', name] : [name.slice(0, slash), name.slice(slash + 1)];
}

/** Whether one letter was added, left out, replaced or swapped with its neighbour (Damerau-Levenshtein distance 1). */
export function isOneEdit(a: string, b: string): boolean {
  if (a === b) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (
    end < Math.min(a.length, b.length) - start &&
    a[a.length - 1 - end] === b[b.length - 1 - end]
  )
    end += 1;
  const left = a.slice(start, a.length - end);
  const right = b.slice(start, b.length - end);
  if (left.length <= 1 && right.length <= 1) return true;
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
}
