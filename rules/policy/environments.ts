import { matchesGlob } from '../hosts/index.ts';
import { wordsOf } from '../secrets/name.ts';
import { memoize } from '../text/memory.ts';
import type { ProjectScope } from './policy.ts';

/** The environments that names tell apart everywhere; a project may have others. */
const NAMES: Readonly<Record<string, string>> = {
  dev: 'dev',
  devel: 'dev',
  develop: 'dev',
  development: 'dev',
  stage: 'staging',
  staging: 'staging',
  stg: 'staging',
  uat: 'staging',
  preprod: 'staging',
  preproduction: 'staging',
  prod: 'prod',
  prd: 'prod',
  production: 'prod',
};

/** The environment of a variable, a server, or with neither of the whole config. */
export type EnvironmentOf = (server?: string, variable?: string) => string | undefined;

/**
 * Tells what the parts of a config are for: what the project says, else the nearest name that tells.
 *
 * @param path the config's path
 * @param folder where names begin to mean something: what is above it, `~/dev`, is a person's own order
 * @returns `dev`, `staging`, `prod` or a name the project chose; undefined where nothing tells
 */
export function environmentsIn(
  path: string,
  folder: string | undefined,
  scope: ProjectScope | undefined,
): EnvironmentOf {
  let ofFile: { readonly environment: string | undefined } | undefined;
  return (server = '', variable = '') => {
    const said = scope && saidBy(scope, server);
    if (said !== undefined) return said;
    ofFile ??= { environment: firstNamed(namesBelow(path, folder)) };
    return firstNamed([variable, server]) ?? ofFile.environment;
  };
}

/** The file's name, then its folders from the inside out. */
function namesBelow(written: string, folder: string | undefined): readonly string[] {
  const path = written.replaceAll('\\', '/');
  const top = folder?.replaceAll('\\', '/').replace(/(?<!\/)\/*$/, '/');
  if (top !== undefined && path.startsWith(top)) return path.slice(top.length).split('/').reverse();
  const names = path.split('/').reverse();
  return path.startsWith('/') || /^[A-Za-z]:/.test(path) ? names.slice(0, 1) : names;
}

function firstNamed(names: readonly string[]): string | undefined {
  for (const name of names) {
    const found = named(name);
    if (found !== undefined) return found;
  }
  return undefined;
}

function saidBy({ project, path }: ProjectScope, server: string): string | undefined {
  return project.environments.find(({ patterns }) =>
    patterns.some((pattern) => {
      const [glob = '', name] = pattern.split('#', 2);
      return matchesGlob(glob, path) && (name === undefined || matchesGlob(name, server));
    }),
  )?.name;
}

/** What each of those names holds: most names of servers, variables and folders do not, and are not split. */
const TELLING = /dev|stag|stg|uat|prod|prd/i;

/** A name that tells of two environments, such as `dev-to-prod`, tells of none. */
function named(name: string): string | undefined {
  if (!TELLING.test(name)) return undefined;
  return (name.length > LONGEST ? toldBy(name) : remembered(name)).environment;
}

/** Longer ones are no names that come again. */
const LONGEST = 100;

/** The same names stand in all configs of a team: of ten thousand, a twentieth of the time went into splitting them. */
const remembered = memoize(toldBy, 1000);

function toldBy(name: string): { readonly environment: string | undefined } {
  const found = new Set(
    wordsOf(name).flatMap((word) => (Object.hasOwn(NAMES, word) ? [NAMES[word]] : [])),
  );
  return { environment: found.size === 1 ? [...found][0] : undefined };
}
