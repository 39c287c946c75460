import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { seeded } from '../fake.ts';
import { PLANTED } from '../server/probe/run.ts';
import { folder, run } from './run.ts';

const fake = seeded(11_262_026);
const OWN = fake.githubToken();

/** A folder with a config in which the planted server stands. */
function project(faults = '', env: Readonly<Record<string, string>> = {}): string {
  const notes = {
    command: process.execPath,
    args: [PLANTED],
    env: { API_KEY: OWN, FAULTS: faults, ...env },
  };
  return folder({ '.mcp.json': JSON.stringify({ mcpServers: { notes } }) });
}

const QUICK = ['--yes', '--steps', '10'];

test('without a terminal and without --yes it prints what it would run, and does not', async () => {
  const note = join(folder({}), 'called');
  const cwd = project('', { CALLED: note });
  const { code, out, err } = await run(['probe', 'notes'], { cwd });
  expect([code, out, existsSync(note)]).toEqual([2, '', false]);
  expect(err).toContain(PLANTED);
  expect(err).toContain('Variable API_KEY: made up');
});

test('in a folder that is believed nothing it is refused', async () => {
  const { code, err } = await run(['probe', 'notes', '--restricted', ...QUICK], { cwd: project() });
  expect(code).toBe(2);
  expect(err).toContain('not trusted');
});

test('a real credential takes a yes of its own, which --yes is not', async () => {
  const argv = ['probe', 'notes', '--real-credential', 'API_KEY', ...QUICK];
  const { code, out, err } = await run(argv, { cwd: project() });
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain('nobody said yes to using the real API_KEY');
});

test('exits with 0 where nothing failed, 1 where something did, 2 where it cannot start', async () => {
  expect(await run(['probe', 'notes', ...QUICK], { cwd: project() })).toMatchObject({ code: 0 });
  expect((await run(['probe', 'notes', ...QUICK], { cwd: project('banner') })).code).toBe(1);
  expect((await run(['probe', 'nobody', ...QUICK], { cwd: project() })).code).toBe(2);
  const gone = folder({
    '.mcp.json': JSON.stringify({ mcpServers: { notes: { command: 'no-such-program-here' } } }),
  });
  const { code, err } = await run(['probe', 'notes', ...QUICK], { cwd: gone });
  expect(code).toBe(2);
  expect(err).toContain('not found in PATH');
}, 60_000);

test('the JSON has what it is said to have, and neither a credential nor a word of the server', async () => {
  const cwd = project('env-dump,config-leak,description-leak,debug-leak');
  const { out, err } = await run(['probe', 'notes', '--format', 'json', ...QUICK], { cwd });
  const report = JSON.parse(out);
  expect(report).toMatchObject({
    schemaVersion: 1,
    server: 'notes',
    credentials: 'made up',
    tools: { count: 4, readOnly: 2, writes: 1, unsaid: 1, changed: null },
    hosts: [{ host: 'api.example.com', credential: 'header' }],
    stop: { left: 0 },
  });
  expect(report.items).toContainEqual({ item: 'production/7', verdict: 'fail' });
  for (const text of [out, err]) {
    expect(text).not.toContain(OWN.slice(4, 14));
    // The made-up ones have its shape.
    expect(text).not.toMatch(/ghp_/);
    expect(text).not.toContain('Bearer');
  }
});

test('what is written down is evidence, until the server is another one', async () => {
  const cwd = project('banner,env-dump');
  await run(['probe', 'notes', '--write', ...QUICK], { cwd });
  const statusOf = async (number: number) => {
    const { out } = await run(['checklist', '--format', 'json'], { cwd });
    return JSON.parse(out).checklists[0].items[number - 1].servers[0];
  };
  expect(await statusOf(7)).toMatchObject({ status: 'fail' });
  expect((await statusOf(7)).text).toMatch(
    /^Failed: .*a credential shows when the provider says 401.* \(probe on \d{4}-\d\d-\d\d.*\)\.$/,
  );
  const policy = readFileSync(join(cwd, '.mcp-checklist.json'), 'utf8');
  expect(policy).not.toContain(OWN.slice(4, 14));
  // A word of a person does not stand against it.
  await run(['attest', '7', '--by', 'me', '--note', 'x', '--all'], { cwd });
  expect(await statusOf(7)).toMatchObject({ status: 'fail' });
  const file = join(cwd, '.mcp.json');
  writeFileSync(file, readFileSync(file, 'utf8').replace('"FAULTS"', '"OTHER"'));
  expect(await statusOf(7)).toMatchObject({ status: 'review' });
}, 60_000);

test('the same server with other tools is a list to look at; the same version with other tools fails', async () => {
  const cwd = project();
  await run(['probe', 'notes', '--write', ...QUICK], { cwd });
  const lock = join(cwd, '.mcp-checklist.lock.json');
  expect(JSON.parse(readFileSync(lock, 'utf8')).servers[0].tools).toHaveLength(4);
  const argv = ['probe', 'notes', '--format', 'json', '--yes', '--steps', '10'];
  const stepOf = async () =>
    JSON.parse((await run(argv, { cwd })).out).steps.find(
      (it: { id: string }) => it.id === 'drift.recorded',
    );
  expect(await stepOf()).toMatchObject({ verdict: 'pass' });
  const changed = JSON.parse(readFileSync(lock, 'utf8'));
  changed.servers[0].hash = 'other';
  changed.servers[0].tools[0].text = 'other';
  writeFileSync(lock, JSON.stringify(changed));
  expect(await stepOf()).toMatchObject({ verdict: 'review' });
  changed.servers[0].tools.pop();
  writeFileSync(lock, JSON.stringify(changed));
  expect((await stepOf()).sentence).toContain('New: unmarked.');
}, 60_000);
