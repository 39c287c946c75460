import { createHmac } from 'node:crypto';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { policyWords } from '../../../rules/checklists/policy-words.ts';
import { PUBLISH_ITEMS } from '../../../rules/checklists/publish/item.ts';
import { publishItems } from '../../../rules/checklists/publish/publish.ts';
import { serverOf } from '../../../rules/engine/about.ts';
import type { Settings } from '../../../rules/findings/settings.ts';
import { analyze } from '../../../rules/index.ts';
import {
  addAttestation,
  addIgnore,
  removeAttestation,
  setBaseline,
} from '../../../rules/policy/edit.ts';
import { baselineHash } from '../../../rules/policy/ignores.ts';
import type { Attestation, Project } from '../../../rules/policy/policy.ts';
import { readProject } from '../../../rules/policy/read.ts';
import { projectShapes } from '../../../rules/policy/schema.ts';
import { applyEdits } from '../../../rules/text/span.ts';
import { fake } from '../../fake.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const digest = (key: string, text: string) => createHmac('sha256', key).update(text).digest('hex');

function project(content: unknown): Project {
  const { project: read, problems } = readProject(JSON.stringify(content), policyWords);
  expect(problems).toEqual([]);
  return read;
}

const CONFIG = JSON.stringify({
  mcpServers: {
    docs: { command: 'npx', args: ['-y', 'some-mcp'] },
    shop: { command: 'npx', args: ['-y', 'other-mcp'] },
  },
});

/** What is found in a config, with the reason where it is silenced. */
function found(written: unknown, path = '.cursor/mcp.json', now = NOW, text = CONFIG) {
  return analyze(text, {
    host: 'cursor',
    project: { project: project(written), path },
    facts: { now, digest },
  }).findings.map((it) => [serverOf(it), it.suppressed?.reason]);
}

describe('an entry that ignores a finding', () => {
  const entry = { rule: 'unpinned-package', path: '**/mcp.json', reason: 'our own' };
  test('silences it, with its reason', () =>
    expect(found({ ignore: [entry] })).toEqual([
      ['docs', 'our own'],
      ['shop', 'our own'],
    ]));
  test('can be about one server', () =>
    expect(found({ ignore: [{ ...entry, server: 'shop' }] })).toEqual([
      ['docs', undefined],
      ['shop', 'our own'],
    ]));
  test('can be about one place, and what is below it', () => {
    expect(found({ ignore: [{ ...entry, pointer: '/mcpServers/docs' }] })[0]?.[1]).toBe('our own');
    expect(found({ ignore: [{ ...entry, pointer: '/mcpServers/do' }] })[0]?.[1]).toBeUndefined();
  });
  test('is about the paths it names', () =>
    expect(found({ ignore: [entry] }, 'a/other.json')[0]?.[1]).toBeUndefined());
  test('runs out when its last day is over everywhere', () => {
    const until = { ignore: [{ ...entry, until: '2026-11-20' }] };
    expect(found(until, 'mcp.json', Date.parse('2026-11-20T23:00:00Z'))[0]?.[1]).toBe('our own');
    // The day lasts until it has ended twelve hours west of Greenwich.
    expect(found(until, 'mcp.json', Date.parse('2026-11-21T11:59:59Z'))[0]?.[1]).toBe('our own');
    expect(found(until, 'mcp.json', Date.parse('2026-11-21T12:00:00Z'))[0]?.[1]).toBeUndefined();
  });
});

describe('the baseline', () => {
  const token = fake.githubToken();
  const text = (value: string) =>
    JSON.stringify({ mcpServers: { a: { command: 'node', env: { GITHUB_TOKEN: value } } } });
  const pointer = '/mcpServers/a/env/GITHUB_TOKEN';
  const key = 'k';
  const options = { host: 'cursor', facts: { now: NOW, digest } };
  const secretIn = (value: string, more = {}) =>
    analyze(text(value), { ...options, ...more }).findings.find(
      ({ rule }) => rule === 'plaintext-secret',
    );
  const marked = (value: string): string => {
    const finding = secretIn(value);
    if (!finding) throw new Error('no finding');
    const provider = finding.credential?.provider ?? null;
    return baselineHash(digest, key, { ...finding, provider, text: value });
  };
  const hash = marked(token);
  const baseline = {
    baseline: {
      key,
      findings: [{ rule: 'plaintext-secret', path: '.cursor/mcp.json', pointer, hash }],
    },
  };
  const plain = (value: string) => {
    const scope = { project: project(baseline), path: '.cursor/mcp.json' };
    return secretIn(value, { project: scope })?.suppressed;
  };
  test('keeps what was there apart', () => expect(plain(token)).toMatchObject({ by: 'baseline' }));
  test('lets another kind of token in the same place through', () =>
    expect(plain(fake.slackBot())).toBeNull());
  test('knows no credential, so that it helps nobody to guess one', () => {
    const other = fake.githubToken();
    expect(other).not.toBe(token);
    expect(marked(other)).toBe(hash);
  });
  test('tells packages apart, and images', () => {
    const of = (text: string, rule = 'unpinned-package') =>
      baselineHash(digest, key, { ...ABOUT, rule, text });
    expect(of('some-mcp')).not.toBe(of('evil-mcp'));
    expect(of('@acme/mcp')).not.toBe(of('@evil/mcp'));
    // Neither what only looks like a package, nor a password in an address.
    expect(of(fake.githubToken())).toBe(of(fake.githubToken()));
    const source = (password: string) =>
      of(`git+https://ada:${password}@git.example.com/x`, 'unpinned-git-source');
    expect(source('summer1')).toBe(source('winter2'));
    expect(of('summer1', 'shell-wrapper')).toBe(of('winter2', 'shell-wrapper'));
  });
  test('that was written before is still understood', () => {
    const old = digest(key, `plaintext-secret\0${token}`).slice(0, 6);
    const findings = [{ ...baseline.baseline.findings[0], hash: old }];
    const scope = { project: project({ baseline: { key, findings } }), path: '.cursor/mcp.json' };
    expect(secretIn(token, { project: scope })?.suppressed).toMatchObject({ by: 'baseline' });
    expect(secretIn(fake.githubToken(), { project: scope })?.suppressed).toBeNull();
  });
  const ABOUT = { server: 'a', pointer, messageId: 'm', provider: null };
});

describe('a project file that is not as it should be', () => {
  const problems = (text: string) =>
    readProject(text, policyWords).problems.map(({ line, message }) => [line, message]);
  test('names the entry and its line, and quotes nothing', () => {
    const secret = fake.githubToken();
    const text = `{\n  "ignore": [\n    { "rule": "x", "path": "${secret}" }\n  ]\n}`;
    expect(problems(text)).toEqual([[3, '/ignore/0 does not count: reason is wrong or missing.']]);
  });
  test('is no object', () => expect(problems('[]')).toHaveLength(1));
  test('is broken', () => expect(problems('{ "ignore": [')).not.toEqual([]));
  test('is empty, which is fine', () => expect(problems('')).toEqual([]));
  test('has keys that mean something to JavaScript', () => {
    const text = '{ "__proto__": { "ignore": [] }, "ignore": [{ "__proto__": { "rule": "x" } }] }';
    expect(problems(text)).toEqual([
      [1, 'There is no key "__proto__".'],
      [1, '/ignore/0 does not count: rule, path, reason is wrong or missing.'],
    ]);
    expect(readProject(text, policyWords).project.ignore).toEqual([]);
    expect(problems('{ "rules": { "__proto__": "off", "constructor": "off" } }')).toHaveLength(2);
  });
});

describe('a word that nothing has', () => {
  const entry = { rule: 'unpinned-package', path: '**', reason: 'ours' };
  const attestation = {
    item: 'production/11',
    path: 'mcp.json',
    server: 'docs',
    fingerprint: 'f',
    by: 'Ada',
    on: '2026-11-21',
    until: '2027-05-20',
  };
  test.each([
    ['a key', { ignores: [] }, 'There is no key "ignores". Did you mean "ignore"?', false],
    [
      'a key of an exception, which would have made it smaller',
      { ignore: [{ ...entry, servr: 'docs' }] },
      '/ignore/0 does not count: there is no key "servr". Did you mean "server"?',
      false,
    ],
    [
      'a key of a word',
      { attestations: [{ ...attestation, item: 3, untl: 'x' }] },
      '/attestations/0: there is no key "untl". Did you mean "until"?',
      true,
    ],
    [
      'a rule',
      { rules: { 'plain-text-secret': 'off' } },
      'There is no rule "plain-text-secret". Did you mean "plaintext-secret"?',
      false,
    ],
    [
      'the rule of an exception',
      { ignore: [{ ...entry, rule: 'unpinned-packages' }] },
      'This ignores nothing: there is no rule "unpinned-packages". Did you mean "unpinned-package"?',
      true,
    ],
    ['an item', { attestations: [attestation] }, 'There is no item production/11.', true],
    [
      'a severity',
      { rules: { 'unpinned-package': 'warn' } },
      '/rules/unpinned-package has to be off, hint, information, warning or error. Did you mean "warning"?',
      false,
    ],
    ['a strictness', { strictness: 1 }, '/strictness has to be default or strict.', false],
    ['rules that are none', { rules: [] }, '/rules has to name a severity for each rule.', false],
  ])('%s', (_, written, message, harmless) => {
    const { problems } = readProject(JSON.stringify(written), policyWords);
    expect(problems.map((it) => [it.message, it.harmless === true])).toEqual([[message, harmless]]);
  });
  test('is not shown where it may be a secret', () => {
    const secret = fake.githubToken();
    const written = JSON.stringify({ [secret]: 1, rules: { [secret]: 'off' } });
    const { problems } = readProject(written, policyWords);
    expect(problems).toHaveLength(2);
    expect(JSON.stringify(problems)).not.toContain(secret.slice(0, -4));
  });
  test('every item of the publish list is one', () =>
    expect(publishItems).toHaveLength(PUBLISH_ITEMS));
});

describe('what is decided about a rule', () => {
  const policy = (severity: string, more = {}) => ({
    ...project({ rules: { 'unpinned-package': severity } }),
    ...more,
  });
  const judged = (written: Project, settings?: Settings) =>
    analyze(CONFIG, {
      host: 'cursor',
      project: { project: written, path: '.cursor/mcp.json' },
      facts: { now: NOW, digest },
      ...(settings && { settings }),
    }).findings.map(({ severity, suppressed }) => suppressed?.reason ?? severity);
  const own = (severity: 'hint' | 'off', more = {}): Settings => ({
    rules: { 'unpinned-package': severity },
    strictness: 'default',
    ...more,
  });
  test('the team is asked before the settings, a run before the team', () => {
    expect(judged(policy('error'))).toEqual(['error', 'error']);
    expect(judged(policy('error'), own('hint'))).toEqual(['error', 'error']);
    expect(judged(policy('error'), own('hint', { forOneRun: true }))).toEqual(['hint', 'hint']);
    expect(judged(project({}), own('hint'))).toEqual(['hint', 'hint']);
  });
  test('what a rule that is off finds is accepted, and says by whom', () => {
    expect(judged(policy('off'))[0]).toBe('Its rule is switched off in .mcp-checklist.json.');
    expect(judged(project({}), own('off'))[0]).toBe('Its rule is switched off in the settings.');
    expect(judged(project({}), own('off', { forOneRun: true }))[0]).toBe(
      'Its rule is switched off for this run.',
    );
  });
  test('where nothing may be silenced it only makes things worse', () => {
    const open = { silencesNothing: true };
    expect(judged(policy('off', open))).toEqual(['warning', 'warning']);
    expect(judged(policy('hint', open))).toEqual(['warning', 'warning']);
    expect(judged(policy('error', open))).toEqual(['error', 'error']);
  });
});

describe('writing', () => {
  const attestation: Attestation = {
    item: 'production/3',
    path: '.cursor/mcp.json',
    server: 'docs',
    fingerprint: 'f',
    by: 'Ada',
    on: '2026-11-21',
    until: '2027-05-20',
  };
  test('makes a file, adds to it, and takes back', () => {
    const first = applyEdits('', addAttestation('', attestation) ?? []);
    expect(readProject(first, policyWords)).toMatchObject({
      project: { ...project({}), attestations: [attestation] },
      problems: [],
    });
    const other = { ...attestation, server: 'shop', note: 'seen' };
    const second = applyEdits(first, addAttestation(first, other) ?? []);
    expect(readProject(second, policyWords).project.attestations).toEqual([attestation, other]);
    const third = applyEdits(second, removeAttestation(second, other) ?? []);
    expect(third).toBe(first);
  });
  test('a bare number is an item of the production list: older files hold nothing else', () => {
    const old = JSON.stringify({ attestations: [{ ...attestation, item: 3 }] });
    expect(readProject(old, policyWords)).toMatchObject({
      project: { attestations: [attestation] },
      problems: [],
    });
    const withdrawn = applyEdits(old, removeAttestation(old, attestation));
    expect(readProject(withdrawn, policyWords).project.attestations).toEqual([]);
    const again = applyEdits(old, addAttestation(old, attestation) ?? []);
    expect(readProject(again, policyWords).project.attestations).toEqual([attestation]);
  });
  test.each([0, 11, 1.5, '3', 'production/0', 'publish/', 'other/1', 'publish/100', null])(
    'no item: %j',
    (item) => {
      const text = JSON.stringify({ attestations: [{ ...attestation, item }] });
      expect(readProject(text, policyWords).problems[0]?.message).toBe(
        '/attestations/0 does not count: item is wrong or missing.',
      );
    },
  );
  test.each([3, 'production/3', 'publish/63'])('the schema for editors takes item %j', (item) => {
    const schema = z.toJSONSchema(projectShapes().project, { target: 'draft-7' });
    const isValid = new Ajv().compile(schema);
    expect(isValid({ attestations: [{ ...attestation, item }] })).toBe(true);
    expect(isValid({ attestations: [{ ...attestation, item: 'other/1' }] })).toBe(false);
  });
  test('puts a new word in the place of the old ones', () => {
    const two = JSON.stringify({
      attestations: [attestation, attestation, { ...attestation, item: 'production/7' }],
    });
    const fresh = { ...attestation, by: 'Grace' };
    const written = applyEdits(two, addAttestation(two, fresh) ?? []);
    expect(readProject(written, policyWords).project.attestations).toEqual([
      { ...attestation, item: 'production/7' },
      fresh,
    ]);
  });
  test('keeps comments, line ends and other entries', () => {
    const text = '{\r\n  // ours\r\n  "ignore": []\r\n}\r\n';
    const ignore = { rule: 'insecure-transport', path: '*', reason: 'y' };
    const written = applyEdits(text, addIgnore(text, ignore) ?? []);
    expect(written).toContain('  // ours\r\n');
    expect(written.replaceAll('\r\n', '')).not.toContain('\n');
    const both = applyEdits(written, addAttestation(written, attestation) ?? []);
    expect(readProject(both, policyWords)).toMatchObject({
      project: { ...project({}), ignore: [ignore], attestations: [attestation] },
      problems: [],
    });
  });
  test('replaces the baseline', () => {
    const one = { key: 'a', findings: [{ rule: 'r', path: 'p', pointer: '/x', hash: 'h' }] };
    const first = applyEdits('{ "ignore": [] }', setBaseline('{ "ignore": [] }', one) ?? []);
    const second = applyEdits(first, setBaseline(first, { key: 'b', findings: [] }) ?? []);
    expect(readProject(first, policyWords).project.baseline).toEqual(one);
    expect(readProject(second, policyWords).project.baseline).toEqual({ key: 'b', findings: [] });
  });
  test('leaves a broken file to a person', () => {
    expect(addAttestation('{ "ignore": [', attestation)).toBeUndefined();
    expect(addAttestation('[]', attestation)).toBeUndefined();
  });
});
