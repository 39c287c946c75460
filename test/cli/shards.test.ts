import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fake } from '../fake.ts';
import { written } from '../server/samples.ts';
import { folder, run } from './run.ts';

/** Configs of which some share a credential, across parts. */
function fleet(): string {
  const shared = fake.githubToken();
  const files: Record<string, string> = { 'notes/settings.json': '{}' };
  for (let team = 0; team < 11; team += 1) {
    const token = team % 3 === 0 ? shared : fake.githubToken();
    const server = { command: 'npx', args: ['-y', 'some-mcp'], env: { GITHUB_TOKEN: token } };
    files[`team-${team}/.cursor/mcp.json`] = written({ mcpServers: { a: server } });
  }
  return folder(files);
}

async function parts(cwd: string, count: number): Promise<string[]> {
  const names: string[] = [];
  for (let index = 1; index <= count; index += 1) {
    const { out, err } = await run(['check', '--format', 'json', '--shard', `${index}/${count}`], {
      cwd,
    });
    expect(err).toBe('');
    writeFileSync(join(cwd, `part-${index}.txt`), out);
    names.push(`part-${index}.txt`);
  }
  return names;
}

describe('parts of a fleet', () => {
  it.each([2, 3])('make one run again, to the byte: %i', async (count) => {
    const cwd = fleet();
    const names = await parts(cwd, count);
    const whole = await run(['check', '--format', 'json'], { cwd });
    const merged = await run(['merge', ...names.reverse()], { cwd });
    expect(merged.err).toBe('');
    expect(merged.out).toBe(whole.out);
    expect(merged.code).toBe(whole.code);
    expect(whole.out).toContain('scattered-credential');
    for (const format of ['github', 'markdown']) {
      const one = await run(['check', '--format', format], { cwd });
      expect((await run(['merge', '--format', format, ...names], { cwd })).out).toBe(one.out);
    }
  });

  it('are refused when they are no whole', async () => {
    const cwd = fleet();
    const [first = '', second = ''] = await parts(cwd, 2);
    const problem = async (...names: string[]) => {
      const { code, out, err } = await run(['merge', ...names], { cwd });
      expect([code, out]).toEqual([2, '']);
      return err;
    };
    expect(await problem(first)).toBe('mcp-checklist: Missing: part 2 of 2.\n');
    expect(await problem(first, first)).toContain('named twice');
    writeFileSync(join(cwd, 'other.txt'), '{ "files": [] }');
    writeFileSync(join(cwd, 'broken.txt'), '{ "files": ');
    expect(await problem(first, 'other.txt')).toContain('other.txt: it is no JSON report');
    expect(await problem(second, 'broken.txt')).toBe('mcp-checklist: broken.txt: it is no JSON.\n');
    expect(await problem(second, 'gone.txt')).toContain('ENOENT');
  });

  it('are written as one of many', async () => {
    for (const shard of ['0/2', '3/2', '1', 'a/b', '1/0'])
      expect((await run(['check', '--shard', shard])).code, shard).toBe(2);
  });
});

describe('the standard input', () => {
  it('is judged as the file of a path, in place of what stands there', async () => {
    const cwd = folder({ '.cursor/mcp.json': written({ mcpServers: {} }) });
    const text = written({ mcpServers: { a: { url: 'http://api.example.com/mcp' } } });
    const args = ['check', '--format', 'json', '--stdin-path', '.cursor/mcp.json'];
    const { code, out } = await run(args, { cwd, input: text });
    expect(code).toBe(1);
    expect(JSON.parse(out).files).toMatchObject([
      { path: '.cursor/mcp.json', host: 'cursor', findings: [{ rule: 'insecure-transport' }] },
    ]);
  });
  it('can be empty, binary or of an unknown name', async () => {
    const args = (path: string) => ['check', '--stdin-path', path];
    expect((await run(args('notes.json'), { input: '' })).code).toBe(0);
    const { code, err } = await run(args('.mcp.json'), { input: Buffer.from([0x7b, 0, 0x7d]) });
    expect([code, err]).toEqual([2, 'mcp-checklist: the standard input: it is a binary file.\n']);
  });
});
