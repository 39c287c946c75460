import { expect, test } from 'vitest';
import { safe } from '../../rules/secrets/safe.ts';
import { HeldReports, reportOf } from '../../server/cli/held-reports.ts';
import type { FileReport, FindingReport } from '../../server/cli/report.ts';

const at = (line: number): FindingReport['range'] => ({
  start: { line, character: 1 },
  end: { line, character: 9 },
});

function reportWith(name: string, changes: Partial<FindingReport> = {}): FileReport {
  const finding: FindingReport = {
    rule: 'unpinned-package',
    severity: 'warning',
    confidence: 'high',
    message: safe.text('It has no version.'),
    server: safe.text(name),
    pointer: safe.text(`/mcpServers/${name}`),
    range: at(3),
    related: [],
    fixes: [{ title: safe.text('Pin it'), safe: false }],
    suppressed: null,
    ...changes,
  };
  return { path: safe.text(`/w/${name}/mcp.json`), host: 'cursor', findings: [finding, finding] };
}

test('a report comes back as it was, and what several say is kept once', () => {
  const reports = new HeldReports();
  const [a, b] = [reports.hold(reportWith('a')), reports.hold(reportWith('b'))];
  expect(JSON.stringify(reportOf(a))).toBe(JSON.stringify(reportWith('a')));
  expect(JSON.stringify(reportOf(b))).toBe(JSON.stringify(reportWith('b')));
  expect(new Set([...a.kinds, ...b.kinds]).size).toBe(1);
});

test.each<Partial<FindingReport>>([
  { rule: 'moved-package' },
  { severity: 'error' },
  { confidence: 'low' },
  { message: safe.text('It has another one.') },
  { range: at(4) },
  { range: { ...at(3), end: { line: 4, character: 9 } } },
  { range: { ...at(3), start: { line: 3, character: 0 } } },
  { range: { ...at(3), end: { line: 3, character: 8 } } },
  { fixes: [] },
  { fixes: [{ title: safe.text('Pin it'), safe: true }] },
  { fixes: [{ title: safe.text('Let it be'), safe: false }] },
  { related: [{ path: safe.text('/x'), range: at(1), message: safe.text('The other one.') }] },
  { suppressed: { by: 'comment', reason: safe.text('Known.') } },
])('what is said otherwise is kept for itself: %o', (changes) => {
  const reports = new HeldReports();
  reports.hold(reportWith('a'));
  const other = reportWith('b', changes);
  expect(JSON.stringify(reportOf(reports.hold(other)))).toBe(JSON.stringify(other));
  expect(JSON.stringify(reportOf(reports.hold(reportWith('a'))))).toBe(
    JSON.stringify(reportWith('a')),
  );
});
