import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withOptions } from '../../scripts/command-line.mjs';
import { flattened, viewOf } from '../../server/cli/completion/tree.ts';
import type { Io } from '../../server/cli/io.ts';
import { makeProgram } from '../../server/cli/program.ts';
import { folder, run } from './run.ts';

const program = viewOf(makeProgram({} as Io));
const SHELLS = ['bash', 'zsh', 'fish'] as const;
const has = (shell: string) => spawnSync(shell, ['-c', 'true']).status === 0;

describe('one table of commands and options', () => {
  it.each(SHELLS)('has all of them in the completion of %s', async (shell) => {
    const { out, code } = await run(['completion', shell]);
    expect(code).toBe(0);
    const commands = flattened(program);
    expect(commands.length).toBeGreaterThan(14);
    for (const { path, options } of commands) {
      expect(out).toContain(path.split(' ').at(-1));
      for (const { flags } of options)
        for (const flag of flags)
          expect(out, `${path} ${flag}`).toContain(
            shell === 'fish' ? flag.replace(/^--/, '-l ').replace(/^-(\w)$/, '-s $1') : flag,
          );
    }
    expect(out).not.toContain('summary');
    if (!has(shell)) return;
    const file = join(folder({}), 'script');
    writeFileSync(file, out);
    expect(spawnSync(shell, ['-n', file]).status).toBe(0);
  });

  it('has all of them in the page about the command line', () => {
    const page = readFileSync(join(import.meta.dirname, '../../docs/command-line.md'), 'utf8');
    expect(withOptions(page), 'npm run pages').toBe(page);
  });
});

describe.runIf(has('bash'))('completion in bash', () => {
  it('knows commands, options, their values, rules, hosts and files', async () => {
    const { out: script } = await run(['completion', 'bash']);
    const cwd = folder({ 'some.json': '{}' });
    const ask = (line: string): readonly string[] => {
      const words = line.split(' ').map((it) => `'${it}'`);
      const code = `${script}\nCOMP_WORDS=(${words.join(' ')}); COMP_CWORD=${words.length - 1}; _mcp_checklist; printf '%s\\n' "\${COMPREPLY[@]}"`;
      return execFileSync('bash', ['-c', code], { cwd, encoding: 'utf8' }).trim().split('\n');
    };
    expect(ask('mcp-checklist ch')).toEqual(['check', 'checklist']);
    expect(ask('mcp-checklist check --fail-')).toEqual(['--fail-on-empty', '--fail-on']);
    expect(ask('mcp-checklist check --fail-on n')).toEqual(['never']);
    expect(ask('mcp-checklist baseline ')).toEqual(['create', 'prune']);
    expect(ask('mcp-checklist baseline prune --dry')).toEqual(['--dry-run']);
    expect(ask('mcp-checklist explain plaintext')).toEqual(['plaintext-secret']);
    expect(ask('mcp-checklist check --host claude-d')).toEqual(['claude-desktop']);
    expect(ask('mcp-checklist switch o')).toEqual(['off', 'on']);
    expect(ask('mcp-checklist check some')).toEqual(['some.json']);
    expect(ask('mcp-checklist --color ')).toEqual(['auto', 'always', 'never']);
  });
});
