import { flagTable, readFlags } from '../flags.ts';
import { dockerRunSwitches, dockerRunValues } from './docker-flags.ts';
import type { Launcher } from './launcher.ts';

const outer = flagTable([
  '-f --file',
  '-p --project-name',
  '--project-directory',
  '--env-file',
  '--profile',
  '--parallel',
  '--progress',
  '--ansi',
  '-c --context',
  '-H --host',
]);
const table = flagTable(
  [...dockerRunValues, '--env-from-file'],
  [
    ...dockerRunSwitches,
    '--no-deps',
    '--build',
    '--service-ports',
    '--use-aliases',
    '-T --no-tty',
    '--quiet-pull',
  ],
);

/** A service of a compose file: its image stands there, not here. */
export const dockerCompose: Launcher = {
  id: 'docker-compose',
  names: [
    'docker compose run',
    'docker-compose run',
    'podman compose run',
    'podman-compose run',
    'nerdctl compose run',
  ],
  outer,
  sources: ['https://docs.docker.com/reference/cli/docker/compose/run/'],
  read({ flags: before, words }) {
    const { flags, next } = readFlags(words, table);
    const args = words.slice(next + 1);
    return {
      flags: [...before, ...flags],
      packages: [],
      starts: { kind: 'container', args, command: args },
    };
  },
};
