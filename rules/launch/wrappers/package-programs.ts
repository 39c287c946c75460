import { proxies } from './proxies.ts';
import { secretWrappers } from './secret-wrappers.ts';
import { wrappers } from './wrappers.ts';

/** Packages whose program is a launcher in its turn: `npx -y pnpm dlx x`, `uvx uv run x`. */
const LAUNCHERS: readonly (readonly [string, string])[] = [
  'npm',
  'pnpm',
  'yarn',
  'bun',
  'deno',
  'uv',
  'pipx',
].map((name) => [name, name]);

/** Which program a package or an image holds, for those that are wrappers, proxies or launchers. */
export const packagePrograms: ReadonlyMap<string, string> = new Map([
  ...LAUNCHERS,
  ...[...wrappers, ...secretWrappers, ...proxies].flatMap(({ names, packages = [] }) => {
    const [program = ''] = (names[0] ?? '').split(' ');
    return packages.map((name): readonly [string, string] => [name, program]);
  }),
]);
