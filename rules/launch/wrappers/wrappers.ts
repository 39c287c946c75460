import { flagTable } from '../flags.ts';
import type { Wrapper } from './wrapper.ts';

/**
 * Programs that start another one, in alphabetical order of their ids. Shells have a file of their own, secrets
 * managers too.
 */
export const wrappers: readonly Wrapper[] = [
  { id: 'arch', names: ['arch'], flags: flagTable(['-e', '-d']) },
  { id: 'asdf', names: ['asdf exec'] },
  { id: 'caffeinate', names: ['caffeinate'], flags: flagTable(['-t', '-w']) },
  {
    id: 'conda',
    names: ['conda run', 'mamba run', 'micromamba run'],
    flags: flagTable(['-n --name', '-p --prefix', '--cwd']),
  },
  { id: 'corepack', names: ['corepack'] },
  {
    id: 'cross-env',
    names: ['cross-env', 'cross-env-shell'],
    packages: ['cross-env'],
    assigns: true,
  },
  {
    id: 'devbox',
    names: ['devbox run'],
    flags: flagTable(['-c --config', '-e --env', '--env-file']),
  },
  { id: 'direnv', names: ['direnv exec'], words: 1 },
  { id: 'doas', names: ['doas'], flags: flagTable(['-u', '-C']) },
  {
    id: 'env',
    names: ['env', 'genv'],
    flags: flagTable(
      ['-u --unset', '-C --chdir', '-S --split-string', '-P', '-a --argv0'],
      ['-i --ignore-environment', '-v --debug', '-0 --null'],
    ),
    assigns: true,
    scripts: ['--split-string'],
  },
  { id: 'fnm', names: ['fnm exec'], flags: flagTable(['--using']) },
  { id: 'gsudo', names: ['gsudo'], flags: flagTable(['-u --user', '--integrity', '--loglevel']) },
  {
    id: 'hatch',
    names: ['hatch run'],
    outer: flagTable(['-e --env', '-p --project']),
    flags: flagTable([]),
  },
  { id: 'ionice', names: ['ionice'], flags: flagTable(['-c --class', '-n --classdata']) },
  {
    id: 'mise',
    names: ['mise exec', 'mise x', 'rtx exec', 'rtx x'],
    outer: flagTable(['-C --cd', '-E --env']),
    flags: flagTable(['-C --cd', '-E --env', '-j --jobs', '-c --command']),
    separated: true,
    scripts: ['--command'],
  },
  { id: 'nice', names: ['nice'], flags: flagTable(['-n --adjustment']) },
  { id: 'nohup', names: ['nohup'] },
  {
    id: 'nvm',
    names: ['nvm exec'],
    flags: flagTable([]),
    optional: /^(?:v?\d[\d.]*|node|stable|system|default|lts\/\S+)$/,
  },
  {
    id: 'pdm',
    names: ['pdm run'],
    outer: flagTable(['-c --config']),
    flags: flagTable(['-p --project', '--venv']),
  },
  { id: 'pipenv', names: ['pipenv run'] },
  {
    id: 'pixi',
    names: ['pixi run'],
    outer: flagTable(['--color']),
    flags: flagTable(['-e --environment', '--manifest-path', '--color']),
  },
  {
    id: 'poetry',
    names: ['poetry run'],
    outer: flagTable(['-C --directory', '-P --project']),
    flags: flagTable(['-C --directory', '-P --project']),
  },
  { id: 'rye', names: ['rye run'] },
  { id: 'setsid', names: ['setsid'] },
  {
    id: 'stdbuf',
    names: ['stdbuf'],
    flags: flagTable(['-i --input', '-o --output', '-e --error']),
  },
  {
    id: 'sudo',
    names: ['sudo'],
    flags: flagTable([
      '-u --user',
      '-g --group',
      '-h --host',
      '-p --prompt',
      '-C --close-from',
      '-D --chdir',
      '-R --chroot',
      '-T --command-timeout',
      '-U --other-user',
      '-r --role',
      '-t --type',
    ]),
    assigns: true,
  },
  { id: 'time', names: ['time'], flags: flagTable(['-f --format', '-o --output']) },
  {
    id: 'timeout',
    names: ['timeout', 'gtimeout'],
    flags: flagTable(['-k --kill-after', '-s --signal']),
    words: 1,
  },
  { id: 'unbuffer', names: ['unbuffer'] },
  { id: 'volta', names: ['volta run'], flags: flagTable(['--node', '--npm', '--yarn', '--pnpm']) },
  {
    id: 'wsl',
    names: ['wsl'],
    flags: flagTable(['-d --distribution', '-u --user', '--cd', '--shell-type'], ['-e --exec']),
  },
  {
    id: 'xargs',
    names: ['xargs'],
    flags: flagTable(['-I', '-n', '-P', '-L', '-d', '-s', '-a', '-E']),
  },
  {
    id: 'xvfb-run',
    names: ['xvfb-run'],
    flags: flagTable([
      '-n --server-num',
      '-s --server-args',
      '-e --error-file',
      '-f --auth-file',
      '-p --xauth-protocol',
      '-w --wait',
    ]),
  },
];
