import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ASKS_GIT, hostileRepository, program } from '../hostile.ts';
import { folder, run } from './run.ts';

const COMMANDS = [
  ['check'],
  ['checklist'],
  ['fix'],
  ['fix', '--all', '--dry-run', '--no-network'],
  ['baseline', 'create'],
  ['attest', '7'],
];

const posix = process.platform !== 'win32';

describe.runIf(posix)('nothing that a repository names is run', () => {
  it('really is named: git itself runs it', () => {
    const root = folder({ '.vscode/mcp.json': ASKS_GIT });
    hostileRepository(root);
    try {
      execFileSync('git', ['check-ignore', '.env'], { cwd: root, stdio: 'ignore' });
    } catch {
      // It has nothing to answer after that.
    }
    expect(existsSync(join(root, 'pwned'))).toBe(true);
  });

  it.each(COMMANDS.map((args) => [args.join(' '), args]))('by %s', async (_, args) => {
    const root = folder({ '.vscode/mcp.json': ASKS_GIT });
    hostileRepository(root);
    const { err, code } = await run(args, { cwd: root });
    expect(err).not.toContain('internal error');
    expect(code).not.toBe(3);
    expect(existsSync(join(root, 'pwned'))).toBe(false);
  });

  it.each(COMMANDS.map((args) => [args.join(' '), args]))(
    'nor a git that lies in the folder: %s',
    async (_, args) => {
      const root = folder({ '.vscode/mcp.json': ASKS_GIT });
      execFileSync('git', ['init', '-q'], { cwd: root });
      const places = [root, join(root, 'node_modules', '.bin'), join(root, 'tools')];
      for (const place of places) program(join(place, 'git'), `touch '${root}/pwned'; exit 1`);
      const PATH = [...places, process.env.PATH].join(delimiter);
      await run(args, { cwd: root, env: { PATH } });
      expect(existsSync(join(root, 'pwned'))).toBe(false);
    },
  );
});
