import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../rules/config/read.ts';
import { at } from '../../../rules/document/node.ts';
import { parse } from '../../../rules/document/parse.ts';
import { hostById } from '../../../rules/hosts/index.ts';

const read = (text: string, id = 'claude-code') => {
  const host = hostById(id);
  if (!host) throw new Error(id);
  return readConfig(parse(text, host.format), host);
};
const rolesOf = (text: string, id?: string) =>
  read(text, id).servers.flatMap(({ places }) =>
    places.map(({ role, name, text: { value } }) => [role, name, value]),
  );

const FULL = JSON.stringify(
  {
    inputs: [{ id: 'k', type: 'promptString', password: true, default: 'd' }],
    servers: {
      'a/b~c': {
        type: 'stdio',
        command: 'npx',
        args: ['-y', 'pkg', '--key', 'v'],
        env: { K: 'v', L: '${input:k}' },
        cwd: '/x',
        envFile: '.env',
      },
      remote: {
        url: 'https://x.example/mcp',
        headers: { Authorization: 'Bearer t' },
        oauth: { clientSecret: 's' },
      },
    },
  },
  null,
  2,
);

describe('an entry', () => {
  it('gives every string once, with what it is for', () => {
    expect(rolesOf(FULL, 'vscode')).toEqual([
      ['other', 'type', 'stdio'],
      ['command', '', 'npx'],
      ['arg', '', '-y'],
      ['arg', '', 'pkg'],
      ['arg', '', '--key'],
      ['arg', '', 'v'],
      ['env', 'K', 'v'],
      ['env', 'L', '${input:k}'],
      ['cwd', 'cwd', '/x'],
      ['envFile', 'envFile', '.env'],
      ['url', 'url', 'https://x.example/mcp'],
      ['header', 'Authorization', 'Bearer t'],
      ['other', 'clientSecret', 's'],
    ]);
  });

  it('has pointers that lead back to it', () => {
    const config = read(FULL, 'vscode');
    for (const { pointer, text } of [...config.servers.flatMap(({ places }) => places)]) {
      const steps = pointer
        .split('/')
        .slice(1)
        .map((it) => it.replaceAll('~1', '/').replaceAll('~0', '~'));
      const index = Number(steps.at(-1));
      const parent = at(
        config.document.roots[0],
        Number.isInteger(index) ? steps.slice(0, -1) : steps,
      );
      expect(parent?.kind === 'array' ? parent.items[index] : parent).toBe(text);
    }
    expect(config.inputs).toMatchObject([{ id: 'k', password: true, pointer: '/inputs/0' }]);
    expect(config.places).toMatchObject([{ name: 'k', pointer: '/inputs/0/default' }]);
  });

  it.each([
    [
      '{"mcp":{"a":{"type":"local","command":["npx","-y","x"],"environment":{"K":"v"}}}}',
      'opencode',
    ],
    [
      '{"context_servers":{"a":{"command":{"path":"npx","args":["-y","x"],"env":{"K":"v"}}}}}',
      'zed',
    ],
    ['extensions:\n  a:\n    cmd: npx\n    args: [-y, x]\n    envs: {K: v}\n', 'goose'],
    ['[mcp_servers.a]\ncommand = "npx"\nargs = ["-y", "x"]\nenv.K = "v"\n', 'codex'],
  ])('is the same in every dialect: %s', (text, id) => {
    const [server] = read(text, id).servers;
    expect(server).toMatchObject({ name: 'a', transport: 'stdio', launch: { launcher: 'npx' } });
    expect(server?.command?.value).toBe('npx');
    expect(server?.args.map(({ value }) => value)).toEqual(['-y', 'x']);
    expect(server?.env.map(({ key }) => key.value)).toEqual(['K']);
  });

  it('may name variables and headers in lists', () => {
    const text =
      '{"packages":[{"identifier":"@x/y","environmentVariables":[{"name":"K","default":"v"},{"name":"L"}]}]}';
    expect(
      read(text, 'mcp-registry-server-json').servers[0]?.env.map(({ key }) => key.value),
    ).toEqual(['K']);
    expect(rolesOf(text, 'mcp-registry-server-json')).toContainEqual(['env', 'K', 'v']);
  });

  it('may name an image', () => {
    const text = 'registry:\n  a:\n    image: mcp/x:latest\n';
    const [server] = read(text, 'docker-mcp-catalog').servers;
    expect(server?.launch?.packages[0]).toMatchObject({
      ecosystem: 'oci',
      name: 'mcp/x',
      version: 'latest',
    });
    const { start, end } = server?.launch?.packages[0] ?? { start: 0, end: 0 };
    expect(server?.launch?.packages[0]?.word.text.value.slice(start, end)).toBe('mcp/x:latest');
  });

  it('is off by the host key, by a later one, or by a list', () => {
    const off = (text: string, id: string) =>
      read(text, id)
        .servers.filter(({ disabled }) => disabled)
        .map(({ name }) => name);
    expect(
      off(
        '{"mcpServers":{"a":{"disabled":true},"b":{"disabled":"true"},"c":{"enabled":false}}}',
        'cline',
      ),
    ).toEqual(['a']);
    expect(
      off('{"mcp":{"a":{"enabled":false},"b":{"disabled":true},"c":{"enabled":true}}}', 'opencode'),
    ).toEqual(['a', 'b']);
    expect(off('{"mcp":{"excluded":["a"]},"mcpServers":{"a":{},"b":{}}}', 'gemini-cli')).toEqual([
      'a',
    ]);
    const projects =
      '{"projects":{"/x":{"disabledMcpServers":["a"],"mcpServers":{"a":{},"b":{}}},"/y":{"mcpServers":{"a":{}}}}}';
    expect(off(projects, 'claude-code-user')).toEqual(['a']);
    expect(read(projects, 'claude-code-user').servers[2]).toMatchObject({
      pointer: '/projects/~1y/mcpServers/a',
      disabled: false,
    });
  });
});

describe('hostile and half-typed text', () => {
  it('keeps prototypes, equal keys and odd types apart', () => {
    const config = read(
      '{"mcpServers":{"__proto__":{"command":"x","env":{"__proto__":"v"}},"a":1,"a":{"command":"y"},"toString":{"command":[],"args":"z","env":[1,"e"],"headers":null}}}',
    );
    expect(config.servers.map(({ name }) => name)).toEqual(['__proto__', 'a', 'toString']);
    expect(config.servers[0]?.env[0]?.key.value).toBe('__proto__');
    expect(Object.prototype).not.toHaveProperty('command');
  });

  it('finds servers beside the map and under another name', () => {
    const names = (text: string) =>
      read(text, 'cursor').servers.map(({ name, read: it }) => `${name}:${it}`);
    expect(names('{"mcpServers":{"a":{"command":"x"}},"b":{"command":"y"}}')).toEqual([
      'a:true',
      'b:false',
    ]);
    expect(names('{"mcpServers":{},"servers":{"b":{"command":"y"}}}')).toEqual(['b:false']);
    expect(names('{"mcp":{"servers":{"b":{"command":"y"}}}}')).toEqual(['b:false']);
    expect(names('[{"name":"b","command":"y"}]')).toEqual(['b:false']);
    expect(names('"mcpServers":{"a":{"command":"x"}}')).toEqual(['a:true']);
    expect(
      names('{"mcpServers":{"a":{"command":"x"}}}\n{"mcpServers":{"b":{"command":"y"}}}'),
    ).toEqual(['a:true', 'b:true']);
  });

  it.each([
    ['vscode', FULL],
    [
      'codex',
      '[mcp_servers.a]\ncommand = "npx"\nargs = ["-y", "x"]\nenv = { K = "v" }\n\n[mcp_servers.b]\nurl = "https://x.example"\n',
    ],
    [
      'goose',
      'extensions:\n  a:\n    cmd: npx\n    args: [-y, "x"]\n    envs:\n      K: v\n  b:\n    uri: https://x.example\n',
    ],
  ])('%s: cut anywhere, a server that was complete stays so', (id, text) => {
    const whole = read(text, id);
    const [first] = whole.servers;
    if (!first) throw new Error('no server');
    const summary = (config: typeof whole) => {
      const server = config.servers.find(({ name }) => name === first.name);
      return server?.places.map(({ role, text: { value, span } }) => [role, value, span.start]);
    };
    const end = Math.max(first.node.span.end, ...first.places.map((it) => it.text.span.end)) + 2;
    for (let cut = 0; cut <= text.length; cut += 1) {
      const config = read(text.slice(0, cut), id);
      if (cut >= end) expect(summary(config)).toEqual(summary(whole));
    }
  });

  it('typed over anywhere, never throws', () => {
    for (let index = 0; index < FULL.length; index += 1) {
      for (const typed of ['"', '}', '{', ',', '\\', '\n', ':']) {
        expect(
          read(FULL.slice(0, index) + typed + FULL.slice(index), 'vscode').servers.length,
        ).toBeLessThan(20);
      }
    }
  });
});

describe('a map that has fields of a server by mistake', () => {
  const text = '{"mcpServers": {"command": "npx", "s": {"command": "node", "env": {"K": "v"}}}}';

  it('is read once, as the map', () => {
    const { servers } = read(text, 'cursor');
    expect(servers.map(({ name, read: isRead }) => [name, isRead])).toEqual([['s', true]]);
    expect(rolesOf(text, 'cursor')).toEqual([
      ['command', '', 'node'],
      ['env', 'K', 'v'],
    ]);
  });
});
