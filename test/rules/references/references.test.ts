import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { readConfig } from '../../../rules/config/read.ts';
import { parse } from '../../../rules/document/parse.ts';
import { planReference } from '../../../rules/fixes/write-reference.ts';
import { hostById } from '../../../rules/hosts/index.ts';
import { analyze } from '../../../rules/index.ts';
import { findReferences } from '../../../rules/references/find.ts';
import { applyEdits } from '../../../rules/text/span.ts';
import { fake } from '../../fake.ts';
import { processorTime } from '../../processor-time.ts';
import { ownEdits } from '../own-edits.ts';

const found = (value: string) =>
  findReferences(value).map(({ syntax, name, start, end }) => [
    syntax,
    name,
    value.slice(start, end),
  ]);

describe('findReferences', () => {
  it.each([
    ['${input:github-token}', 'input', 'github-token'],
    ['${env:GITHUB_TOKEN}', 'env-colon', 'GITHUB_TOKEN'],
    ['${env.GITHUB_TOKEN}', 'env-dot', 'GITHUB_TOKEN'],
    ['${GITHUB_TOKEN}', 'brace', 'GITHUB_TOKEN'],
    ['${GITHUB_TOKEN:-x}', 'brace-default', 'GITHUB_TOKEN'],
    ['${GITHUB_TOKEN:x}', 'colon-default', 'GITHUB_TOKEN'],
    ['${GITHUB_TOKEN:}', 'colon-default', 'GITHUB_TOKEN'],
    ['${API_URL:http://localhost:8080}', 'colon-default', 'API_URL'],
    ['$GITHUB_TOKEN', 'dollar', 'GITHUB_TOKEN'],
    ['{env:GITHUB_TOKEN}', 'curly-env', 'GITHUB_TOKEN'],
    ['{file:~/.secrets/github}', 'curly-file', '~/.secrets/github'],
    ['${file:/run/secrets/github}', 'file-colon', '/run/secrets/github'],
    ['${workspaceFolder}', 'vscode-variable', 'workspaceFolder'],
    ['${workspaceFolder:web}', 'vscode-variable', 'workspaceFolder:web'],
    ['${__dirname}', 'vscode-variable', '__dirname'],
    ['${config:a.b}', 'vscode-variable', 'config:a.b'],
    ['${user_config.api_key}', 'user-config', 'api_key'],
    ['${{ secrets.GITHUB_TOKEN }}', 'expression', 'GITHUB_TOKEN'],
    ['{{github.token}}', 'mustache', 'github.token'],
    ['%APPDATA%', 'percent', 'APPDATA'],
    ['$env:GITHUB_TOKEN', 'mistaken', 'GITHUB_TOKEN'],
    ['$input:token', 'mistaken', 'token'],
    ['${process.env.GITHUB_TOKEN}', 'mistaken', 'GITHUB_TOKEN'],
    ['$(op read op://v/i/f)', 'command', ''],
    ['`pass show x`', 'command', ''],
    ['${cmd: op read op://v/i/f}', 'command', ''],
    ['op://vault/item/field', 'secret-uri', 'op://vault/item/field'],
  ])('%s', (value, syntax, name) => {
    expect(found(value)).toEqual([[syntax, name, value]]);
    expect(found(`Bearer ${value}`)).toEqual([[syntax, name, value]]);
  });

  it.each([
    'p@$$w0rd',
    'a$b',
    '$',
    '${',
    '${}',
    '100%',
    '50%_OFF',
    '{env',
    'https://x.example',
    '$1',
    'pa$Word',
    '${secret:github}',
    '${GITHUB_TOKEN:?it is not set}',
    '${GITHUB_TOKEN:=x}',
  ])('leaves %s alone', (value) => {
    expect(found(value)).toEqual([]);
  });

  it('finds several, and says where a default stands', () => {
    const value = '${A}-${B:-def}$CD';
    expect(found(value).map(([syntax]) => syntax)).toEqual(['brace', 'brace-default', 'dollar']);
    const fallback = findReferences(value)[1]?.fallback;
    expect(value.slice(fallback?.start, fallback?.end)).toBe('def');
    const other = findReferences('${API_KEY:a:b}')[0]?.fallback;
    expect('${API_KEY:a:b}'.slice(other?.start, other?.end)).toBe('a:b');
  });

  it('never overlaps, never throws and stays quick', () => {
    const piece = fc.constantFrom(
      '$',
      '{',
      '}',
      '${',
      '${{',
      '}}',
      '%',
      '`',
      '(',
      ')',
      'env:',
      'A',
      'op://',
      ':-',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        let position = 0;
        for (const { start, end } of findReferences(pieces.join(''))) {
          expect(start).toBeGreaterThanOrEqual(position);
          expect(end).toBeGreaterThan(start);
          position = end;
        }
        expect(position).toBeLessThanOrEqual(pieces.join('').length);
      }),
      { numRuns: 2000 },
    );
    for (const unit of ['${', '$(', '{{', '`', '${A:-', 'op://', '{env:']) {
      const started = processorTime();
      findReferences(unit.repeat(200_000));
      expect(processorTime() - started).toBeLessThan(2000);
    }
  });
});

describe('planReference', () => {
  const apply = (hostId: string, source: string, part: string, name: string) => {
    const host = hostById(hostId);
    if (!host) throw new Error(hostId);
    const config = readConfig(parse(source, host.format), host);
    const places = config.servers.flatMap((server) => server.places);
    const place = places.find(({ text }) => text.value.includes(part));
    if (!place) throw new Error('no such place');
    const start = place.text.value.indexOf(part);
    const plan = planReference(config, place, start, start + part.length, name);
    return plan && applyEdits(source, plan.edits());
  };

  it('replaces only the part', () => {
    const source =
      '{"mcpServers":{"a":{"url":"https://x","headers":{"Authorization":"Bearer SECRET"}}}}';
    expect(apply('claude-code', source, 'SECRET', 'A_TOKEN')).toContain('"Bearer ${A_TOKEN}"');
  });

  it('replaces the whole reference when the secret is its default', () => {
    const source = '{"mcpServers":{"a":{"command":"x","env":{"K":"${MY_KEY:-SECRET}"}}}}';
    expect(apply('claude-code', source, 'SECRET', 'K')).toContain('"K":"${MY_KEY}"');
  });

  it('defines an input, under an id that is free', () => {
    const source =
      '{\n\t"inputs": [\n\t\t{ "id": "k" }\n\t],\n\t"servers": {"a":{"command":"x","env":{"K":"SECRET"}}}\n}';
    const result = apply('vscode', source, 'SECRET', 'K') ?? '';
    expect(result).toContain('"K":"${input:k-2}"');
    expect(JSON.parse(result).inputs).toHaveLength(2);
    expect(JSON.parse(result).inputs[1]).toMatchObject({
      type: 'promptString',
      id: 'k-2',
      password: true,
    });
  });

  it('defines what a desktop extension asks for', () => {
    const source = '{"server":{"mcp_config":{"command":"x","env":{"API_KEY":"SECRET"}}}}';
    const result = JSON.parse(apply('mcpb-manifest', source, 'SECRET', 'API_KEY') ?? '');
    expect(result.server.mcp_config.env.API_KEY).toBe('${user_config.api_key}');
    expect(result.user_config.api_key).toMatchObject({ type: 'string', sensitive: true });
  });

  it('gives a variable the name under which it is visible', () => {
    const source = '{"mcp-servers":{"a":{"command":"x","env":{"K":"SECRET"}}}}';
    expect(apply('copilot-cloud-agent', source, 'SECRET', 'K')).toContain('${COPILOT_MCP_K}');
  });

  it('offers nothing where nothing resolves', () => {
    const source = '{"mcpServers":{"a":{"command":"x","args":["SECRET"],"env":{"K":"SECRET2"}}}}';
    expect(apply('claude-desktop', source, 'SECRET2', 'K')).toBeUndefined();
    expect(apply('amazon-q', source, 'SECRET', 'K')).toBeUndefined();
    expect(apply('amazon-q', source, 'SECRET2', 'K')).toContain('${env:K}');
  });

  it.each([
    [
      'an environment',
      '[mcp_servers.a]\ncommand = "x" # why\nenv = { K = "SECRET", L = "w" }\n',
      '[mcp_servers.a]\nenv_vars = ["K"]\ncommand = "x" # why\nenv = { L = "w" }\n',
    ],
    [
      'an environment with names',
      '[mcp_servers.a]\ncommand = "x"\nenv_vars = ["HOME"]\n[mcp_servers.a.env]\nK = "SECRET" # old\n',
      '[mcp_servers.a]\ncommand = "x"\nenv_vars = ["HOME", "K"]\n[mcp_servers.a.env]\n# old\n',
    ],
    [
      'a bearer token',
      '[mcp_servers.a]\nurl = "u"\nhttp_headers = { Authorization = "Bearer SECRET" }\n',
      '[mcp_servers.a]\nbearer_token_env_var = "MY_TOKEN"\nurl = "u"\n',
    ],
    [
      'a header',
      '[mcp_servers.a]\nurl = "u"\nhttp_headers = { X-Key = "SECRET", B = "c" }\n',
      '[mcp_servers.a]\nenv_http_headers = { X-Key = "MY_TOKEN" }\nurl = "u"\nhttp_headers = { B = "c" }\n',
    ],
  ])('names a variable under a key of its own: %s', (_, source, expected) => {
    expect(apply('codex', source, 'SECRET', 'MY_TOKEN')).toBe(expected);
  });

  it('offers Codex nothing for a part of a value, nor for an argument', () => {
    const source = '[mcp_servers.a]\ncommand = "x"\nargs = ["SECRET"]\nenv = { K = "a SECRET2" }\n';
    expect(apply('codex', source, 'SECRET', 'K')).toBeUndefined();
    expect(apply('codex', source, 'SECRET2', 'K')).toBeUndefined();
  });

  it('asks goose for the variable it looks up', () => {
    const source =
      'extensions:\n  a:\n    cmd: x\n    envs:\n      K: v\n      L: SECRET\n  b:\n    uri: u\n    headers:\n      X: SECRET2\n';
    expect(apply('goose', source, 'SECRET', 'K')).toBe(
      'extensions:\n  a:\n    cmd: x\n    envs:\n      K: v\n    env_keys: ["L"]\n  b:\n    uri: u\n    headers:\n      X: SECRET2\n',
    );
    expect(apply('goose', source, 'SECRET2', 'K')).toContain(
      '      X: ${K}\n    env_keys: ["K"]\n',
    );
  });
});

describe('one literal in several places of a file', () => {
  const token = fake.githubToken();
  const text = `${JSON.stringify(
    {
      servers: {
        a: { command: 'node', args: ['a.js', '--token', token], env: { GITHUB_TOKEN: token } },
        b: { url: 'https://mcp.acme.dev', headers: { Authorization: `Bearer ${token}` } },
      },
    },
    null,
    2,
  )}\n`;

  test.each([0, 1, 2])(
    'gets one reference and one definition, whichever of them is fixed: %s',
    (index) => {
      const found = analyze(text, { host: 'vscode' }).findings.filter(
        ({ rule }) => rule === 'plaintext-secret',
      );
      expect(found).toHaveLength(3);
      const finding = found[index];
      if (!finding) throw new Error('it is not found');
      const [fix] = finding.fixes;
      expect(fix?.title).toMatch(
        /^Replace with \$\{input:[\w-]+\} in 3 places, and let VS Code ask for it$/,
      );
      const fixed = applyEdits(text, ownEdits(text, finding, fix));
      expect(fixed).not.toContain(token);
      const { inputs, servers } = JSON.parse(fixed);
      expect(inputs).toHaveLength(1);
      const reference = `\${input:${inputs[0].id}}`;
      expect(servers.a).toMatchObject({
        args: ['a.js', '--token', reference],
        env: { GITHUB_TOKEN: reference },
      });
      expect(servers.b.headers.Authorization).toBe(`Bearer ${reference}`);
      expect(fix?.moves && text.slice(fix.moves.span.start, fix.moves.span.end)).toBe(token);
    },
  );
});

describe('a published description of a server', () => {
  const token = fake.githubToken();
  const about = { name: 'io.github.acme/x', description: 'd', version: '1.0.0' };
  const fixed = (more: object): unknown => {
    const text = `${JSON.stringify({ ...about, ...more }, null, 2)}\n`;
    const options = { host: 'mcp-registry-server-json' };
    const finding = analyze(text, options).findings.find((it) => it.rule === 'plaintext-secret');
    if (!finding) throw new Error('it is not found');
    const result = applyEdits(text, ownEdits(text, finding, finding.fixes[0]));
    expect(result).not.toContain(token);
    expect(analyze(result, options).findings).toEqual([]);
    return JSON.parse(result);
  };

  test('asks whoever installs it for a secret, in place of a value', () => {
    const variable = { name: 'GITHUB_TOKEN', description: 'A token', value: token };
    const packages = [
      {
        registryType: 'npm',
        identifier: '@acme/x',
        version: '1.0.0',
        environmentVariables: [variable],
      },
    ];
    expect(fixed({ packages })).toMatchObject({
      packages: [
        {
          environmentVariables: [{ name: 'GITHUB_TOKEN', description: 'A token', isSecret: true }],
        },
      ],
    });
    packages[0] = {
      ...(packages[0] as (typeof packages)[0]),
      environmentVariables: [{ ...variable, isSecret: true } as typeof variable],
    };
    expect(fixed({ packages })).toMatchObject({
      packages: [{ environmentVariables: [{ name: 'GITHUB_TOKEN', isSecret: true }] }],
    });
  });

  test('and for what stands behind a scheme', () => {
    const headers = [{ name: 'Authorization', value: `Bearer ${token}` }];
    expect(
      fixed({ remotes: [{ type: 'streamable-http', url: 'https://mcp.acme.dev', headers }] }),
    ).toMatchObject({
      remotes: [{ headers: [{ name: 'Authorization', isSecret: true }] }],
    });
  });
});
