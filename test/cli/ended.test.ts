import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { expect, it } from 'vitest';
import { fake } from '../fake.ts';
import { CLI, folder } from './run.ts';

/** Does not answer for as long as a test takes. */
const SLOW = '#!/bin/sh\nexec sleep 20\n';

it.skipIf(process.platform === 'win32').each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  'who is ended by %s while git is asked leaves nothing among the temporary files',
  async (signal) => {
    const bin = folder({ git: SLOW });
    chmodSync(join(bin, 'git'), 0o755);
    const temporary = folder({});
    const a = { command: 'node', args: ['a.js'], env: { GITHUB_TOKEN: fake.githubToken() } };
    const cwd = folder({ '.cursor/mcp.json': JSON.stringify({ mcpServers: { a } }) });
    mkdirSync(join(cwd, '.git', 'objects'), { recursive: true });
    mkdirSync(join(cwd, '.git', 'refs'));
    writeFileSync(join(cwd, '.git', 'HEAD'), 'ref: refs/heads/main\n');
    const child = spawn(process.execPath, [CLI, 'check', '.'], {
      cwd,
      env: {
        ...process.env,
        PATH: [bin, process.env.PATH].join(delimiter),
        TMPDIR: temporary,
      },
      stdio: 'ignore',
    });
    const ended = new Promise((resolve) => child.once('exit', (_, by) => resolve(by)));
    await expect.poll(() => readdirSync(temporary).length, { timeout: 10_000 }).toBe(1);
    child.kill(signal);
    expect(await ended).toBe(signal);
    expect(readdirSync(temporary)).toEqual([]);
  },
);
