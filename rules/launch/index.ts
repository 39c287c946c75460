import { Follower } from './follow.ts';
import type { Launch, Word } from './launch.ts';
import { bunx } from './launchers/bunx.ts';
import { cargo } from './launchers/cargo.ts';
import { deno, denoExecute } from './launchers/deno.ts';
import { docker } from './launchers/docker.ts';
import { dockerCompose } from './launchers/docker-compose.ts';
import { dockerExec } from './launchers/docker-exec.ts';
import { dockerGateway } from './launchers/docker-gateway.ts';
import { dotnet } from './launchers/dotnet.ts';
import { goRun } from './launchers/go-run.ts';
import type { Launcher } from './launchers/launcher.ts';
import { nixRun, nixShell } from './launchers/nix.ts';
import { npmExec } from './launchers/npm-exec.ts';
import { npmInstall } from './launchers/npm-install.ts';
import { npx } from './launchers/npx.ts';
import { pipInstall } from './launchers/pip-install.ts';
import { pipx } from './launchers/pipx.ts';
import { pnpmDlx } from './launchers/pnpm-dlx.ts';
import { uvRun } from './launchers/uv-run.ts';
import { uvx } from './launchers/uvx.ts';
import { yarnDlx } from './launchers/yarn-dlx.ts';

export { joinedBy } from './joined.ts';
export { splitShell } from './shells/split-shell.ts';
export { isSeveral, wordsOf } from './split-line.ts';

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
