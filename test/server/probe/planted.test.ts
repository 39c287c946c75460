import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ToolSnapshot } from '../../../rules/findings/probe-record.ts';
import { PLANTED, planFor, planted, probe } from './run.ts';

/** What is wrong with the server, which items are asked about, and what has to come of it. */
type Case = readonly [
  faults: string,
  steps: readonly number[],
  verdicts: Readonly<Record<string, string | undefined>>,
];

const START = [10] as const;

/** Faults that show in the first start. */
const AT_START: readonly Case[] = [
  ['env-dump', START, { 'leak.401': 'fail', 'leak.401.environment': 'fail' }],
  ['split-leak', START, { 'leak.401': 'fail' }],
  ['ends-leak', START, { 'leak.401': 'fail' }],
  ['file-leak', START, { 'leak.401': 'fail' }],
  ['child-argument', START, { 'leak.401': 'fail' }],
  ['shutdown-leak', START, { 'leak.401': 'fail' }],
  ['config-leak', START, { 'leak.401': 'fail' }],
  ['log-leak', START, { 'leak.401': 'fail' }],
  ['description-leak', START, { 'leak.401': 'fail' }],
  ['basic-leak', START, { 'leak.401': 'fail' }],
  ['reverse-leak', START, { 'leak.401': 'fail' }],
  ['hex-leak', START, { 'leak.401': 'fail' }],
  ['data-leak', START, { 'leak.401': 'fail', start: 'review' }],
  ['key-in-url', START, { 'leak.401': 'pass', 'credential.url': 'fail' }],
  ['never-answers', START, { start: 'fail' }],
  ['late-death', START, { start: 'fail' }],
  ['silent-refusal', START, { 'refusal.401': 'fail' }],
  ['dies-on-401', START, { 'refusal.401': 'fail' }],
  ['vague', START, { 'refusal.401': 'review' }],
  ['refusal-as-text', START, { 'refusal.401': 'review' }],
  ['banner', START, { 'protocol.stdout': 'fail', start: 'pass' }],
  ['body-on-stdout', START, { 'protocol.stdout': 'fail' }],
  ['huge', START, { start: 'fail', 'protocol.cut': 'review' }],
  ['accepts-unknown', START, { 'protocol.unknown-method': 'fail' }],
  ['dies-on-unknown', START, { 'protocol.unknown-tool': 'fail' }],
  ['unknown-succeeds', START, { 'protocol.unknown-tool': 'fail' }],
  ['dies-on-nonsense', START, { 'protocol.nonsense': 'fail', 'protocol.unknown-tool': 'pass' }],
  ['no-schema', START, { 'tools.schemas': 'fail' }],
  ['same-name', START, { 'tools.names': 'fail' }],
  ['odd-name', START, { 'tools.spelling': 'review' }],
  ['endless', START, { 'tools.list': 'review' }],
  ['list-never', START, { 'tools.list': 'fail' }],
  ['list-error', START, { 'tools.list': 'review', 'tools.hints': undefined }],
  ['slow', START, { times: 'fail' }],
  ['debug-line', START, { 'protocol.stdout': 'fail' }],
  ['no-line-end', START, { start: 'fail' }],
  ['odd-version', START, { start: 'review' }],
  ['silent-unknown', START, { 'protocol.unknown-method': 'fail' }],
  ['other-id', START, { 'protocol.unknown-method': 'fail' }],
  ['untyped-schema', START, { 'tools.schemas': 'fail' }],
  ['string-schema', START, { 'tools.schemas': 'fail' }],
  ['undescribed', START, { 'tools.schemas': 'review' }],
  ['many', START, { 'tools.list': 'review' }],
  ['words-hidden', START, { 'words.hidden': 'fail' }],
  ['words-ansi', START, { 'words.hidden': 'fail' }],
  [
    'words-ssh',
    START,
    { 'words.pseudo-tag': 'info', 'words.credential-file': 'info', 'words.secrecy': 'info' },
  ],
  ['words-other', START, { 'words.other-tool': 'info' }],
  ['stays', START, { stop: 'pass' }],
  ['ignores-sigterm', START, { stop: 'pass' }],
  ['child-stays', START, { stop: 'pass' }],
  ['child-detached', START, { stop: 'fail' }],
  ['child-unmarked', START, { stop: 'fail' }],
];

/** Faults that take a certain start to show. */
const LATER: readonly Case[] = [
  ['debug-leak', [7], { 'leak.401': 'pass', 'leak.debug': 'fail' }],
  ['unreachable-leak', [7], { 'leak.unreachable': 'fail', 'leak.reset': 'fail' }],
  ['needs-key', [8], { 'start.absent': 'pass' }],
  ['silent-exit', [8], { 'start.absent': 'fail' }],
  ['hang-without-key', [8], { 'start.absent': undefined, 'start.unchecked': 'fail' }],
  ['silent-shape', [8], { 'start.short': 'fail' }],
  ['time-out', [8], { silence: 'pass' }],
  ['refusal-as-text', [8], { 'error-shape': 'fail' }],
  ['opens-browser', [8], { 'start.browser': 'fail' }],
  ['other-client', [9], { 'drift.other-client': 'fail', 'drift.second-start': 'pass' }],
  ['second-start', [9], { 'drift.second-start': 'fail' }],
  ['always-ends', [8], { start: 'fail', 'start.absent': 'review', 'start.short': undefined }],
  ['always-ends', START, { stop: 'review', 'protocol.stdout': undefined }],
];

const WORDLESS = {
  'words.hidden': undefined,
  'words.pseudo-tag': undefined,
  'words.credential-file': undefined,
  'words.secrecy': undefined,
  'words.sends-out': undefined,
};

/** What looks like a fault and is none. */
const CONTROLS: readonly Case[] = [
  ['tail-only', START, { 'leak.401': 'pass', 'leak.401.environment': undefined }],
  ['no-tools', START, { 'tools.list': 'info' }],
  ['hash-only', START, { 'leak.401': 'pass' }],
  ['account-id', START, { 'leak.401': 'pass' }],
  ['late-start', START, { start: 'pass' }],
  ['notation', [9], { 'drift.second-start': 'pass', 'drift.other-client': 'pass' }],
  ['modern', START, { start: 'pass', 'tools.schemas': 'pass', 'protocol.unknown-tool': 'pass' }],
  ['words-refused', START, WORDLESS],
  ['words-response', START, WORDLESS],
  ['words-link', START, WORDLESS],
  ['folder-in-description', [9], { 'drift.second-start': 'pass', 'leak.401': 'pass' }],
];

/** Each is a probe of its own, with two starts or more: by night all of them, else a third. */
function some(cases: readonly Case[]): readonly Case[] {
  const every = process.env.MCP_CHECKLIST_PROBE_FAULTS === 'all';
  return cases.filter((_, index) => every || index % 3 === 0);
}

describe.concurrent('a planted fault is found, and nothing else', () => {
  test.for([...some(AT_START), ...some(CONTROLS), ...LATER])(
    '%s',
    { timeout: 120_000 },
    async ([faults, steps, verdicts], { expect: check }) => {
      const { by } = await probe(planted(faults), {
        steps,
        otherTools: ['create_issue'],
        otherClient: 'Visual Studio Code',
      });
      check(Object.fromEntries(Object.keys(verdicts).map((id) => [id, by[id]]))).toEqual(verdicts);
    },
  );
});

test('a good server passes what can be passed', async () => {
  const { by, verdicts, hosts, credentials, network } = await probe(planted('needs-key,time-out'));
  expect(Object.entries(by).filter(([, it]) => it === 'fail')).toEqual([]);
  expect(verdicts).toMatchObject({
    'production/7': 'pass',
    'production/8': 'pass',
    'production/10': 'pass',
    'publish/15': 'pass',
    'publish/19': 'pass',
  });
  expect(hosts).toMatchObject([{ host: 'api.example.com', credential: 'header' }]);
  expect({ credentials, network }).toEqual({ credentials: 'made up', network: 'answered' });
}, 120_000);

describe.concurrent('arguments that do not fit', () => {
  const OWN = 'needs-key,time-out,needs-query';
  test.for([
    [OWN, { 'arguments.missing': 'pass', 'arguments.wrong': 'pass', 'strings.borne': 'review' }],
    [`${OWN},unchecked`, { 'arguments.missing': 'fail', 'arguments.wrong': 'fail' }],
    [`${OWN},unchecked,fake-success`, { 'arguments.missing': 'fail' }],
    [`${OWN},unchecked,says-no`, { 'arguments.missing': 'review', 'arguments.wrong': 'review' }],
    [`${OWN},shell`, { 'strings.carried-out': 'fail', 'arguments.missing': 'pass' }],
    [`${OWN},dies-on-text`, { 'strings.died': 'fail' }],
  ] as const)('%s', { timeout: 120_000 }, async ([faults, verdicts], { expect: check }) => {
    const { by } = await probe(planted(faults), { steps: [10], unfit: true });
    check(by).toMatchObject(verdicts);
  });
});

test('the same version with other tools is a rug pull; another version is a list to look at', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'npx-'));
  // Stands in for npx: what it was told to fetch is the planted server.
  writeFileSync(join(folder, 'npx'), `#!/bin/sh\nexec '${process.execPath}' '${PLANTED}'\n`, {
    mode: 0o755,
  });
  const path = process.env.PATH;
  process.env.PATH = `${folder}:${path}`;
  const run = (version: string, extra: string, before?: ToolSnapshot) => {
    const env = { API_KEY: '${API_KEY}', EXTRA_TOOL: extra };
    const entry = { command: 'npx', args: ['-y', `notes-mcp@${version}`], env };
    return probe(planFor(entry), { steps: [10], before });
  };
  try {
    const { snapshot } = await run('1.0.0', 'one');
    expect((await run('1.0.0', 'one', snapshot)).by['drift.recorded']).toBe('pass');
    const pulled = await run('1.0.0', 'two', snapshot);
    expect([pulled.by['drift.recorded'], pulled.verdicts['production/9']]).toEqual([
      'fail',
      'fail',
    ]);
    expect((await run('1.1.0', 'two', snapshot)).by['drift.recorded']).toBe('review');
  } finally {
    process.env.PATH = path;
  }
}, 120_000);

const hasPython = spawnSync('python3', ['--version']).status === 0;

test.skipIf(!hasPython)(
  'what a Python server asks is answered as well',
  async () => {
    const script = join(import.meta.dirname, 'planted.py');
    const own = { command: 'python3', args: [script] };
    const ask = (faults: string) =>
      probe(planFor({ ...own, env: { API_KEY: '${API_KEY}', FAULTS: faults } }), { steps: [10] });
    const { by, hosts } = await ask('');
    expect(hosts).toEqual([{ host: 'api.example.com', times: 1, credential: 'header' }]);
    expect(by).toMatchObject({ start: 'pass', 'leak.401': 'pass', 'refusal.401': 'pass' });
    expect((await ask('leak')).by['leak.401']).toBe('fail');
  },
  60_000,
);
