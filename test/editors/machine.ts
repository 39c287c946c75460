import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CLI } from '../cli/run.ts';

/**
 * Whether an editor is here, after installing it where that can be done: as the superuser of a Debian.
 *
 * @param program what it is started by
 * @param packages what Debian calls it
 */
export function hasEditor(
  program: string,
  packages: readonly string[],
  works: readonly string[],
): boolean {
  const runs = (): boolean => spawnSync(program, works, { stdio: 'ignore' }).status === 0;
  if (runs()) return true;
  const apt = (...args: string[]) => {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    return spawnSync('apt-get', args, { stdio: 'ignore', env, timeout: 240_000 }).status === 0;
  };
  if (process.getuid?.() === 0) {
    const install = ['install', '-q', '-y', '--no-install-recommends', ...packages];
    if (apt(...install) || (apt('update', '-q') && apt(...install))) {
      if (runs()) return true;
    }
  }
  console.log(
    `${program} is not tested: it is not installed, and apt-get could not install it here.`,
  );
  return false;
}

/** The block of a kind under a heading of docs/editors.md: what a person would copy. */
export function documentedBlock(summary: string, language: string): string {
  const page = readFileSync(join(import.meta.dirname, '../../docs/editors.md'), 'utf8');
  const section = page.split(`<summary>${summary}</summary>`)[1]?.split('</details>')[0] ?? '';
  const block = new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(section)?.[1];
  if (!block) throw new Error(`docs/editors.md has no ${language} for ${summary}.`);
  return block;
}

/** A folder to put on PATH, with the command as `npm install --global` would make it. */
export function withCommand(folder: string): string {
  const command = join(folder, 'mcp-checklist');
  writeFileSync(command, `#!/bin/sh\nexec "${process.execPath}" "${CLI}" "$@"\n`);
  chmodSync(command, 0o755);
  return folder;
}
