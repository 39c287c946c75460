// Builds what `npm install` from git makes a package of, as pre-commit does. Under `npm install --global`, npm
// installs nothing that the build needs, because it means the global folder in the clone as well: so it is done here,
// from the lock file.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { root } from './steps.mjs';

const run = { cwd: root, stdio: /** @type {const} */ ('inherit') };

if (!existsSync(path.join(root, 'node_modules/esbuild'))) {
  const ours = Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name));
  const registry = process.env.npm_config_registry;
  const env = { ...Object.fromEntries(ours), ...(registry && { npm_config_registry: registry }) };
  const shell = process.platform === 'win32';
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund'];
  execFileSync('npm', args, { ...run, env, shell });
}
execFileSync(process.execPath, ['scripts/build.mjs', '--production'], run);
