import type { Facts } from '../../../rules/findings/facts.ts';
import type { AnalyzeOptions } from '../../../rules/index.ts';
import { type Fake, seeded } from '../../fake.ts';

/** A text that says one thing as often as it is told to. Twice as often is twice the text. */
export interface Shape {
  /** A rule's id where it is that rule's trigger, or a name of its own. */
  readonly name: string;
  readonly rule?: string;
  readonly host: string;
  readonly facts?: Facts;
  text(times: number): string;
}

/** The shape as text of about so many kibibytes, and of exactly `factor` times as many repetitions. */
export function textOf(shape: Shape, kib: number, factor = 1): string {
  const unit = (shape.text(60).length - shape.text(20).length) / 40;
  return shape.text(Math.max(1, Math.round((kib * 1024) / unit)) * factor);
}

/** How a shape is judged: with all rules, and with whatever facts its rule needs. */
export function optionsOf({ host, facts = {} }: Shape): AnalyzeOptions {
  return {
    host,
    path: '/w/.cursor/mcp.json',
    settings: { rules: {}, strictness: 'strict' },
    facts: { now: 1_800_000_000_000, ...facts },
  };
}

type Entry = (index: number, fake: Fake) => object;

const ROOTS: Readonly<Record<string, string>> = { vscode: 'servers', zed: 'context_servers' };

/** Many servers with one of it each. */
function servers(about: string, entry: Entry, host = 'cursor', facts: Facts = {}): Shape {
  return {
    ...named(about, 'a server each'),
    host,
    facts,
    text(times) {
      const fake = seeded(1);
      const all = Array.from({ length: times }, (_, index) => [name(index), entry(index, fake)]);
      return JSON.stringify({ [ROOTS[host] ?? 'mcpServers']: Object.fromEntries(all) });
    },
  };
}

/** One server that has many of it. */
function inside(
  about: string,
  server: (times: number, fake: Fake) => object,
  host = 'cursor',
  facts: Facts = {},
): Shape {
  return {
    ...named(about, 'in one server'),
    host,
    facts,
    text: (times) =>
      JSON.stringify({ [ROOTS[host] ?? 'mcpServers']: { a: server(times, seeded(1)) } }),
  };
}

/** Names of rules have hyphens and no blanks; other shapes have names of their own. */
function named(about: string, how: string): { readonly name: string; readonly rule?: string } {
  return /^[a-z]+(?:-[a-z]+)+$/.test(about)
    ? { name: `${about}, ${how}`, rule: about }
    : { name: about };
}

function text(about: string, make: (times: number, fake: Fake) => string, host = 'cursor'): Shape {
  return { ...named(about, 'as text'), host, text: (times) => make(times, seeded(1)) };
}

/** Of one length each, so that twice as many are twice as long. */
const name = (index: number): string => `s${String(index).padStart(6, '0')}`;
const variable = (index: number): string => `V${String(index).padStart(6, '0')}`;
const list = <T>(times: number, make: (index: number) => T): T[] =>
  Array.from({ length: times }, (_, index) => make(index));
const map = (times: number, make: (index: number) => [string, unknown]): object =>
  Object.fromEntries(list(times, make));

const node = (args: readonly string[], env: object = {}): object => ({
  command: 'node',
  args,
  env,
});
const npx = (...args: string[]): object => ({ command: 'npx', args: ['-y', ...args] });
const shell = (script: string): object => ({ command: 'bash', args: ['-c', script] });

const namesakes: NonNullable<Facts['namesakes']> = () => ({
  places: [
    {
      path: '~/.cursor/mcp.json',
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 7 } },
    },
  ],
  count: 1,
});

/** The triggers of the rules, each many times. */
const OF_RULES: readonly Shape[] = [
  servers(
    'auto-approved-tools',
    () => ({ ...node(['a.js']), autoApprove: ['execute_sql'] }),
    'cline',
  ),
  inside(
    'auto-approved-tools',
    (n) => ({ ...node(['a.js']), autoApprove: Array(n).fill('execute_sql') }),
    'cline',
  ),
  servers('broad-credential', (_, fake) => node(['a.js'], { GITHUB_TOKEN: fake.githubToken() })),
  servers('broad-filesystem-access', () =>
    npx('@modelcontextprotocol/server-filesystem@2.4.0', '/'),
  ),
  inside('broad-filesystem-access', (n) => ({
    command: 'npx',
    args: ['-y', '@modelcontextprotocol/server-filesystem@2.4.0', ...Array(n).fill('/')],
  })),
  servers(
    'deprecated-sse-transport',
    () => ({ type: 'sse', url: 'https://mcp.acme.dev/sse' }),
    'vscode',
  ),
  servers('disabled-tls-verification', () => node(['a.js', '--insecure'])),
  inside('disabled-tls-verification', (n) =>
    node(
      [],
      map(n, (i) => [`${variable(i)}_VERIFY_SSL`, '0']),
    ),
  ),
  inside('disabled-tls-verification', (n) => node(Array(n).fill('--insecure'))),
  text(
    'duplicate-key',
    (n) => `{"mcpServers":{"a":{"command":"node","env":{${list(n, () => '"MODE":"a"').join()}}}}}`,
  ),
  text(
    'duplicate-key',
    (n) => `{"mcpServers":{${list(n, () => '"docs":{"command":"node"}').join()}}}`,
  ),
  text('duplicate-key', (n) => `{"mcpServers":{"a":{${list(n, () => '"env":{"A":"b"}').join()}}}}`),
  servers('elevated-command', () => ({ command: 'sudo', args: ['node', 'a.js'] })),
  inside('elevated-command', (n) => shell('sudo node a.js; '.repeat(n))),
  inside('environment-credential-reuse', (n, fake) => {
    const token = fake.token('stripe');
    return node(
      [],
      map(n, (i) => [`${i % 2 ? 'PROD' : 'DEV'}_${variable(i)}_KEY`, token]),
    );
  }),
  servers('expired-credential', (_, fake) =>
    node([], { SHOP_TOKEN: fake.jwt({ sub: 'shop', exp: 1_700_000_000 }) }),
  ),
  servers('exposed-listener', () => node(['a.js', '--host', '0.0.0.0'])),
  inside('exposed-listener', (n) => node(list(n, () => '--bind=0.0.0.0'))),
  servers('foreign-reference', () => ({
    url: 'https://mcp.acme.dev/mcp',
    headers: { A: '${input:a}' },
  })),
  inside('foreign-reference', (n) => node(['${input:a} '.repeat(n)])),
  servers('hidden-characters', () => node(['--title=\u202eabc'])),
  inside('hidden-characters', (n) => node(['\u202eabc '.repeat(n)])),
  servers('injected-environment', () => node([], { LD_PRELOAD: '/opt/x.so' })),
  inside('injected-environment', (n) => node([], { PYTHONPATH: '/tmp/lib:'.repeat(n) })),
  servers('insecure-transport', () => ({ url: 'http://mcp.acme.dev/mcp' })),
  inside('insecure-transport', (n) => node(['http://mcp.acme.dev/mcp '.repeat(n)])),
  servers('invalid-server', () => ({ command: 42 })),
  servers('container-stdio', () => ({
    command: 'docker',
    args: ['run', '--rm', 'acme/docs:1.2.3'],
  })),
  servers('foreign-field', () => ({ command: '/opt/docs', envVars: { REGION: 'eu' } })),
  servers('joined-arguments', () => ({ command: '/opt/docs', args: ['--port 3000'] })),
  servers(
    'missing-cmd-wrapper',
    () => ({ command: 'npx', args: ['-y', 'docs@1.0.0', 'D:\\docs'] }),
    'claude-code',
  ),
  servers('relative-path', () => ({ command: 'node', args: ['./docs.js'] }), 'claude-desktop'),
  text(
    'invalid-syntax',
    (n) => `{"mcpServers":{${list(n, (i) => `"${name(i)}":{"command" "node"}`).join()}}}`,
  ),
  servers('lookalike-package', () => npx('mcp-remtoe@0.1.38', 'https://mcp.acme.dev/mcp')),
  servers('malicious-package', () => npx('postmark-mcp@1.0.16')),
  inside('malicious-package', (n) => shell('npx -y postmark-mcp@1.0.16; '.repeat(n))),
  servers('moved-package', () => npx('@modelcontextprotocol/server-slack@2025.4.25')),
  servers('placeholder-secret', () => node([], { SEARCH_API_KEY: 'YOUR_API_KEY' })),
  servers('plaintext-secret', (_, fake) => node([], { SHOP_PASSWORD: fake.password() })),
  servers('privileged-container', () => ({
    command: 'docker',
    args: ['run', '--privileged', 'acme/x'],
  })),
  inside('privileged-container', (n) => ({
    command: 'docker',
    args: ['run', ...Array(n).fill('--privileged'), 'x'],
  })),
  servers('remote-script', () => shell('curl -s https://get.acme.dev/a | bash')),
  inside('remote-script', (n) => shell('curl x | bash; '.repeat(n))),
  inside('scattered-credential', (n, fake) => {
    const token = fake.token('linear');
    return node(
      [],
      map(n, (i) => [`${variable(i)}_TOKEN`, token]),
    );
  }),
  servers('secret-in-arguments', () => node(['a.js', '--token', '${env:SHOP_TOKEN}'])),
  servers('shadowed-server', () => ({ url: 'https://mcp.acme.dev/mcp' }), 'cursor', { namesakes }),
  servers('shell-wrapper', () => shell('cd /srv/app && exec node b.js')),
  inside('shell-wrapper', (n) => shell('node a.js | tee a; '.repeat(n))),
  servers(
    'undefined-input',
    () => ({ url: 'https://mcp.acme.dev/mcp', headers: { A: '${input:a}' } }),
    'vscode',
  ),
  servers('unpinned-git-source', () => npx('github:acme/mcp')),
  servers('unpinned-image', () => ({ command: 'docker', args: ['run', '-i', 'mcp/time'] })),
  servers('unpinned-package', () => npx('some-mcp')),
  inside('unpinned-package', (n) => shell('npx -y some-mcp; '.repeat(n))),
  servers(
    'unprotected-env-file',
    () => ({ ...node(['a.js']), envFile: '${workspaceFolder}/.env' }),
    'vscode',
    {
      folder: '/w',
      git: { stateOf: () => 'open' },
    },
  ),
  text(
    'unsupported-comments',
    (n) => `{${'/* x */'.repeat(n)}"mcpServers":{"a":{"command":"node"}}}`,
    'claude-desktop',
  ),
  text(
    'unused-ignore',
    (n) =>
      `{${'// mcp-checklist-ignore remote-script -- why\n'.repeat(n)}"servers":{"a":{"command":"node"}}}`,
    'vscode',
  ),
  servers('verbose-logging', () =>
    node(['a.js', '--verbose'], { SHOP_TOKEN: '${env:SHOP_TOKEN}' }),
  ),
  servers('vulnerable-package', () => npx('mcp-remote@0.1.15', 'https://mcp.acme.dev/mcp')),
  servers('writable-by-default', () => npx('mongodb-mcp-server@3.0.4')),
  text('wrong-root-key', (n) =>
    JSON.stringify({ mcpServers: {}, ...map(n, (i) => [name(i), node(['b.js'])]) }),
  ),
];

const deep = (open: string, close: string, n: number): string => open.repeat(n) + close.repeat(n);

/** What else has been seen, or could be thought of, to take more than its share. */
const OF_TEXTS: readonly Shape[] = [
  inside('one token in many variables', (n, fake) => {
    const token = fake.githubToken();
    return node(
      [],
      map(n, (i) => [variable(i), token]),
    );
  }),
  servers('one token in many servers', () => node([], { TOKEN: seeded(2).githubToken() })),
  inside('one token in one argument', (n, fake) => node([`${fake.githubToken()} `.repeat(n)])),
  inside('distinct tokens in many variables', (n, fake) =>
    node(
      [],
      map(n, (i) => [variable(i), fake.githubToken()]),
    ),
  ),
  inside(
    'distinct tokens for VS Code',
    (n, fake) =>
      node(
        [],
        map(n, (i) => [variable(i), fake.githubToken()]),
      ),
    'vscode',
  ),
  inside(
    'one token for VS Code',
    (n, fake) => {
      const token = fake.githubToken();
      return node(
        [],
        map(n, (i) => [variable(i), token]),
      );
    },
    'vscode',
  ),
  inside('distinct tokens in one argument', (n, fake) =>
    node([list(n, () => fake.githubToken()).join(' ')]),
  ),
  inside('many addresses with a token in one text', (n, fake) =>
    node([list(n, () => `http://a.dev/?token=${fake.hex(32)}`).join(' ')]),
  ),
  inside('many addresses with a token', (n, fake) =>
    node(list(n, () => `http://a.dev/?token=${fake.hex(32)}`)),
  ),
  servers('addresses of servers with a token', (_, fake) => ({
    url: `http://a.dev/?token=${fake.hex(32)}`,
  })),
  inside('one address with many parameters', (n, fake) =>
    node([`http://a.dev/?${list(n, () => `token=${fake.hex(32)}`).join('&')}`]),
  ),
  inside('addresses without an end', (n) => node(['http://a@'.repeat(n)])),
  inside('addresses of databases', (n) => node(['db://'.repeat(n)])),
  inside('many at signs', (n) => node([`db://${'a:b@'.repeat(n)}`])),
  text('block comments', (n) => `{${'/* x */'.repeat(n)}"mcpServers":{"a":{"command":"node"}}}`),
  text(
    'comments without an end',
    (n) => `{"mcpServers":{"a":{"command":"node"}}${'/* '.repeat(n)}`,
  ),
  text('line comments', (n) => `{${'// x\n'.repeat(n)}"mcpServers":{"a":{"command":"node"}}}`),
  text(
    'ignores in one line',
    (n) =>
      `{"mcpServers":{"a":{"command":"sudo x"}${'/* mcp-checklist-ignore elevated-command -- y */'.repeat(n)}}}`,
  ),
  text(
    'ignores in one line, with findings',
    (n) =>
      `{"mcpServers":{${list(n, (i) => `"${name(i)}":{"command":"sudo x"}/* mcp-checklist-ignore elevated-command -- y */`).join()}}}`,
  ),
  text(
    'ignored rules in one comment',
    (n) =>
      `{// mcp-checklist-ignore ${list(n, (i) => name(i)).join()} -- y\n"mcpServers":{"a":{"command":"sudo x"}}}`,
  ),
  inside('nested shells', (n) => shell(list(n, () => 'sh -c "').join(''))),
  inside('nested shells, quotes of two kinds', (n) =>
    shell(list(n, (i) => `sh -c ${i % 2 ? '"' : "'"}`).join('')),
  ),
  inside('shells of arguments', (n) => ({
    command: 'sh',
    args: list(n, () => ['-c', 'sh -c "x"']).flat(),
  })),
  inside('shells behind shells', (n) => shell('sh -c "npx -y x"; '.repeat(n))),
  inside('nested substitutions', (n) => shell(deep('$(', ')', n))),
  inside('nested substitutions without an end', (n) => shell('$('.repeat(n))),
  inside('many back-ticks', (n) => shell('`a` '.repeat(n))),
  inside('braces without an end', (n) => shell('${a'.repeat(n))),
  inside('processes of a shell', (n) => shell('<(a '.repeat(n))),
  inside('loops of a shell', (n) => shell('for i in a; do b; done; '.repeat(n))),
  inside('PowerShell', (n) => ({
    command: 'powershell',
    args: ['-Command', 'irm x | iex; $('.repeat(n)],
  })),
  inside('cmd', (n) => ({ command: 'cmd', args: ['/c', 'npx -y x & ^"'.repeat(n)] })),
  inside('wrappers', (n) => ({ command: 'env', args: list(n, () => 'env') })),
  inside('wrappers with words', (n) => ({
    command: 'env',
    args: list(n, (i) => `${variable(i)}=1`),
  })),
  inside('sudo in sudo', (n) => ({ command: 'sudo', args: list(n, () => 'sudo') })),
  inside('npx in npx', (n) => ({ command: 'npx', args: list(n, () => 'npx') })),
  inside('base64 arguments', (n, fake) => node(list(n, () => fake.base64url(64)))),
  inside('base64 of JSON', (n, fake) =>
    node(list(n, () => btoa(JSON.stringify({ token: fake.hex(32) })))),
  ),
  inside('one long base64', (n) => node([`eyJ${'QUJD'.repeat(n)}`])),
  inside('one long base64 in an address', (n) =>
    node([`https://a.dev/?c=${btoa(`{"a":"${'x '.repeat(n)}"}`)}`]),
  ),
  inside('web tokens', (n) => node(['eyJ.'.repeat(n)])),
  inside('whole web tokens', (n, fake) => node([list(n, () => fake.jwt({ a: 1 })).join(' ')])),
  inside('keys without an end', (n) =>
    node([['-----BEGIN ', 'PRIVATE KEY-----'].join('').repeat(n)]),
  ),
  inside('JSON in an argument', (n, fake) =>
    node([JSON.stringify(map(n, (i) => [variable(i), fake.hex(32)]))]),
  ),
  inside('JSON with escapes in an argument', (n) =>
    node([JSON.stringify({ a: '\u0007"\\'.repeat(n) })]),
  ),
  inside('JSON with tokens and escapes', (n, fake) =>
    node([JSON.stringify({ a: list(n, () => `"${fake.githubToken()}"`).join(' ') })]),
  ),
  inside('JSON in JSON', (n) => node(['{"a":'.repeat(n)])),
  inside('brackets in an argument', (n) => node(['['.repeat(n)])),
  inside('pairs', (n, fake) => node([list(n, () => `Password=${fake.hex(16)}`).join(';')])),
  inside('cookies', (n, fake) => ({
    url: 'https://a.dev',
    headers: { Cookie: list(n, () => `sid=${fake.hex(32)}`).join('; ') },
  })),
  inside('headers in one text', (n, fake) =>
    node(['-H', list(n, () => `X-Api-Key: ${fake.hex(32)}`).join('\n')]),
  ),
  inside('lists of keys', (n, fake) =>
    node([], { API_KEYS: list(n, () => fake.hex(32)).join(',') }),
  ),
  inside('flags and secrets', (n, fake) => node(list(n, () => ['--api-key', fake.hex(32)]).flat())),
  inside('many headers', (n, fake) => ({
    url: 'https://a.dev',
    headers: map(n, (i) => [`X-${variable(i)}-Token`, fake.hex(32)]),
  })),
  inside('many addresses as fields', (n) => ({
    ...map(n, (i) => [variable(i), { url: 'http://a.dev/' }]),
  })),
  inside('long strings', (n) => node(['x'.repeat(n)])),
  inside('long strings of escapes', (n) => node(['\\"'.repeat(n)])),
  inside('blanks', (n) => node([' '.repeat(n)])),
  inside('quotes', (n) => node([`"'`.repeat(n)])),
  inside('dashes', (n) => node(['-'.repeat(n)])),
  inside('slashes', (n) => node(['/a'.repeat(n)])),
  inside('dots', (n) => node(['a.'.repeat(n)])),
  inside('equals signs', (n) => node(['a='.repeat(n)])),
  inside('percent signs', (n) => node(['%20'.repeat(n)])),
  inside('dollar signs', (n) => node(['$A '.repeat(n)])),
  inside('references', (n) => node(['${env:A_TOKEN}'.repeat(n)])),
  inside(
    'references with a default',
    (n, fake) => node([list(n, () => `\${A_TOKEN:-${fake.hex(32)}}`).join(' ')]),
    'claude-code',
  ),
  inside('addresses of secrets', (n) => node(['op://a/b '.repeat(n)])),
  inside('many arguments', (n) => node(list(n, () => 'a'))),
  inside('many variables', (n) =>
    node(
      [],
      map(n, (i) => [variable(i), 'a']),
    ),
  ),
  inside('packages of npx', (n) => ({
    command: 'npx',
    args: ['-y', ...list(n, () => '--package=a'), 'b'],
  })),
  inside('variables of docker', (n, fake) => ({
    command: 'docker',
    args: ['run', ...list(n, () => ['-e', `A_TOKEN=${fake.hex(32)}`]).flat(), 'x'],
  })),
  inside('folders of docker', (n) => ({
    command: 'docker',
    args: ['run', ...list(n, () => ['-v', '/:/a']).flat(), 'x'],
  })),
  servers('servers without a command', () => ({})),
  text(
    'inputs',
    (n) =>
      JSON.stringify({
        inputs: list(n, (i) => ({ id: name(i), type: 'promptString', password: true })),
        servers: {},
      }),
    'vscode',
  ),
  text(
    'inputs and tokens',
    (n) => {
      const fake = seeded(3);
      return JSON.stringify({
        inputs: list(n, (i) => ({ id: `token-${i}`, type: 'promptString', password: true })),
        servers: {
          a: node(
            [],
            map(n, (i) => [variable(i), fake.githubToken()]),
          ),
        },
      });
    },
    'vscode',
  ),
  text(
    'defaults of inputs',
    (n, fake) =>
      JSON.stringify({
        inputs: list(n, (i) => ({ id: name(i), default: fake.githubToken() })),
        servers: {},
      }),
    'vscode',
  ),
  text('servers in a list', (n) =>
    JSON.stringify({ mcpServers: list(n, () => ({ name: 'a', command: 'node' })) }),
  ),
  text(
    'servers that are switched off',
    (n) =>
      JSON.stringify({
        mcpServers: map(n, (i) => [name(i), node([])]),
        disabledMcpServers: list(n, (i) => name(i)),
      }),
    'claude-code-user',
  ),
  text(
    'deep objects',
    (n) =>
      `{"mcpServers":{"a":{"command":"x","b":[${list(n, () => deep('{"a":', '}', 90).replace('{"a":}', '{"a":1}')).join()}]}}}`,
  ),
  text('deeper than is read', (n) => `{"mcpServers":${'{"a":'.repeat(n)}`),
  text('brackets', (n) => `{"mcpServers":{"a":{"command":"x"}}}${'}'.repeat(n)}`),
  text('files behind one another', (n) => '{"mcpServers":{"a":{"command":"node"}}}\n'.repeat(n)),
  text(
    'conflicts of a merge',
    (n) =>
      `{"mcpServers":{${list(n, (i) => `\n<<<<<<< a\n"${name(i)}":{"command":"a"},\n=======\n"${name(i)}":{"command":"b"},\n>>>>>>> b\n`).join('')}}}`,
  ),
  text('commas', (n) => `{"mcpServers":{${','.repeat(n)}}}`),
  text(
    'trailing commas',
    (n) => `{"mcpServers":{${list(n, (i) => `"${name(i)}":{"command":"node",},`).join('')}}}`,
    'claude-desktop',
  ),
  text(
    'keys without a value',
    (n) => `{"mcpServers":{"a":{${list(n, (i) => `"${name(i)}"`).join()}}}}`,
  ),
  text('strings without an end', (n) => `{"mcpServers":{"a":{"command":"x",\n${'"b\n'.repeat(n)}`),
  text('line breaks', (n) => `{"mcpServers":{"a":{"command":"x"}}${'\n'.repeat(n)}}`),
  text(
    'TOML, many servers',
    (n) =>
      list(n, (i) => `[mcp_servers.${name(i)}]\ncommand = "npx"\nargs = ["-y", "some-mcp"]\n`).join(
        '',
      ),
    'codex',
  ),
  text(
    'TOML, one table in many',
    (n) => list(n, (i) => `[mcp_servers.a.${name(i)}]\nb = "c"\n`).join(''),
    'codex',
  ),
  text(
    'TOML, one token',
    (n, fake) =>
      `[mcp_servers.a]\ncommand = "x"\n[mcp_servers.a.env]\n${variables(n, seeded(4).githubToken(), fake)}`,
    'codex',
  ),
  text(
    'TOML, distinct tokens',
    (n, fake) =>
      `[mcp_servers.a]\ncommand = "x"\n[mcp_servers.a.env]\n${variables(n, undefined, fake)}`,
    'codex',
  ),
  text('TOML, comments', (n) => `[mcp_servers.a]\n${'# x\n'.repeat(n)}command = "x"\n`, 'codex'),
  text('TOML, keys twice', (n) => `[mcp_servers.a]\n${'command = "x"\n'.repeat(n)}`, 'codex'),
  text('TOML, tables twice', (n) => '[mcp_servers.a]\ncommand = "x"\n'.repeat(n), 'codex'),
  text('TOML, lists of tables', (n) => '[[mcp_servers.a]]\ncommand = "x"\n'.repeat(n), 'codex'),
  text(
    'TOML, dotted keys',
    (n) => list(n, (i) => `mcp_servers.a.env.${variable(i)} = "x"\n`).join(''),
    'codex',
  ),
  text('TOML, one long key', (n) => `[mcp_servers.a]\n${'a.'.repeat(n)}b = 1\n`, 'codex'),
  text('TOML, nested lists', (n) => `[mcp_servers.a]\nargs = ${'['.repeat(n)}`, 'codex'),
  text('TOML, mistakes', (n) => `[mcp_servers.a]\n${'= = \n'.repeat(n)}`, 'codex'),
  text(
    'TOML, long strings',
    (n) => `[mcp_servers.a]\ncommand = """${'a\n'.repeat(n)}"""\n`,
    'codex',
  ),
  text(
    'YAML, many servers',
    (n) =>
      `extensions:\n${list(n, (i) => `  ${name(i)}:\n    cmd: npx\n    args: [-y, some-mcp]\n`).join('')}`,
    'goose',
  ),
  text(
    'YAML, one token',
    (n) =>
      `extensions:\n  a:\n    cmd: x\n    envs:\n${list(n, (i) => `      ${variable(i)}: ${seeded(4).githubToken()}\n`).join('')}`,
    'goose',
  ),
  text(
    'YAML, distinct tokens',
    (n, fake) =>
      `extensions:\n  a:\n    cmd: x\n    envs:\n${list(n, (i) => `      ${variable(i)}: ${fake.githubToken()}\n`).join('')}`,
    'goose',
  ),
  text('YAML, comments', (n) => `extensions:\n${'  # x\n'.repeat(n)}  a:\n    cmd: x\n`, 'goose'),
  text('YAML, keys twice', (n) => `extensions:\n${'  a:\n    cmd: x\n'.repeat(n)}`, 'goose'),
  text(
    'YAML, arguments',
    (n) =>
      `extensions:\n  a:\n    cmd: docker\n    args:\n      - run\n${'      - --privileged\n'.repeat(n)}`,
    'goose',
  ),
  text(
    'YAML, anchors',
    (n) => `extensions:\n  a: &a\n    cmd: x\n${list(n, (i) => `  ${name(i)}: *a\n`).join('')}`,
    'goose',
  ),
  text(
    'YAML, anchors of anchors',
    (n) =>
      `extensions:\n  s: &n0\n    cmd: x\n${list(n, (i) => `  ${name(i)}: &n${i + 1} {a: *n${i}, b: *n${i}}\n`).join('')}`,
    'goose',
  ),
  text('YAML, documents', (n) => '---\nextensions:\n  a:\n    cmd: x\n'.repeat(n), 'goose'),
  text('YAML, flow lists', (n) => `extensions: ${'['.repeat(n)}`, 'goose'),
  text(
    'YAML, long strings',
    (n) => `extensions:\n  a:\n    cmd: |\n${'      x\n'.repeat(n)}`,
    'goose',
  ),
  text(
    'YAML, folded strings',
    (n) => `extensions:\n  a:\n    cmd: "${'x\\n\n      '.repeat(n)}"\n`,
    'goose',
  ),
];

function variables(times: number, token: string | undefined, fake: Fake): string {
  return list(times, (i) => `${variable(i)} = "${token ?? fake.githubToken()}"\n`).join('');
}

export const shapes: readonly Shape[] = [...OF_RULES, ...OF_TEXTS];
