import type { Fake } from '../../fake.ts';
import type { Entry } from './write-config.ts';

/** One thing to be fixed, in one place. */
export interface Case {
  /** The rule that has to speak, where the host reads that place. */
  readonly rule: string;
  readonly place: string;
  readonly entry: Entry;
}

const PIN = 'some-mcp@1.2.3';

/** A credential in every place people put one. */
export function secretCases(fake: Fake): readonly Case[] {
  const token = fake.githubToken();
  const key = fake.openai();
  const rule = 'plaintext-secret';
  const npx = (args: readonly string[], env?: Entry['env']): Entry => ({
    command: 'npx',
    args: ['-y', PIN, ...args],
    ...(env && { env }),
  });
  const remote = (url: string, headers?: Entry['headers']): Entry => ({
    url,
    ...(headers && { headers }),
  });
  const URL_ = 'https://mcp.acme.dev/mcp';
  return [
    { rule, place: 'env', entry: npx([], { GITHUB_TOKEN: token }) },
    { rule, place: 'env among others', entry: npx([], { A: '1', GITHUB_TOKEN: token, B: '2' }) },
    { rule, place: 'env, last', entry: npx([], { A: '1', GITHUB_TOKEN: token }) },
    { rule, place: 'env, twice', entry: npx([], { GITHUB_TOKEN: token, GH_TOKEN: token }) },
    { rule, place: 'env, two', entry: npx([], { GITHUB_TOKEN: token, OPENAI_API_KEY: key }) },
    { rule, place: 'header', entry: remote(URL_, { 'X-Api-Key': token }) },
    { rule, place: 'bearer', entry: remote(URL_, { Authorization: `Bearer ${token}` }) },
    { rule, place: 'header among others', entry: remote(URL_, { A: 'x', 'X-Key': token, B: 'y' }) },
    { rule, place: 'argument', entry: npx(['--token', token]) },
    { rule, place: 'argument with equals', entry: npx([`--token=${token}`, '--more']) },
    { rule, place: 'argument and env', entry: npx(['--token', token], { GITHUB_TOKEN: token }) },
    {
      rule,
      place: 'header of a proxy',
      entry: {
        command: 'npx',
        args: ['-y', 'mcp-remote@1.2.3', URL_, '--header', `Authorization: Bearer ${token}`],
      },
    },
    { rule, place: 'user of an address', entry: remote(`https://u:${token}@mcp.acme.dev/mcp`) },
    { rule, place: 'query', entry: remote(`${URL_}?api_key=${token}&x=1`) },
    { rule, place: 'path', entry: remote(`https://mcp.acme.dev/${token}/mcp`) },
    { rule, place: 'default', entry: npx([], { GITHUB_TOKEN: `\${GITHUB_TOKEN:-${token}}` }) },
    { rule, place: 'default in a header', entry: remote(URL_, { 'X-Key': `\${K:-${token}}` }) },
    { rule, place: 'JSON', entry: npx([], { CONFIG: JSON.stringify({ apiKey: token, b: [1] }) }) },
    { rule, place: 'JSON argument', entry: npx(['--config', JSON.stringify({ apiKey: token })]) },
    {
      rule,
      place: 'docker -e',
      entry: { command: 'docker', args: ['run', '-i', '-e', `GITHUB_TOKEN=${token}`, 'mcp/x:1.0'] },
    },
    {
      rule,
      place: 'docker --env=',
      entry: { command: 'docker', args: ['run', `--env=GITHUB_TOKEN=${token}`, 'mcp/x:1.0'] },
    },
    {
      rule,
      place: 'shell',
      entry: { command: 'sh', args: ['-c', `GITHUB_TOKEN=${token} npx -y ${PIN}`] },
    },
    {
      rule,
      place: 'connection string',
      entry: npx([], { DATABASE_URL: fake.connectionString() }),
    },
    { rule, place: 'connection string argument', entry: npx([fake.connectionString()]) },
    { rule, place: 'private key', entry: npx([], { PRIVATE_KEY: fake.privateKey() }) },
    {
      rule,
      place: 'client secret',
      entry: { url: URL_, more: { auth: { CLIENT_ID: 'abc', CLIENT_SECRET: token } } },
    },
    {
      rule,
      place: 'client secret of OAuth',
      entry: { url: URL_, more: { oauth: { clientId: 'abc', clientSecret: token } } },
    },
    {
      rule,
      place: 'client secret by itself',
      entry: { url: URL_, more: { oauth_client_id: 'abc', oauth_client_secret: token } },
    },
    { rule, place: 'bearer token', entry: { url: URL_, more: { bearer_token: token } } },
    {
      rule,
      place: 'bearer token with a variable',
      entry: { url: URL_, more: { bearer_token: token, bearer_token_env_var: 'ACME_TOKEN' } },
    },
    { rule: 'placeholder-secret', place: 'env', entry: npx([], { API_KEY: 'YOUR_API_KEY' }) },
    {
      rule: 'placeholder-secret',
      place: 'bearer',
      entry: remote(URL_, { Authorization: 'Bearer YOUR_API_KEY' }),
    },
    { rule: 'placeholder-secret', place: 'argument', entry: npx(['--api-key', '<YOUR_API_KEY>']) },
  ];
}

const proxied = (...args: string[]): Entry => ({
  command: 'npx',
  args: ['-y', 'mcp-remote@1.2.3', ...args],
});
const docker = (...flags: string[]): Entry => ({
  command: 'docker',
  args: ['run', '-i', '--rm', ...flags, `mcp/x@sha256:${'d1'.repeat(32)}`],
});
const node = (args: readonly string[], env?: Entry['env']): Entry => ({
  command: 'node',
  args: ['server.js', ...args],
  ...(env && { env }),
});
const PLAIN = 'http://mcp.acme.dev/mcp';

/** Everything else that has a fix. */
export const otherCases: readonly Case[] = [
  ...[
    { place: 'url', entry: { url: PLAIN } },
    { place: 'url in capitals', entry: { url: 'HTTP://mcp.acme.dev/mcp' } },
    { place: 'websocket', entry: { url: 'ws://mcp.acme.dev/mcp' } },
    { place: 'url with a port', entry: { url: 'http://10.1.2.3:8080/mcp?x=1#y' } },
    { place: 'proxy', entry: proxied(PLAIN) },
    { place: 'proxy that allows it', entry: proxied(PLAIN, '--allow-http') },
    { place: 'proxy that allows it first', entry: proxied('--allow-http', PLAIN, '--debug') },
    {
      place: 'supergateway',
      entry: { command: 'npx', args: ['-y', 'supergateway@1.2.3', '--sse', PLAIN] },
    },
    {
      place: 'proxy with equals',
      entry: { command: 'npx', args: ['-y', 'supergateway@1.2.3', `--streamableHttp=${PLAIN}`] },
    },
    { place: 'mcp-proxy', entry: { command: 'uvx', args: ['mcp-proxy==0.8.0', PLAIN] } },
    {
      place: 'wrapped proxy',
      entry: { command: 'doppler', args: ['run', '--', 'npx', '-y', 'mcp-remote@1.2.3', PLAIN] },
    },
    {
      place: 'proxy in a shell',
      entry: { command: 'sh', args: ['-c', `exec npx -y mcp-remote@1.2.3 ${PLAIN} --allow-http`] },
    },
    { place: 'argument', entry: node(['--api-url', PLAIN]) },
    { place: 'env', entry: node([], { API_URL: PLAIN }) },
  ].map((it) => ({ ...it, rule: 'insecure-transport' })),
  ...[
    { place: 'npx', entry: { command: 'npx', args: ['-y', 'some-mcp'] } },
    { place: 'npx, tag', entry: { command: 'npx', args: ['-y', '@acme/some-mcp@latest', 'x'] } },
    { place: 'npx, range', entry: { command: 'npx', args: ['-y', 'some-mcp@^1.2.0'] } },
    { place: 'npx -p', entry: { command: 'npx', args: ['-y', '-p', 'some-mcp', 'some'] } },
    { place: 'bunx', entry: { command: 'bunx', args: ['some-mcp'] } },
    { place: 'pnpm dlx', entry: { command: 'pnpm', args: ['dlx', 'some-mcp'] } },
    { place: 'uvx', entry: { command: 'uvx', args: ['some-mcp'] } },
    { place: 'uvx --from', entry: { command: 'uvx', args: ['--from', 'some-mcp>=1', 'some'] } },
    { place: 'pipx', entry: { command: 'pipx', args: ['run', 'some-mcp'] } },
    { place: 'uv run --with', entry: { command: 'uv', args: ['run', '--with', 'mcp', 's.py'] } },
    { place: 'shell', entry: { command: 'sh', args: ['-c', 'cd /x; exec npx -y some-mcp'] } },
    { place: 'cmd', entry: { command: 'cmd', args: ['/c', 'npx', '-y', 'some-mcp'] } },
    {
      place: 'wrapper',
      entry: { command: 'op', args: ['run', '--', 'npx', '-y', 'some-mcp'] },
    },
  ].map((it) => ({ ...it, rule: 'unpinned-package' })),
  {
    rule: 'unpinned-image',
    place: 'docker',
    entry: { command: 'docker', args: ['run', '-i', 'ghcr.io/acme/x:latest'] },
  },
  { rule: 'unpinned-image', place: 'tag', entry: { command: 'podman', args: ['run', 'acme/x'] } },
  {
    rule: 'unpinned-git-source',
    place: 'uvx',
    entry: { command: 'uvx', args: ['--from', 'git+https://github.com/acme/x', 'x'] },
  },
  {
    rule: 'unpinned-git-source',
    place: 'npx',
    entry: { command: 'npx', args: ['-y', 'github:acme/x'] },
  },
  {
    rule: 'vulnerable-package',
    place: 'npx',
    entry: { command: 'npx', args: ['-y', 'mcp-remote@0.1.10', 'https://mcp.acme.dev'] },
  },
  {
    rule: 'malicious-package',
    place: 'npx',
    entry: { command: 'npx', args: ['-y', '@lanyer640/mcp-runcommand-server'] },
  },
  {
    rule: 'lookalike-package',
    place: 'npx',
    entry: { command: 'npx', args: ['-y', 'mcp-remtoe@0.1.38'] },
  },
  {
    rule: 'moved-package',
    place: 'npx',
    entry: { command: 'npx', args: ['-y', '@modelcontextprotocol/server-brave-search@0.6.2'] },
  },
  {
    rule: 'moved-package',
    place: 'url',
    entry: { url: 'https://mcp.atlassian.com/v1/sse', type: 'sse' },
  },
  { rule: 'moved-package', place: 'proxy', entry: proxied('https://mcp.atlassian.com/v1/sse') },
  {
    rule: 'privileged-container',
    place: 'flag',
    entry: docker('--privileged', '--network=host', '--cap-add', 'SYS_ADMIN'),
  },
  {
    rule: 'privileged-container',
    place: 'mount',
    entry: docker('-v', '/var/run/docker.sock:/var/run/docker.sock', '-v', '/:/host'),
  },
  {
    rule: 'elevated-command',
    place: 'command',
    entry: { command: 'sudo', args: ['-E', 'node', '/srv/server.js'] },
  },
  {
    rule: 'elevated-command',
    place: 'shell',
    entry: { command: 'sh', args: ['-c', 'cd /x && sudo node server.js'] },
  },
  { rule: 'exposed-listener', place: 'flag', entry: node(['--host', '0.0.0.0']) },
  { rule: 'exposed-listener', place: 'flag with equals', entry: node(['--bind=0.0.0.0:80']) },
  { rule: 'exposed-listener', place: 'env', entry: node([], { MCP_HOST: '0.0.0.0' }) },
  { rule: 'exposed-listener', place: 'port', entry: docker('-p', '8080:80') },
  {
    rule: 'disabled-tls-verification',
    place: 'env',
    entry: node([], { NODE_TLS_REJECT_UNAUTHORIZED: '0' }),
  },
  {
    rule: 'disabled-tls-verification',
    place: 'env, first',
    entry: node([], { NODE_TLS_REJECT_UNAUTHORIZED: '0', A: '1' }),
  },
  {
    rule: 'disabled-tls-verification',
    place: 'env, last',
    entry: node([], { A: '1', NODE_TLS_REJECT_UNAUTHORIZED: '0' }),
  },
  {
    rule: 'disabled-tls-verification',
    place: 'flag',
    entry: node(['--insecure', '--verify-ssl', 'false', '--x']),
  },
  {
    rule: 'disabled-tls-verification',
    place: 'docker -e',
    entry: docker('-e', 'NODE_TLS_REJECT_UNAUTHORIZED=0'),
  },
  {
    rule: 'disabled-tls-verification',
    place: 'shell',
    entry: { command: 'sh', args: ['-c', 'NODE_TLS_REJECT_UNAUTHORIZED=0 exec node server.js'] },
  },
  {
    rule: 'verbose-logging',
    place: 'env',
    entry: node([], { DEBUG: '*', API_KEY: '${API_KEY}' }),
  },
  {
    rule: 'verbose-logging',
    place: 'flag',
    entry: node(['--log-level', 'debug', '--verbose'], { API_KEY: '${API_KEY}' }),
  },
  {
    rule: 'writable-by-default',
    place: 'flag',
    entry: { command: 'npx', args: ['-y', '@azure/mcp@1.2.3', 'server', 'start'] },
  },
  {
    rule: 'writable-by-default',
    place: 'env',
    entry: { command: 'uvx', args: ['awslabs.aws-api-mcp-server==1.2.3'], env: { A: '1' } },
  },
  {
    rule: 'writable-by-default',
    place: 'no env',
    entry: { command: 'uvx', args: ['awslabs.aws-api-mcp-server==1.2.3'] },
  },
  {
    rule: 'writable-by-default',
    place: 'docker',
    entry: {
      command: 'docker',
      args: ['run', '-i', `ghcr.io/sooperset/mcp-atlassian@sha256:${'d1'.repeat(32)}`],
    },
  },
  {
    rule: 'writable-by-default',
    place: 'url',
    entry: { url: 'https://mcp.supabase.com/mcp?project_ref=x' },
  },
  {
    rule: 'shell-wrapper',
    place: 'sh -c',
    entry: { command: 'sh', args: ['-c', 'npx -y some-mcp@1.2.3 --name "a b"'] },
  },
  {
    rule: 'missing-cmd-wrapper',
    place: 'path',
    entry: { command: 'npx', args: ['-y', 'some-mcp@1.2.3', 'D:\\docs'] },
  },
  { rule: 'joined-arguments', place: 'flag', entry: { command: '/opt/x', args: ['--port 3000'] } },
  { rule: 'invalid-server', place: 'command', entry: { command: 'npx -y some-mcp@1.2.3' } },
  {
    rule: 'invalid-server',
    place: 'command with arguments',
    entry: { command: 'npx -y some-mcp@1.2.3', args: ['--x'] },
  },
  {
    rule: 'secret-in-arguments',
    place: 'docker -e',
    entry: docker('-e', 'API_TOKEN=${API_TOKEN}'),
  },
  {
    rule: 'secret-in-arguments',
    place: 'docker -e, syntax of Cursor',
    entry: docker('-e', 'API_TOKEN=${env:API_TOKEN}'),
  },
  {
    rule: 'secret-in-arguments',
    place: 'flag',
    entry: { command: 'npx', args: ['-y', '@upstash/context7-mcp@1.2.3', '--api-key', '${KEY}'] },
  },
  { rule: 'foreign-reference', place: 'env', entry: node([], { API_KEY: '${env:API_KEY}' }) },
  { rule: 'foreign-reference', place: 'env, braces', entry: node([], { API_KEY: '${API_KEY}' }) },
  { rule: 'foreign-reference', place: 'env, input', entry: node([], { API_KEY: '${input:key}' }) },
  { rule: 'foreign-reference', place: 'env, dollar', entry: node([], { API_KEY: '$API_KEY' }) },
  {
    rule: 'foreign-reference',
    place: 'header',
    entry: { url: 'https://mcp.acme.dev', headers: { Authorization: 'Bearer {env:API_KEY}' } },
  },
  {
    rule: 'foreign-reference',
    place: 'argument',
    entry: node(['--key', '%API_KEY%']),
  },
  { rule: 'undefined-input', place: 'env', entry: node([], { API_KEY: '${input:api-key}' }) },
  {
    rule: 'hidden-characters',
    place: 'argument',
    entry: node(['a\u200bb'], { 'A\u00adB': 'c\u202ed' }),
  },
];
