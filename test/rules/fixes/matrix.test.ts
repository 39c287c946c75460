import { describe, expect, test } from 'vitest';
import { secretManagers } from '../../../rules/fixes/secret-manager.ts';
import type { Host } from '../../../rules/hosts/host.ts';
import { hosts } from '../../../rules/hosts/index.ts';
import { analyze, rules } from '../../../rules/index.ts';
import { seeded } from '../../fake.ts';
import { otherCases, secretCases } from './cases.ts';
import { faultsOf } from './faults.ts';
import { variantsOf } from './variants.ts';
import { configsOf } from './write-config.ts';

/**
 * Host × place × fix: each of these things in the config of each host, in every layout its grammar has, and every
 * fix that any rule offers there.
 */
const cases = [...secretCases(seeded(5)), ...otherCases];
const offered = new Map<string, number>();
/**
 * Minutes: by night each host has every case in every variant. Else each case meets every sixth host, so that every
 * case and every host has its turn, as it is and in the next one of the variants.
 */
const every = process.env.MCP_CHECKLIST_MATRIX === 'all';
let turn = 0;

function chosen<T>(variants: readonly T[]): readonly T[] {
  const [first, ...others] = variants;
  turn += 1;
  return every ? variants : [first, others[turn % others.length]].filter((it) => it !== undefined);
}

describe.each(hosts.map((host, index) => [host.id, host, index] as const))(
  '%s',
  (_, host, index) => {
    const met = cases.filter((_case, at) => every || (at + index) % 6 === 0);
    test.each(met.map((it) => [`${it.rule}: ${it.place}`, it] as const))(
      '%s',
      (_, { rule, entry }) => {
        const faults: string[] = [];
        let spoken = false;
        for (const [layout, written] of Object.entries(configsOf(host, entry))) {
          for (const [variant, text] of chosen(variantsOf(written, host.format))) {
            const found = judge(host, text);
            faults.push(...found.faults.map((it) => `${layout}, ${variant}: ${it}`));
            spoken ||= found.rules.has(rule);
          }
        }
        if (isHeard(host, rule)) expect(spoken, `${rule} speaks`).toBe(true);
        expect(faults).toEqual([]);
      },
    );
  },
);

function judge(host: Host, text: string) {
  const faults: string[] = [];
  const options = {
    host: host.id,
    path: `/home/ada/${host.id}.config`,
    settings: { rules: {}, strictness: 'strict' },
    facts: { secretManagers: secretManagers.map(({ id }) => id) },
  } as const;
  const { findings, failures } = analyze(text, options);
  if (failures.length > 0) faults.push('a rule fails');
  for (const finding of findings) {
    for (const fix of finding.fixes) {
      offered.set(finding.rule, (offered.get(finding.rule) ?? 0) + 1);
      for (const fault of faultsOf(text, options, findings, finding, fix))
        faults.push(`${finding.rule} at ${finding.pointer}, ${fix.id}: ${fault}`);
    }
  }
  return { faults, rules: new Set(findings.map(({ rule }) => rule)) };
}

/** Whether every host with ordinary entries has to say something; the others have fewer places. */
function isHeard({ id, manifest }: Host, rule: string): boolean {
  if (manifest || id === 'claude-code-settings' || id === 'claude-code-unread') return false;
  // These depend on what the host understands, reads and starts.
  return !/foreign-field|joined-arguments|missing-cmd-wrapper|foreign-reference|undefined-input|secret-in-arguments|verbose-logging/.test(
    rule,
  );
}

/**
 * These have their own texts, in fixtures.test.ts: what is wrong with them is not in an entry but beside it, in a
 * comment, or in what git knows.
 */
const ELSEWHERE = [
  'auto-approved-tools',
  'foreign-field',
  'unprotected-env-file',
  'unsupported-comments',
  'unused-ignore',
  'wrong-root-key',
];

test('every rule with a fix is among them', () => {
  const total = [...offered.values()].reduce((sum, count) => sum + count, 0);
  console.log(`${total} fixes in the configs of ${hosts.length} hosts keep what they promise`);
  console.log(
    [...offered]
      .sort()
      .map((it) => it.join(' '))
      .join(', '),
  );
  expect(
    ELSEWHERE.filter((rule) => offered.has(rule)),
    'need no exception',
  ).toEqual([]);
  const expected = rules
    .filter(({ meta }) => meta.fix !== 'none' && !ELSEWHERE.includes(meta.id))
    .map(({ meta }) => meta.id);
  expect(expected.filter((rule) => !offered.has(rule))).toEqual([]);
  expect(total).toBeGreaterThan(every ? 10_000 : 4_000);
});
