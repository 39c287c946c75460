import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.ts';
import { fake } from '../fake.ts';
import { folder, run } from './run.ts';

const [token, shared] = [fake.githubToken(), fake.slackBot()];
const local = (more: object = {}) => ({ command: 'node', args: ['a.js'], ...more });

/** Servers that contradict, each, what the list likes to say of its neighbours. */
const SERVERS: Readonly<Record<string, object>> = {
  clean: local(),
  reference: local({ env: { API_TOKEN: '${env:API_TOKEN}' } }),
  secret: local({ env: { GITHUB_TOKEN: token } }),
  shared: local({ env: { PROD_SLACK_TOKEN: shared, DEV_SLACK_TOKEN: shared } }),
  prod: local({ env: { PROD_KEY: '${env:PROD_KEY}' } }),
  plain: { url: 'http://mcp.acme.dev/mcp' },
  safe: { url: 'https://mcp.acme.dev/mcp' },
  open: { command: 'npx', args: ['-y', 'some-mcp'] },
  pinned: { command: 'npx', args: ['-y', 'some-mcp@1.2.3'] },
  root: { command: 'sudo', args: ['node', 'a.js'] },
  gateway: { command: 'janee', args: ['serve'] },
};

/** What the list says for a server, and whether the server's own entry bears it out. */
const CLAIMS: readonly (readonly [RegExp, (entry: string) => boolean])[] = [
  [/^No credential stands here as text\.$/, holdsNone],
  [/^No credential is held here\.$/, (it) => holdsNone(it) && !it.includes('${')],
  [/^Credentials here are looked up in one place\.$/, holdsNone],
  [/^No credential here is shared by .*\.$/, (it) => !it.includes(shared)],
  [/^What runs here can be switched off on its own\.$/, holdsNone],
  [/^No other machine is reached unencrypted from here\.$/, (it) => !it.includes('http://')],
  [/^Everything started here names exactly one version\.$/, (it) => !/"some-mcp"/.test(it)],
  [/^Nothing is started here on this machine\.$/, (it) => !it.includes('command')],
  [/^Nothing here asks for more than it needs\.$/, (it) => !/sudo|TOKEN|KEY/.test(it)],
  [/^Calls run through a gateway that keeps a log\.$/, (it) => it.includes('janee')],
];

function holdsNone(entry: string): boolean {
  return !entry.includes(token) && !entry.includes(shared);
}

const ALL = rules.map(({ meta }) => meta.id);
const POLICIES: Readonly<Record<string, object>> = {
  nothing: {},
  'every rule ignored': { ignore: ALL.map((rule) => ({ rule, path: '**', reason: 'known' })) },
  'every rule off': { rules: Object.fromEntries(ALL.map((rule) => [rule, 'off'])) },
  'every rule a hint': { rules: Object.fromEntries(ALL.map((rule) => [rule, 'hint'])) },
};

interface Said {
  readonly server: string;
  readonly text: string;
}

describe('no sentence of the list claims what the files contradict', () => {
  it.each(Object.entries(POLICIES))('where the policy has: %s', async (_, policy) => {
    const cwd = folder({
      // Both have an off switch; Windsurf's is in the file.
      '.codeium/windsurf/mcp_config.json': JSON.stringify({ mcpServers: SERVERS }),
      '.mcp-checklist.json': JSON.stringify(policy),
    });
    const home = folder({});
    const env = { HOME: home, USERPROFILE: home };
    const args = ['checklist', '--format', 'json', '--exit-zero'];
    const { out, err } = await run(args, { cwd, env });
    expect(err).toBe('');
    const { items } = JSON.parse(out).checklists[0];
    let claims = 0;
    for (const { id, status, reason, evidence, servers } of items) {
      const said: readonly Said[] = [
        ...evidence.filter(({ says }: { says: string }) => /^(?:for|not-applicable)$/.test(says)),
        ...servers.filter((it: { status: string }) => /^(?:pass|not applicable)$/.test(it.status)),
      ];
      for (const { server, text } of said) {
        const claim = CLAIMS.find(([pattern]) => pattern.test(text));
        expect(claim?.[1](JSON.stringify(SERVERS[server])), `${id}, ${server}: ${text}`).toBe(true);
        claims += 1;
      }
      // What is said of all of them is said of each.
      if (status === 'pass')
        for (const entry of Object.values(SERVERS))
          expect(CLAIMS.find(([it]) => it.test(reason))?.[1](JSON.stringify(entry)), reason).toBe(
            true,
          );
      expect(status, `${id} with: ${Object.keys(policy)}`).not.toBe('pass');
    }
    expect(claims).toBeGreaterThan(30);
  });
});
