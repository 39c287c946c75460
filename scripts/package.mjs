// `npm run package`: the VSIX, the same to the byte for the same commit. `-- --verify` packs it twice to see that.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { checkBudgets } from './budgets.mjs';
import { Failure, ranUnderProjectNode, root, runMain, tool, toolEnv } from './steps.mjs';

/** What stands in for the time of the commit where there is none: an archive without history. */
const NO_COMMIT = '1767225600';

await runMain(async () => {
  if (await ranUnderProjectNode(import.meta.url)) return;
  const git = spawnSync('git', ['log', '-1', '--format=%ct'], { cwd: root, encoding: 'utf8' });
  const time = git.status === 0 && git.stdout.trim() !== '' ? git.stdout.trim() : NO_COMMIT;
  const options = [
    '--no-dependencies',
    '--allow-missing-repository',
    '--no-rewrite-relative-links',
    '--out',
    'mcp-checklist.vsix',
  ];
  const env = { ...toolEnv(), SOURCE_DATE_EPOCH: process.env.SOURCE_DATE_EPOCH ?? time };
  const pack = async () => {
    if ((await tool('vsce', ['package', ...options], { env })) !== 0)
      throw new Failure('The extension could not be packaged.');
    return readFileSync(path.join(root, 'mcp-checklist.vsix'));
  };
  const vsix = await pack();
  checkBudgets();
  if (!process.argv.includes('--verify')) return;
  const [first, second] = [vsix, await pack()].map((it) =>
    createHash('sha256').update(it).digest('hex'),
  );
  if (first !== second) throw new Failure('Packed twice, the VSIX is not the same.');
  console.log(`${vsix.length} bytes, the same twice: sha256 ${first}`);
});
