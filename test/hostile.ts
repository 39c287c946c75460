import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A config that has git asked about a file, in a folder of that config's application. */
export const ASKS_GIT = `{
  "servers": {
    "a": { "command": "node", "args": ["a.js"], "envFile": "\${workspaceFolder}/.env" }
  }
}
`;

/**
 * Makes a folder into a repository that has every look at its ignored files fetch a missing object, through a program
 * that its own settings name: whoever runs that finds the file `pwned`.
 */
export function hostileRepository(root: string): void {
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.com', ...args], {
      cwd: root,
      encoding: 'utf8',
    }).trim();
  git('init', '-q');
  writeFileSync(join(root, '.gitignore'), '.env\n');
  git('add', '.gitignore');
  git('commit', '-q', '-m', 'one');
  const blob = git('rev-parse', 'HEAD:.gitignore');
  git('update-index', '--skip-worktree', '.gitignore');
  rmSync(join(root, '.gitignore'));
  rmSync(join(root, '.git', 'objects', blob.slice(0, 2), blob.slice(2)), { force: true });
  const pwn = `touch '${join(root, 'pwned')}'; false`;
  const settings = {
    'core.repositoryFormatVersion': '1',
    'extensions.partialClone': 'origin',
    'remote.origin.promisor': 'true',
    'remote.origin.url': join(root, '.git'),
    'remote.origin.uploadpack': pwn,
    'core.sshCommand': pwn,
    'core.fsmonitor': pwn,
    'core.pager': pwn,
    'core.askPass': pwn,
    'credential.helper': `!${pwn}`,
    'diff.external': pwn,
  };
  for (const [name, value] of Object.entries(settings)) git('config', name, value);
  program(join(root, '.git', 'hooks', 'post-index-change'), pwn);
}

/** A script in a folder that whoever wrote the folder brought along. */
export function program(path: string, script: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
}
