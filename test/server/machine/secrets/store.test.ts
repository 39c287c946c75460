import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readEnv } from '../../../../server/machine/secrets/env-file.ts';
import { storeSecrets } from '../../../../server/machine/secrets/store.ts';
import { StoreError, type StoreProblem } from '../../../../server/machine/secrets/store-error.ts';
import { fake } from '../../../fake.ts';
import { SHELL_ONLY, VALUES } from './values.ts';

let folder: string;
let file: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(os.tmpdir(), 'store-')));
  file = join(folder, 'deep/secrets.env');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const entry = (value: string, name = 'TOKEN') => ({ name, value });
const read = (path = file): string => readFileSync(path, 'utf8');
const pairs = (path = file) => readEnv(read(path)).assignments;

/** @returns the problem, and that its words name the file and hold no secret */
async function refused(value: string, target: string, options = {}): Promise<StoreProblem> {
  const error = await storeSecrets(target, [entry(value)], options).then(
    () => undefined,
    (it: unknown) => it,
  );
  if (!(error instanceof StoreError)) throw new Error(`not refused: ${error}`);
  expect(error.message).toContain(target);
  expect(error.message).not.toContain(value);
  expect(error.file).toBe(target);
  return error.problem;
}

describe('secrets', () => {
  it('are appended to what is there, each once, under names that a shell takes', async () => {
    mkdirSync(join(folder, 'deep'));
    writeFileSync(file, 'OLD=1 # mine');
    const comment = "repo/it's\n.mcp.json";
    const entries = [
      { ...entry('a b', 'api-key'), comment },
      entry('two', '2nd'),
      entry('1', 'OLD'),
    ];
    const { names } = await storeSecrets(file, entries);
    expect(names).toEqual(['API_KEY', '_2nd', 'OLD']);
    const expected = "OLD=1 # mine\n# repo/it s .mcp.json\nAPI_KEY='a b'\n_2nd=two\n";
    expect(read()).toBe(expected);
    await storeSecrets(file, entries);
    expect(read()).toBe(expected);
    await storeSecrets(file, [entry('other', 'OLD')]);
    expect(read()).toBe(`${expected}OLD=other\n`);
    expect(readdirSync(join(folder, 'deep'))).toEqual(['secrets.env']);
  });

  it('of every kind are read back as they are, and those that only a shell reads are named', async () => {
    const all = [...VALUES, ...SHELL_ONLY].map((value, i) => entry(value, `V${i}`));
    const { shellOnly } = await storeSecrets(file, all);
    expect(pairs()).toEqual(all);
    expect(shellOnly).toEqual(all.slice(VALUES.length).map(({ name }) => name));
  });

  it('are closed to everybody else, in a file of another mode as well', async () => {
    await storeSecrets(file, [entry('x')]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'deep')).mode & 0o777).toBe(0o700);
    chmodSync(file, 0o644);
    await storeSecrets(file, [entry('x')]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('do not go over another value of that name where the file is what is loaded', async () => {
    await storeSecrets(file, [entry('one')]);
    const before = read();
    expect(await refused('two', file, { taken: 'refuse' })).toBe('taken');
    await storeSecrets(file, [entry('one')], { taken: 'refuse' });
    expect(read()).toBe(before);
  });

  it('stay apart from an entry that was cut short', async () => {
    mkdirSync(join(folder, 'deep'));
    writeFileSync(file, "A='cut sho");
    await storeSecrets(file, [entry('x y')]);
    expect(pairs()).toEqual([entry('cut sho', 'A'), entry('x y')].map((it) => ({ ...it })));
  });
});

describe('no secret is written', () => {
  const token = fake.githubToken();

  it('through a link, or to what has another name', async () => {
    const other = join(folder, 'other');
    writeFileSync(other, 'A=1\n');
    symlinkSync(other, join(folder, 'link.env'));
    symlinkSync(join(folder, 'nothing'), join(folder, 'dangling.env'));
    linkSync(other, join(folder, 'hard.env'));
    expect(await refused(token, join(folder, 'link.env'))).toBe('link');
    expect(await refused(token, join(folder, 'dangling.env'))).toBe('link');
    expect(await refused(token, join(folder, 'hard.env'))).toBe('shared');
    expect(read(other)).toBe('A=1\n');
    expect(existsSync(join(folder, 'nothing'))).toBe(false);
  });

  it('to what is no regular file', async () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    expect(await refused(token, pipe)).toBe('not-a-file');
    expect(await refused(token, folder)).toBe('not-a-file');
    expect(await refused(token, '/dev/full')).toBe('not-a-file');
    expect(lstatSync(pipe).isFIFO()).toBe(true);
  });

  it('outside of the folder that was named', async () => {
    const inside = join(folder, 'inside');
    mkdirSync(join(folder, 'outside'));
    mkdirSync(inside);
    symlinkSync('../outside', join(inside, 'way'));
    const options = { within: inside };
    expect(await refused(token, join(inside, '../outside/.env'), options)).toBe('outside');
    expect(await refused(token, join(inside, 'way/.env'), options)).toBe('outside');
    expect(await refused(token, join(inside, 'way/new/.env'), options)).toBe('outside');
    expect(readdirSync(join(folder, 'outside'))).toEqual([]);
    await storeSecrets(join(inside, 'new/.env'), [entry('x')], options);
    expect(pairs(join(inside, 'new/.env'))).toEqual([entry('x')]);
  });

  it('to a file that a commit could carry', async () => {
    const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, stdio: 'ignore' });
    git('init');
    const env = join(folder, '.env');
    expect(await refused(token, env)).toBe('not-ignored');
    writeFileSync(join(folder, '.gitignore'), '/.env\n');
    await storeSecrets(env, [entry('x')]);
    git('add', '-f', '.env');
    const before = read(env);
    expect(await refused(token, env)).toBe('tracked');
    expect(read(env)).toBe(before);
    // By another way to the same file.
    const way = mkdtempSync(join(os.tmpdir(), 'way-'));
    symlinkSync(folder, join(way, 'repo'));
    expect(await refused(token, join(way, 'repo/.env'))).toBe('tracked');
    rmSync(way, { recursive: true });
  });

  it('that no variable can hold', async () => {
    expect(await refused('a\0b', file)).toBe('value');
    expect(existsSync(file)).toBe(false);
  });
});

describe('what a killed run leaves behind', () => {
  const dead = spawnSync('true').pid;

  it('is taken over: its lock', async () => {
    mkdirSync(join(folder, 'deep'));
    const lock = `${file}.mcp-checklist.lock`;
    writeFileSync(lock, `${dead} ${os.hostname()} 0123456789ab\n`);
    const start = Date.now();
    await storeSecrets(file, [entry('x')]);
    expect(Date.now() - start).toBeLessThan(2000);
    writeFileSync(lock, '');
    utimesSync(lock, 1, 1);
    await storeSecrets(file, [entry('y')]);
    expect(readdirSync(join(folder, 'deep'))).toEqual(['secrets.env']);
  });

  it('is found, and what only it holds is kept: its drafts', async () => {
    await storeSecrets(file, [entry('x')]);
    const drafts = [`${file}.${dead}-0123456789ab.tmp`, `${file}.0123456789ac.tmp`];
    const others = [
      `${file}.${process.pid}-0123456789ab.tmp`,
      `${file}.0123456789ad.tmp`,
      `${file}.tmp`,
    ];
    for (const path of [...drafts, ...others]) writeFileSync(path, 'TOKEN=x\nONLY=here\n');
    utimesSync(drafts[1] ?? '', 1, 1);
    const { leftovers } = await storeSecrets(file, [entry('z')]);
    expect([...leftovers].sort()).toEqual([...drafts].sort());
    expect(pairs()).toEqual([entry('x'), entry('here', 'ONLY'), entry('z')]);
    for (const path of drafts) expect(existsSync(path)).toBe(false);
    for (const path of others) expect(existsSync(path)).toBe(true);
  });

  it('is told from what somebody else put there: that is neither followed nor removed', async () => {
    const env = join(folder, '.env');
    const lock = `${env}.mcp-checklist.lock`;
    writeFileSync(lock, 'my notes');
    expect(await refused('a token', env)).toBe('busy');
    expect(read(lock)).toBe('my notes');
    rmSync(lock);
    symlinkSync('/dev/zero', lock);
    expect(await refused('a token', env)).toBe('busy');
    expect(existsSync(env)).toBe(false);
  });
});
