import { describe, expect, test } from 'vitest';
import { packageLinks } from '../../rules/config/package-pages.ts';
import { analyze } from '../../rules/index.ts';

function links(command: string, ...args: string[]): readonly (readonly [string, string])[] {
  const text = JSON.stringify({ mcpServers: { a: { command, args } } });
  const { config } = analyze(text, { host: 'cursor' });
  if (!config) throw new Error('no config');
  return packageLinks(config).map(({ span, url }) => [text.slice(span.start, span.end), url]);
}

const digest = `sha256:${'d1'.repeat(32)}`;

describe('the page of', () => {
  test.each([
    ['npx', ['-y', 'some-mcp'], 'some-mcp', 'https://www.npmjs.com/package/some-mcp'],
    [
      'npx',
      ['@acme/some-mcp@1.2.3'],
      '@acme/some-mcp',
      'https://www.npmjs.com/package/@acme/some-mcp/v/1.2.3',
    ],
    ['npx', ['some-mcp@latest'], 'some-mcp', 'https://www.npmjs.com/package/some-mcp'],
    ['uvx', ['mcp[cli]==1.2.3', 'x'], 'mcp', 'https://pypi.org/project/mcp/1.2.3/'],
    ['uvx', ['--from', 'some-mcp', 'x'], 'some-mcp', 'https://pypi.org/project/some-mcp/'],
    [
      'uvx',
      ['--from', 'git+https://github.com/acme/x.git@v1', 'x'],
      'git+https://github.com/acme/x.git',
      'https://github.com/acme/x',
    ],
    ['npx', ['-y', 'github:acme/x'], 'github:acme/x', 'https://github.com/acme/x'],
    ['docker', ['run', 'node:22'], 'node', 'https://hub.docker.com/_/node'],
    ['docker', ['run', 'mcp/fetch'], 'mcp/fetch', 'https://hub.docker.com/r/mcp/fetch'],
    [
      'docker',
      ['run', `docker.io/mcp/fetch:1@${digest}`],
      'docker.io/mcp/fetch',
      'https://hub.docker.com/r/mcp/fetch',
    ],
    ['podman', ['run', 'ghcr.io/acme/x:1'], 'ghcr.io/acme/x', 'https://ghcr.io/acme/x'],
    ['docker', ['run', 'quay.io/acme/x'], 'quay.io/acme/x', 'https://quay.io/repository/acme/x'],
    ['dnx', ['Acme.Mcp@1.0.0'], 'Acme.Mcp', 'https://www.nuget.org/packages/Acme.Mcp/1.0.0'],
    [
      'go',
      ['run', 'github.com/acme/x/cmd/y@v1.2.3'],
      'github.com/acme/x/cmd/y',
      'https://pkg.go.dev/github.com/acme/x/cmd/y@v1.2.3',
    ],
  ])('%s %j', (command, args, marked, url) => {
    expect(links(command, ...args)).toEqual([[marked, url]]);
  });

  test('a server behind a wrapper, a shell and a proxy', () => {
    expect(links('cmd', '/c', 'npx', '-y', 'some-mcp')).toHaveLength(1);
    expect(links('sh', '-c', 'cd /x && exec uvx some-mcp')).toEqual([
      ['some-mcp', 'https://pypi.org/project/some-mcp/'],
    ]);
    expect(
      links('npx', '-y', 'supergateway', '--stdio', 'uvx some-mcp').map(([name]) => name),
    ).toEqual(['supergateway', 'some-mcp']);
  });
});

describe('there is no page for', () => {
  test.each([
    ['a package of another registry', 'npx', ['--registry=https://npm.acme.dev', 'some-mcp']],
    ['an image of one that nobody knows', 'docker', ['run', 'registry.acme.dev:5000/x']],
    ['a repository of one', 'uvx', ['--from', 'git+https://git.acme.dev/x/y', 'x']],
    ['a reference', 'npx', ['-y', '${PACKAGE}']],
    ['a name that is none', 'npx', ['-y', 'javascript:alert(1)']],
    ['one with a host of its own', 'npx', ['-y', '//evil.example/x']],
    ['a folder', 'npx', ['-y', './server']],
    ['what is not fetched', 'node', ['server.js']],
  ])('%s', (_, command, args) => {
    expect(links(command, ...args)).toEqual([]);
  });
});

test('every page is on a host that we have named', () => {
  const names = [
    '@evil.example/..',
    'a@b:c/d',
    'x?y#z',
    '..%2f..',
    'ghcr.io/../../x',
    'https://u@github.com@evil.example/a/b',
  ];
  const allowed =
    /^https:\/\/(?:www\.npmjs\.com|pypi\.org|hub\.docker\.com|ghcr\.io|github\.com|quay\.io)\//;
  for (const name of names)
    for (const command of ['npx', 'uvx', 'bunx'])
      for (const [, url] of [
        ...links(command, name),
        ...links('docker', 'run', name),
        ...links('uvx', '--from', `git+https://${name}`, 'x'),
      ])
        expect(url).toMatch(allowed);
});
