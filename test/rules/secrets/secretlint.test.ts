import { lintSource } from '@secretlint/core';
import { creator } from '@secretlint/secretlint-rule-preset-recommend';
import { expect, test } from 'vitest';
import { readConfig } from '../../../rules/config/read.ts';
import { parseJson } from '../../../rules/document/parse-json.ts';
import { generic } from '../../../rules/hosts/index.ts';
import { type Candidate, detect } from '../../../rules/secrets/index.ts';
import { everyFormat, seeded } from '../../fake.ts';
import { processorTime } from '../../processor-time.ts';
import { credentials } from './made.ts';
import { traps } from './traps.ts';

/**
 * The best-kept scanner there is on npm, as a second opinion. It sees a value as a file of its own; we see it without a
 * name, so that both judge by the format alone.
 */
async function flaggedBySecretlint(value: string): Promise<boolean> {
  const { messages } = await lintSource({
    source: { content: value, filePath: 'value.txt', ext: '.txt', contentType: 'text' },
    options: {
      config: { rules: [{ id: '@secretlint/secretlint-rule-preset-recommend', rule: creator }] },
      maskSecrets: true,
      noPhysicFilePath: true,
    },
  });
  return messages.length > 0;
}

function flaggedByUs(value: string): boolean {
  return detect({ value, role: 'other', name: '', references: [] }).some(
    ({ verdict }) => verdict === 'credential',
  );
}

const fake = seeded(5);

/** Values of every format we know, and shapes from secretlint's own documentation of its rules. */
function values(): readonly (readonly [title: string, value: string])[] {
  const known = everyFormat().flatMap(({ id, format }) =>
    [1, 2, 3].map(() => [`${id} ${format.label}`, fake.match(format.pattern)] as const),
  );
  return [
    ...known,
    [
      'AWS pair',
      `AWS_ACCESS_KEY_ID=${fake.awsKeyPair().id} AWS_SECRET_ACCESS_KEY=${fake.awsKeyPair().secret}`,
    ],
    ['AWS secret', `AWS_SECRET_ACCESS_KEY=${fake.awsKeyPair().secret}`],
    ['private key', fake.privateKey()],
    [
      'GCP service account',
      JSON.stringify({ type: 'service_account', private_key: fake.privateKey() }),
    ],
    ['npmrc', `//npm.acme.dev/:_authToken=${fake.match('npm_[A-Za-z0-9]{36}')}`],
    ['user part of a URL', `https://user:${fake.password()}@acme.dev/`],
    ['database URL', fake.connectionString()],
    ['Slack webhook', fake.slackWebhook()],
    ['Slack bot token', fake.slackBot()],
    ['OpenAI', fake.openai()],
    ['Anthropic', fake.anthropic()],
    ['GitHub', fake.githubToken()],
    ['GitHub fine-grained', fake.githubFineGrained()],
    ['Stripe', fake.stripe()],
    ['Stripe test mode', fake.stripe('test')],
    ['web token', fake.jwt({ sub: '7' })],
    ['base64 of a URL with a password', Buffer.from(fake.connectionString()).toString('base64')],
    [
      'Azure connection string',
      `DefaultEndpointsProtocol=https;AccountName=acme;AccountKey=${fake.base62(86)}==`,
    ],
    ['plain text', 'a server for notes, version 1.2.3'],
    ['package', '@modelcontextprotocol/server-github@2025.4.8'],
    ['UUID', fake.uuid()],
    ['digest', `sha256:${fake.hex(64)}`],
    ['path', '/home/alex/.config/Claude/claude_desktop_config.json'],
    ['address', 'https://mcp.acme.dev/mcp?region=eu'],
  ];
}

/** What secretlint flags and we do not, each with the reason. */
const JUDGED: ReadonlyMap<string, string> = new Map([]);

test('what secretlint flags, we flag', async () => {
  const onlyTheirs: string[] = [];
  let theirs = 0;
  let ours = 0;
  const all = values();
  for (const [title, value] of all) {
    const isTheirs = await flaggedBySecretlint(value);
    const isOurs = flaggedByUs(value);
    if (isTheirs) theirs++;
    if (isOurs) ours++;
    if (isTheirs && !isOurs) onlyTheirs.push(title);
  }
  console.log(
    `of ${all.length} values without a name: secretlint flags ${theirs}, we flag ${ours}; only secretlint: ${onlyTheirs.join(', ') || 'none'}`,
  );
  expect([...new Set(onlyTheirs)].filter((title) => !JUDGED.has(title))).toEqual([]);
});

/**
 * Every string of some hundred configs, as it reaches the detector and as it reaches a scanner of files. One in forty is a
 * credential, as in the configs that people publish.
 */
function stringsOfConfigs(): readonly Candidate[] {
  const some = <T>(list: readonly T[], step: number): readonly T[] =>
    list.filter((_item, index) => index % step === 0);
  const cases = [...some(credentials(4), 400), ...some(traps(4), 4)];
  return cases.flatMap(({ config }) =>
    readConfig(parseJson(JSON.stringify(config)), generic)
      .servers.flatMap(({ places }) => places)
      .map(({ text, role, name, references }) => ({ value: text.value, role, name, references })),
  );
}

test('ten times its throughput on the same values', async () => {
  const candidates = stringsOfConfigs();
  const measure = async (run: (candidate: Candidate) => unknown): Promise<number> => {
    let best = Number.POSITIVE_INFINITY;
    // The best round within the same time for both: the first ones compile.
    const deadline = performance.now() + 700;
    while (performance.now() < deadline) {
      const start = processorTime();
      for (const candidate of candidates) await run(candidate);
      best = Math.min(best, processorTime() - start);
    }
    return (best * 1000) / candidates.length;
  };
  const ours = await measure(detect);
  const theirs = await measure(({ value }) => flaggedBySecretlint(value));
  console.log(
    `${candidates.length} strings of configs: secretlint ${theirs.toFixed(1)} µs each, ours ${ours.toFixed(1)} µs, ${(theirs / ours).toFixed(0)} times as fast`,
  );
  expect(theirs / ours).toBeGreaterThan(10);
}, 60_000);
