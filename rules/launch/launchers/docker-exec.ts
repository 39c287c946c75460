import { flagTable, readFlags } from '../flags.ts';
import { dockerOuterValues } from './docker-flags.ts';
import type { Launcher } from './launcher.ts';

const table = flagTable(
  [
    '-e --env',
    '--env-file',
    '-u --user',
    '-w --workdir',
    '--detach-keys',
    '--cidfile',
    '--preserve-fds',
    '--index',
  ],
  ['-i --interactive', '-t --tty', '-d --detach', '--privileged', '-T --no-tty', '-l --latest'],
);

/** A command in a container that runs already: nothing is fetched but by that command. */
export const dockerExec: Launcher = {
  id: 'docker-exec',
  names: ['docker', 'podman', 'nerdctl', 'finch'].flatMap((engine) => [
    `${engine} exec`,
    `${engine} container exec`,
    `${engine} compose exec`,
  ]),
  outer: flagTable([
    ...dockerOuterValues,
    '-f --file',
    '-p --project-name',
    '--project-directory',
    '--profile',
  ]),
  sources: ['https://docs.docker.com/reference/cli/docker/container/exec/'],
  read({ flags: outer, words }) {
    const { flags, next } = readFlags(words, table);
    const args = words.slice(next + 1);
    return {
      flags: [...outer, ...flags],
      packages: [],
      starts: { kind: 'container', args, command: args },
    };
  },
};
