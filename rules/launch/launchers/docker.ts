import { flagTable, readFlags, valuesOf } from '../flags.ts';
import type { Word } from '../launch.ts';
import { imageSpec } from '../packages/image-spec.ts';
import { asWord, partOf } from '../word.ts';
import { dockerOuter, dockerRunSwitches, dockerRunValues } from './docker-flags.ts';
import type { Launcher } from './launcher.ts';

/** `-p` publishes a port here, and `-w` sets the working folder. */
const table = flagTable(dockerRunValues, dockerRunSwitches);

const ENGINES: readonly string[] = ['docker', 'podman', 'nerdctl', 'finch'];

export const docker: Launcher = {
  id: 'docker',
  names: ENGINES.flatMap((engine) => [`${engine} run`, `${engine} container run`]),
  outer: dockerOuter,
  sources: [
    'https://docs.docker.com/reference/cli/docker/container/run/',
    'https://docs.podman.io/en/latest/markdown/podman-run.1.html',
  ],
  read({ flags: outer, words }) {
    const { flags: own, next } = readFlags(words, table);
    const flags = [...outer, ...own];
    const [image, ...args] = words.slice(next);
    const server = image && imageSpec(partOf(image));
    const entrypoint = valuesOf(flags, '--entrypoint').at(-1);
    const first: readonly Word[] =
      entrypoint && entrypoint.value !== '' ? [asWord(entrypoint)] : [];
    return {
      flags,
      packages: server ? [server] : [],
      server,
      starts: { kind: 'container', args, command: [...first, ...args] },
    };
  },
};
