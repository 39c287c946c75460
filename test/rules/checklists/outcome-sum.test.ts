import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Checklist, ItemOutcome } from '../../../rules/checklists/checklist.ts';
import {
  type EvidenceOptions,
  evidenceOf,
  type FileEvidence,
} from '../../../rules/checklists/evidence.ts';
import { judgeChecklist } from '../../../rules/checklists/judge-configs.ts';
import { OutcomeSum } from '../../../rules/checklists/outcome-sum.ts';
import { production } from '../../../rules/checklists/production.ts';
import type { Finding } from '../../../rules/findings/finding.ts';
import type { ProbeRecord } from '../../../rules/findings/probe-record.ts';
import { analyze } from '../../../rules/index.ts';
import type { Attestation } from '../../../rules/policy/policy.ts';
import { type SafeText, sentence } from '../../../rules/secrets/safe.ts';
import { factsOf, folders, inputOf, pathOf, ROOT, settingsOf } from '../fixture.ts';
import { Template } from '../template.ts';

const NOW = Date.parse('2026-06-01T12:00:00Z');

function evidenceOfAll(more: EvidenceOptions = {}) {
  const all = folders(ROOT).flatMap((rule) =>
    folders(join(ROOT, rule)).map((name) => join(ROOT, rule, name)),
  );
  return all.flatMap((folder) => {
    const { file, host } = inputOf(folder);
    const text = new Template(readFileSync(join(folder, file), 'utf8')).text;
    const options = { host, path: pathOf(folder), settings: settingsOf(folder) };
    const analysis = analyze(text, { ...options, facts: factsOf(folder) });
    return analysis.config ? evidenceOf(folder, analysis.config, analysis, more) : [];
  });
}
/** The same config elsewhere, its servers called otherwise. */
function renamed(file: FileEvidence): FileEvidence {
  const otherwise = <T extends { readonly name: SafeText }>(it: T): T => ({
    ...it,
    name: sentence`${it.name}-too`,
  });
  const moved = (finding: Finding): Finding =>
    finding.about.kind === 'server' ? { ...finding, about: otherwise(finding.about) } : finding;
  return {
    ...file,
    path: `${file.path}-too`,
    servers: file.servers.map(otherwise),
    findings: file.findings.map(moved),
    silenced: file.silenced.map(moved),
  };
}

const seenOf = (it: ItemOutcome) => ({ id: it.item.id, status: it.status, reasons: it.reasons });

function added(files: readonly FileEvidence[]) {
  const sum = new OutcomeSum();
  for (const it of files) sum.add(sum.kept(it));
  return [...sum.of(production satisfies Checklist, NOW)].map(seenOf);
}

function together(files: readonly FileEvidence[]) {
  return judgeChecklist(production, files, NOW).map(seenOf);
}

test('statuses are the same added up one by one, and made of no more than they take', () => {
  const whole = evidenceOfAll();
  const bare = evidenceOfAll({ statusOnly: true });
  const all = together([...whole, ...whole.map(renamed)]);
  expect(added([...bare, ...bare.map(renamed)])).toEqual(all);
  for (const [index, file] of bare.entries()) {
    const it = whole[index] ?? file;
    expect(added([file, renamed(file)]), file.path).toEqual(together([it, renamed(it)]));
  }
  expect(new Set(all.map(({ status }) => status)).size).toBeGreaterThan(1);
  expect(bare.some(({ ranges, credentials }) => ranges ?? credentials)).toBe(false);
});

test('configs that differ in one thing alone are told apart where statuses are added up', () => {
  const mcpServers = { a: { command: 'npx', args: ['-y', 'some-server'], env: { API_KEY: 'x' } } };
  const [text, path] = [JSON.stringify({ mcpServers }), '/repo/.cursor/mcp.json'];
  const { config, ...analysis } = analyze(text, { path });
  const [first] = config ? [evidenceOf(path, config, analysis)] : [];
  const [server] = first?.servers ?? [];
  const [finding] = first?.findings.filter(({ rule }) => rule === 'unpinned-package') ?? [];
  if (!first || !server || !finding) throw new Error('nothing was found');
  const clean = { ...first, findings: [] };
  const said = { reason: sentence`So it is.`, by: 'ignore' } as const;
  const accepted = [{ ...finding, suppressed: said }];
  const about = { server: 'a', fingerprint: server.fingerprint, path: 'mcp.json' };
  const dates = { by: 'me', on: '2026-01-01', until: '2027-01-01' };
  const word: Attestation = { ...about, ...dates, item: 'production/3' };
  const probe: ProbeRecord = {
    ...about,
    ...dates,
    names: server.given,
    pinned: true,
    credentials: 'none',
    network: 'none',
    steps: {},
    items: { 'production/7': 'fail' },
    tools: { count: 0, readOnly: 0, writes: 0, hash: '' },
  };
  const counts = { calls: 0, denied: 0, unnamed: 0, cut: false };
  const audit = { gateway: 'Janee', services: [], agents: [], ...counts } as const;
  const changes: readonly Partial<FileEvidence>[] = [
    ...[
      { local: false },
      { audited: true },
      { audited: true, audit },
      { offSwitch: false },
      { literal: 'open' as const },
      { literal: 'accepted' as const },
      { references: ['input'] },
      { references: ['env-colon'] },
      { references: ['input'], ends: '2027-01-01' },
      { references: ['input'], environments: ['dev'] },
      { references: ['input'], environments: ['prod'] },
    ].map((it) => ({ servers: [{ ...server, ...it }] })),
    { findings: [finding] },
    { findings: [{ ...finding, severity: 'hint' }] },
    { findings: [finding, finding] },
    { findings: [{ ...finding, severity: 'hint', about: { kind: 'file', file: path } }] },
    { findings: [{ ...finding, about: { kind: 'file', file: path } }] },
    { silenced: accepted },
    { unread: true },
    { unlisted: [finding.rule] },
    { parked: { path: 'beside', findings: [finding], silenced: [], ranges: [] } },
    { attestations: [word] },
    { probes: [probe] },
  ];
  const all = [{}, ...changes].map((it, nth) => ({ ...clean, ...it, path: `/${nth}/mcp.json` }));
  for (const one of all)
    for (const other of all)
      expect(added([one, other]), `${one.path} ${other.path}`).toEqual(together([one, other]));
});
