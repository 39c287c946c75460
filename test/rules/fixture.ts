/** How a fixture folder is read: what is judged, and what is known around it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
  CredentialPlace,
  Facts,
  GitFacts,
  NamesakePlace,
} from '../../rules/findings/facts.ts';
import { defaultSettings, type Settings } from '../../rules/findings/settings.ts';
import { Template } from './template.ts';

export const ROOT = join(import.meta.dirname, '../fixtures/config');

/** Facts as a file can hold them: what git says by path, and where else a value stands. */
type WrittenFacts = Omit<Facts, 'git' | 'credentials' | 'namesakes' | 'clock'> & {
  readonly overdue?: boolean;
  readonly namesakes?: Readonly<Record<string, readonly NamesakePlace[]>>;
  readonly git?: Readonly<Record<string, ReturnType<GitFacts['stateOf']>>>;
  readonly credentials?: Readonly<Record<string, readonly CredentialPlace[]>>;
};

/** What a cross-file rule is told of the other files. */
export function factsOf(folder: string): Facts {
  const path = join(folder, 'facts.json');
  if (!existsSync(path)) return {};
  const { git, credentials, namesakes, overdue, ...facts } = JSON.parse(
    new Template(readFileSync(path, 'utf8')).text,
  ) as WrittenFacts;
  return {
    ...facts,
    ...(git && { git: { stateOf: (file) => git[file] ?? 'unknown' } }),
    ...(credentials && {
      // What a hash says is whether two values are one; the values themselves say that too.
      credentials: {
        hash: (value) => value,
        elsewhere(value) {
          const places = credentials[value] ?? [];
          const environments = places.flatMap(({ environment }) => environment ?? []);
          return { places, count: places.length, environments };
        },
      },
    }),
    ...(overdue !== undefined && { clock: clockThatJumps(overdue) }),
    ...(namesakes && {
      namesakes(server) {
        const places = namesakes[server] ?? [];
        return { places, count: places.length };
      },
    }),
  };
}

/** A clock that stands still, or that has gone an hour further when it is next looked at. */
function clockThatJumps(jumps: boolean): () => number {
  let now = 0;
  return () => {
    now += jumps ? 3_600_000 : 0;
    return now;
  };
}

/** Where the file is, for rules that ask. */
export function pathOf(folder: string): string {
  const path = join(folder, 'path.txt');
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : '';
}

/** The level of strictness, where it is not the usual one. */
export function settingsOf(folder: string): Settings {
  const path = join(folder, 'settings.json');
  return { ...defaultSettings, ...(existsSync(path) && JSON.parse(readFileSync(path, 'utf8'))) };
}

export function inputOf(folder: string): { file: string; host: string } {
  const file = readdirSync(folder).find((name) => name.startsWith('input.'));
  const host = file?.split('.')[1];
  if (!file || !host) throw new Error(`${folder} holds no input.<host>.json`);
  return { file, host };
}

export function folders(path: string): readonly string[] {
  if (!existsSync(path)) return [];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}
