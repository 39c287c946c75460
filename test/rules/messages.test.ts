import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { analyze, rules } from '../../rules/index.ts';
import { fill } from '../../rules/secrets/safe.ts';
import { factsOf, folders, inputOf, pathOf, ROOT, settingsOf } from './fixture.ts';
import { Template } from './template.ts';

/** As wide as a list of problems shows beside its file and line. */
const LONGEST = 90;
/** With the longest names of packages and hosts that are met. */
const LONGEST_MET = 120;

/** What people have in their configs, by the placeholder it fills. */
const TYPICAL: Readonly<Record<string, string>> = {
  address: '0.0.0.0:8080',
  advisory: 'CVE-2025-53109 and 1 more',
  allowed: 'letters, digits, "_" and "-"',
  became: 'is archived and gets no security fixes',
  cost: 'refuses the whole file',
  count: '12',
  date: '2026-05-01',
  does: 'steals credentials and spreads',
  engine: 'Docker',
  environment: 'production',
  expected: 'a list of texts',
  field: 'environment',
  file: 'config/.env',
  fixed: '2026.11.18',
  flag: '--network host',
  host: 'Claude Code',
  how: ' in plain text',
  id: 'MAL-2025-47604',
  instead: 'mcp-server-git',
  key: 'autoApprove',
  keys: 'cwd, env and envFile',
  kind: 'GitHub personal access token (classic)',
  known: 'stdio, http, sse',
  label: 'Supabase',
  listed: '500',
  name: 'mcp-server-git',
  namespace: 'network',
  operator: '&&',
  other: 'url',
  others: 'staging',
  owner: 'Cursor',
  path: '/home/ada',
  port: '8080:8080',
  problem: 'A comma is missing here.',
  program: 'npx',
  readers: 'whoever reads this file',
  reference: '${env:ACME_TOKEN}',
  right: 'mcpServers',
  rule: 'unpinned-package',
  said: 'stdio',
  scheme: 'http',
  server: 'filesystem',
  shell: 'bash',
  since: '2026-08-01',
  switch: '--read-only',
  tool: 'delete_order',
  unresolved: 'passes it on as literal text',
  value: 'streamableHttp',
  variable: 'ACME_TOKEN',
  version: '2025.7.1',
  where: ' in GITHUB_TOKEN',
  without: 'does not connect',
  wrong: 'mcp.servers',
  place: '.mcp.json and ~/.claude.json',
};

/** What has no page to revoke it on has a plain name. */
const OWN: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'plaintext-secret/plain': { kind: 'personal access token' },
};

const templates = rules.flatMap(({ meta, messages }) =>
  Object.entries(messages).map(([id, text]) => [`${meta.id}/${id}`, text] as const),
);

describe.each(templates)('%s', (id, template) => {
  const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);

  test('fits into a line when it is filled', () => {
    expect(names.filter((name) => !Object.hasOwn(TYPICAL, name))).toEqual([]);
    const text = fill(template, { ...TYPICAL, ...OWN[id] });
    expect(text.length, text).toBeLessThanOrEqual(LONGEST);
  });

  test('names no page: that is what the link of its rule is for', () => {
    expect(template).not.toMatch(/https?:\/\/\w|www\./);
    expect(names).not.toContain('page');
  });
});

/** Verbs with which a title says what becomes of the file. */
const VERBS =
  /^(?:Add|Ask|Declare|Define|Give|Make|Move|Pass|Pin|Put|Remove|Rename|Replace|Set|Split|Start|Switch|Take|Use|Write) \S/;

test('what is said of real configs is short, holds no page, and its fixes say what they write', () => {
  const faults: string[] = [];
  let seen = 0;
  for (const rule of folders(ROOT)) {
    for (const name of folders(join(ROOT, rule))) {
      for (const { rule: id, message, fixes } of findingsOf(join(ROOT, rule, name))) {
        seen += 1;
        if (message.length > LONGEST_MET) faults.push(`${id}: ${message.length} in "${message}"`);
        if (
          id !== 'insecure-transport' &&
          /https?:\/\/\w+\.\w/.test(message.replace(/git\+\S+/g, ''))
        )
          faults.push(`${id}: a page in "${message}"`);
        for (const { title } of fixes) if (!VERBS.test(title)) faults.push(`${id}: "${title}"`);
      }
    }
  }
  expect(faults).toEqual([]);
  expect(seen).toBeGreaterThan(300);
});

function findingsOf(folder: string) {
  const { file, host } = inputOf(folder);
  const { text } = new Template(readFileSync(join(folder, file), 'utf8'));
  const facts = factsOf(folder);
  const settings = settingsOf(folder);
  return analyze(text, { host, path: pathOf(folder), facts, settings }).findings;
}
