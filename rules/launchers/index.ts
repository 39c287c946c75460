import { bunx } from './bunx.ts';
import { cargo } from './cargo.ts';
import { deno, denoExecute } from './deno.ts';
import { docker } from './docker.ts';
import { dockerCompose } from './docker-compose.ts';
import { dockerExec } from './docker-exec.ts';
import { dockerGateway } from './docker-gateway.ts';
import { dotnet } from './dotnet.ts';
import { Follower } from './follow.ts';
import { goRun } from './go-run.ts';
import type { Launch, Word } from './launch.ts';
import type { Launcher } from './launcher.ts';
import { nixRun, nixShell } from './nix.ts';
import { npmExec } from './npm-exec.ts';
import { npmInstall } from './npm-install.ts';
import { npx } from './npx.ts';
import { pipInstall } from './pip-install.ts';
import { pipx } from './pipx.ts';
import { pnpmDlx } from './pnpm-dlx.ts';
import { uvRun } from './uv-run.ts';
import { uvx } from './uvx.ts';
import { yarnDlx } from './yarn-dlx.ts';

export { wordsOf } from './split-line.ts';
export { splitShell } from './split-shell.ts';

/** Every launcher, in alphabetical order of its file. */
export const launchers: readonly Launcher[] = [
  bunx,
  cargo,
  deno,
  denoExecute,
  docker,
  dockerCompose,
  dockerExec,
  dockerGateway,
  dotnet,
  goRun,
  nixRun,
  nixShell,
  npmExec,
  npmInstall,
  npx,
  pipInstall,
  pipx,
  pnpmDlx,
  uvRun,
  uvx,
  yarnDlx,
];

const follower = new Follower(launchers);

/**
 * What a command line fetches and starts: wrappers, shells and secrets managers are taken off, proxies and
 * containers looked into. Undefined for no words only; throws nothing, whatever the words are.
 *
 * @param words the command and its arguments, see {@link wordsOf}
 */
export function parseLaunch(words: readonly Word[]): Launch | undefined {
  return follower.follow(words);
}
