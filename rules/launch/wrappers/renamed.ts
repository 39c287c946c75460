import type { Word } from '../launch.ts';
import { Names } from '../names.ts';
import { packagePrograms } from './package-programs.ts';
import { proxies } from './proxies.ts';

/** A program that is started by another one, an interpreter. */
export interface Renamed {
  /** The interpreter. */
  readonly id: string;
  readonly program: string;
  /** From the word on that names it. */
  readonly words: readonly Word[];
}

const proxyNames = new Names(proxies);

const MODULES: ReadonlySet<string> = new Set(['fastmcp', 'mcp-proxy', 'mcpo', 'pip', 'pipx', 'uv']);

/** `python -m pipx`, `node …/npx-cli.js`: a program by another way. */
export function renamed(words: readonly Word[], program: string): Renamed | undefined {
  if (program === 'python') {
    const at = words.findIndex(({ value }) => value === '-m');
    const module = words[at + 1];
    // Only its own flags stand in front of `-m`.
    if (at < 1 || !module || words.slice(1, at).some(({ value }) => !value.startsWith('-')))
      return undefined;
    const name = module.value.toLowerCase().replaceAll('_', '-');
    if (!MODULES.has(name)) return undefined;
    return { id: 'python', program: name, words: words.slice(at + 1) };
  }
  const script = program === 'node' || program === 'bun' ? (words[1]?.value ?? '') : '';
  const cli = /(?:^|[\\/])(npx|npm)-cli\.js$/.exec(script)?.[1];
  if (cli) return { id: program, program: cli, words: words.slice(1) };
  const module = /[\\/]?node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/
    .exec(script)?.[1]
    ?.replaceAll('\\', '/');
  const name = module && (packagePrograms.get(module) ?? module);
  if (name && proxyNames.match(words, name)) {
    return { id: program, program: name, words: words.slice(1) };
  }
  return undefined;
}
