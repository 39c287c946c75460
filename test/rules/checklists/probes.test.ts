import { expect, test } from 'vitest';
import { evidenceOf } from '../../../rules/checklists/evidence.ts';
import { judgeChecklist } from '../../../rules/checklists/judge-configs.ts';
import { policyWords } from '../../../rules/checklists/policy-words.ts';
import { production } from '../../../rules/checklists/production.ts';
import type { ProbeRecord } from '../../../rules/findings/probe-record.ts';
import { analyze } from '../../../rules/index.ts';
import { addProbe } from '../../../rules/policy/edit.ts';
import { noProject } from '../../../rules/policy/policy.ts';
import { readProject } from '../../../rules/policy/read.ts';
import { applyEdits } from '../../../rules/text/span.ts';

const NOW = Date.UTC(2026, 10, 26);

const RECORD: ProbeRecord = {
  path: '.mcp.json',
  server: 'notes',
  fingerprint: 'f',
  names: ['API_KEY'],
  pinned: true,
  on: '2026-11-26',
  until: '2027-02-24',
  by: 'probe 1.0.0',
  credentials: 'made up',
  network: 'answered',
  steps: { 'leak.401': 'fail', 'refusal.401': 'pass' },
  items: { 'production/7': 'fail', 'production/8': 'pass' },
  tools: { count: 1, readOnly: 1, writes: 0, hash: 'h' },
};

/** How the server stands to an item. */
function statusOf(
  item: number,
  more: Partial<ProbeRecord> = {},
  attested: readonly number[] = [],
  env: object = { API_KEY: '${API_KEY}' },
) {
  const notes = { command: 'npx', args: ['-y', 'notes@1.0.0'], env };
  const analysis = analyze(JSON.stringify({ mcpServers: { notes } }), { path: '/a/.mcp.json' });
  if (!analysis.config) throw new Error('no config');
  const attestations = attested.map((number) => ({
    item: `production/${number}` as const,
    path: '.mcp.json',
    server: 'notes',
    fingerprint: 'f',
    by: 'me',
    on: '2026-11-01',
    until: '2027-05-01',
  }));
  const project = {
    path: '.mcp.json',
    project: { ...noProject, probes: [{ ...RECORD, ...more }] },
  };
  const evidence = evidenceOf('.mcp.json', analysis.config, analysis, { project, attestations });
  const servers = evidence.servers.map((it) => ({ ...it, fingerprint: 'f' }));
  const judged = judgeChecklist(production, [{ ...evidence, servers }], NOW);
  return judged.find((it) => it.item.number === item)?.subjects[0];
}

test('what a probe saw fail fails, whatever a person says', () => {
  expect(statusOf(7)?.status).toBe('fail');
  expect(statusOf(7, {}, [7])?.status).toBe('fail');
  expect(statusOf(7)?.text).toContain('a credential shows when the provider says 401');
});

test('what it saw right passes, and what it could not tell is as before', () => {
  expect(statusOf(8)?.status).toBe('pass');
  expect(statusOf(8, { items: { 'production/8': 'review' } })?.status).toBe('review');
  expect(statusOf(8, { items: { 'production/8': 'review' } }, [8])?.status).toBe('attested');
});

test('it never makes better what the config shows', () => {
  const env = { API_KEY: '${API_KEY}', LOG_LEVEL: 'debug' };
  const more = { names: ['API_KEY', 'LOG_LEVEL'], items: { 'production/7': 'pass' } } as const;
  expect(statusOf(7, more, [], env)?.status).not.toBe('pass');
});

test('it is about one server, with these variables, until a day', () => {
  expect(statusOf(7, { fingerprint: 'other' })?.status).toBe('review');
  expect(statusOf(7, { names: ['API_KEY', 'OTHER'] })?.status).toBe('review');
  expect(statusOf(7, { server: 'other' })?.status).toBe('review');
  expect(statusOf(7, { until: '2026-11-20' })?.status).toBe('review');
});

test('it is written down in place of the one before, and read again', () => {
  const first = applyEdits('', addProbe('', RECORD) ?? []);
  const second = { ...RECORD, on: '2026-11-27' };
  const text = applyEdits(first, addProbe(first, second) ?? []);
  const { project, problems } = readProject(text, policyWords);
  expect(problems).toEqual([]);
  expect(project.probes).toEqual([second]);
});

test('one that is not as it should be does not count', () => {
  const text = JSON.stringify({ probes: [{ ...RECORD, items: { 'production/7': 'fine' } }] });
  const { project, problems } = readProject(text, policyWords);
  expect([project.probes, problems.length]).toEqual([[], 1]);
});
