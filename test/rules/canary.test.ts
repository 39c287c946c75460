import { describe, expect, test } from 'vitest';
import { evidenceOf } from '../../rules/checklists/evidence.ts';
import { judgeChecklist } from '../../rules/checklists/judge-configs.ts';
import { production } from '../../rules/checklists/production.ts';
import { hosts } from '../../rules/hosts/index.ts';
import { analyze } from '../../rules/index.ts';
import { fake } from '../fake.ts';

/** How much of a token may be seen: its last characters, as in "…3fA9". */
const VISIBLE = 4;

/** Configs with a token where tokens are, and where nobody expects one. */
const HIDEOUTS: Readonly<Record<string, (token: string) => unknown>> = {
  variable: (token) => ({ a: { command: 'node', args: ['a.js'], env: { GITHUB_TOKEN: token } } }),
  'name of a variable': (token) => ({
    a: { command: 'node', args: ['a.js'], env: { [token]: token } },
  }),
  'name of a server': (token) => ({
    [token]: { command: 'npx', args: ['-y', 'some-mcp'], env: { API_KEY: token } },
  }),
  header: (token) => ({
    a: { url: 'http://mcp.acme.dev', headers: { Authorization: `Bearer ${token}` } },
  }),
  'name of a header': (token) => ({ a: { url: 'http://mcp.acme.dev', headers: { [token]: 'x' } } }),
  argument: (token) => ({ a: { command: 'npx', args: ['-y', 'some-mcp', '--token', token] } }),
  'argument with equals': (token) => ({
    a: { command: 'npx', args: ['-y', 'some-mcp', `--token=${token}`] },
  }),
  package: (token) => ({ a: { command: 'npx', args: ['-y', token] } }),
  'tag of a package': (token) => ({ a: { command: 'npx', args: ['-y', `some-mcp@${token}`] } }),
  command: (token) => ({ a: { command: `npx -y some-mcp ${token}` } }),
  'shell string': (token) => ({
    a: { command: 'sh', args: ['-c', `TOKEN=${token} npx -y some-mcp`] },
  }),
  'host of an address': (token) => ({ a: { url: `http://${token}.acme.dev/mcp` } }),
  userinfo: (token) => ({ a: { url: `http://user:${token}@mcp.acme.dev/mcp` } }),
  query: (token) => ({ a: { url: `http://mcp.acme.dev/mcp?api_key=${token}` } }),
  default: (token) => ({
    a: { url: 'http://mcp.acme.dev', headers: { 'X-Api-Key': `\${KEY:-${token}}` } },
  }),
  'JSON in a string': (token) => ({
    a: { command: 'npx', args: ['x', '--config', JSON.stringify({ apiKey: token })] },
  }),
};

/** Hideouts whose text has to be shown, or nobody would know what the finding is about. */
const NAMES: ReadonlySet<string> = new Set([
  'name of a variable',
  'name of a server',
  'name of a header',
  'package',
  'tag of a package',
  'host of an address',
]);

const TOKENS: Readonly<Record<string, string>> = {
  github: fake.githubToken(),
  anthropic: fake.anthropic(),
  hex: fake.hex(40),
  password: fake.password(),
};

describe.each(hosts.map((host) => [host.id, host] as const))('%s', (id, host) => {
  test.each(Object.keys(HIDEOUTS))('no output shows a token hidden in: %s', (place) => {
    for (const [kind, token] of Object.entries(TOKENS)) {
      const servers = HIDEOUTS[place]?.(token);
      const root = host.roots[0]?.path[0] ?? 'mcpServers';
      const analysis = analyze(JSON.stringify({ [root]: servers }), {
        host: id,
      });
      const { config, findings, failures } = analysis;
      expect(failures).toEqual([]);
      const titles = findings.flatMap((finding) => finding.fixes.map((fix) => fix.title));
      const shown = findings.map(({ message, messageId, rule, about }) => ({
        message,
        messageId,
        rule,
        about,
      }));
      const files = config ? [evidenceOf('a.json', config, analysis)] : [];
      const items = judgeChecklist(production, files);
      const evidence = items.flatMap((item) =>
        [...item.evidence, ...item.reasons].map(({ text }) => text),
      );
      const output = JSON.stringify({ shown, titles, evidence });
      // The name of a package is only known to be a credential when it is shaped like one.
      if (kind === 'github' || kind === 'anthropic' || !NAMES.has(place)) {
        expect(
          partsOf(token).find((part) => output.includes(part)),
          `${kind} in ${place}`,
        ).toBeUndefined();
      }
    }
  });
});

/** Every piece of a token that is one character longer than what may be seen, its public prefix left out. */
function partsOf(token: string): readonly string[] {
  const body = token.replace(/^(?:ghp_|sk-ant-api03-)/, '');
  const length = VISIBLE + 2;
  return Array.from({ length: body.length - length + 1 }, (_, index) =>
    body.slice(index, index + length),
  );
}
