import { describe, expect, it } from 'vitest';
import type { JsonReport } from '../../server/cli/report.ts';
import { fake } from '../fake.ts';
import { folder, run } from './run.ts';

const token = fake.githubFineGrained();
const CONFIG = `{ "servers": {
  // mcp-checklist-ignore insecure-transport -- ours, soon gone
  "a": { "url": "http://a.example.com/mcp" },
  "b": { "command": "npx", "args": ["-y", "some-mcp"], "env": { "GITHUB_TOKEN": "${token}" } }
} }
`;
const POLICY = JSON.stringify({
  ignore: [
    { rule: 'unpinned-package', path: '**', reason: 'sandboxed', until: '2126-01-01' },
    { rule: 'plaintext-secret', path: '**', reason: 'revoked' },
  ],
});
const files = { '.vscode/mcp.json': CONFIG, '.mcp-checklist.json': POLICY };

async function check(format: string, ...more: string[]) {
  const { code, out, err } = await run(['check', '--format', format, ...more], {
    cwd: folder(files),
  });
  expect(err).toBe('');
  expect(out).not.toContain(token);
  return { code, out };
}

describe('what is silenced is listed, with who, why and until when', () => {
  it('as text', async () => {
    const { code, out } = await check('text');
    expect(code).toBe(0);
    expect(out).toMatch(
      /^ {2}3:18 {2}silenced {2}.*http.* {2}insecure-transport, by a comment: ours, soon gone$/m,
    );
    expect(out).toMatch(
      /silenced .* unpinned-package, in \.mcp-checklist\.json until 2126-01-01: sandboxed$/m,
    );
    expect(out).toContain('(3 silenced)');
    expect(out).toMatch(/\d accepted;/);
  });
  it('as marks in a pull request', async () => {
    const { out } = await check('github');
    expect(out).toMatch(
      /^::notice file=\.vscode\/mcp\.json,line=3,.*title=insecure-transport \(silenced\)::.* Silenced by a comment: ours, soon gone$/m,
    );
    expect(out.match(/\(silenced\)/g)).toHaveLength(3);
  });
  it('as Markdown', async () => {
    const { out } = await check('markdown');
    expect(out).toContain('### Silenced');
    expect(out).toMatch(/^\| \.vscode\/mcp\.json:3:18 \| .* by a comment: ours, soon gone \|$/m);
    expect(out).toMatch(/\| ! accepted \| 1 finding accepted: revoked\./);
  });
  it('as SARIF', async () => {
    const { out } = await check('sarif');
    const { results } = JSON.parse(out).runs[0];
    const suppressions = results.flatMap((it: { suppressions: object[] }) => it.suppressions);
    expect(suppressions).toEqual([
      { kind: 'inSource', status: 'accepted', justification: 'ours, soon gone' },
      { kind: 'external', status: 'accepted', justification: 'sandboxed' },
      { kind: 'external', status: 'accepted', justification: 'revoked' },
    ]);
  });
  it('as JSON, where the checklist claims nothing that the file contradicts', async () => {
    const { out } = await check('json');
    const { files: all, checklist } = JSON.parse(out) as JsonReport;
    expect(all[0]?.findings.map(({ rule, suppressed }) => [rule, suppressed])).toEqual([
      ['insecure-transport', { by: 'comment', reason: 'ours, soon gone' }],
      ['unpinned-package', { by: 'ignore', reason: 'sandboxed', until: '2126-01-01' }],
      ['plaintext-secret', { by: 'ignore', reason: 'revoked' }],
    ]);
    const status = Object.fromEntries(checklist.map((it) => [it.item.split('/')[1], it.status]));
    expect(status).toMatchObject({ 1: 'accepted', 4: 'accepted', 5: 'accepted', 9: 'accepted' });
  });
});
