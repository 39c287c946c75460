// `npm run package`: the VSIX, the same to the byte for the same commit. `-- --verify` packs it under several time
// zones, languages and umasks to see that.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { checkBudgets } from './budgets.mjs';
import { Failure, ranUnderProjectNode, root, runMain, tool, toolEnv } from './steps.mjs';
import { setModes } from './zip-modes.mjs';

/** What stands in for the time of the commit where there is none: an archive without history. */
const NO_COMMIT = '1767225600';
const vsix = path.join(root, 'mcp-checklist.vsix');

/** A zip archive holds local times, files in the order of a language, and rights. */
const MACHINES = [
  { TZ: 'Asia/Kolkata', LANG: 'sv_SE.UTF-8', umask: 0o077 },
  { TZ: 'America/Los_Angeles', LANG: 'C', umask: 0o002 },
  { TZ: 'UTC', LANG: 'C', umask: 0o022 },
];

await runMain(async () => {
  if (await ranUnderProjectNode(import.meta.url)) return;
  await pack();
  checkBudgets();
  if (process.argv.includes('--verify')) await verify();
});

async function verify() {
  const hashes = new Set();
  for (const { umask, ...env } of MACHINES) {
    Object.assign(process.env, env);
    process.umask(umask);
    // A file that is written over keeps its rights.
    rmSync(path.join(root, 'dist'), { recursive: true, force: true });
    await pack();
    hashes.add(createHash('sha256').update(readFileSync(vsix)).digest('hex'));
  }
  if (hashes.size > 1)
    throw new Failure('The VSIX is not the same under every time zone, language and umask.');
  console.log(`The same on ${MACHINES.length} set-ups: sha256 ${[...hashes]}`);
}

async function pack() {
  const git = spawnSync('git', ['log', '-1', '--format=%ct'], { cwd: root, encoding: 'utf8' });
  const time = git.status === 0 && git.stdout.trim() !== '' ? git.stdout.trim() : NO_COMMIT;
  const options = [
    '--no-dependencies',
    '--allow-missing-repository',
    '--no-rewrite-relative-links',
    '--out',
    'mcp-checklist.vsix',
  ];
  const env = {
    ...toolEnv(),
    SOURCE_DATE_EPOCH: process.env.SOURCE_DATE_EPOCH ?? time,
    // The archive's times are local ones, and its order is that of the language.
    TZ: 'UTC',
    LC_ALL: 'C',
  };
  if ((await tool('vsce', ['package', ...options], { env })) !== 0)
    throw new Failure('The extension could not be packaged.');
  const zip = readFileSync(vsix);
  setModes(zip);
  writeFileSync(vsix, zip);
}
