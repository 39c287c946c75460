import { demand, items, license, person } from './demands.ts';
import { ask, type Directory, met, missing, none } from './directory.ts';

export const docker: Directory = {
  id: 'docker',
  name: 'Docker MCP catalog',
  seen: '2026-07-08',
  sources: [
    'github.com/docker/mcp-registry: CONTRIBUTING.md',
    'github.com/docker/mcp-registry: .github/PULL_REQUEST_TEMPLATE.md',
  ],
  demands: [
    demand('licence', 'a permissive licence; GPL is not taken', [], license(true)),
    demand('dockerfile', 'a Dockerfile, where it runs locally', [], (view) => {
      const found = view.filesLike(/(?:^|\/)(?:Docker|Container)file$/i);
      if (found.length > 0)
        return met(
          'There is a Dockerfile.',
          found.map(({ path }) => view.top(path)),
        );
      return view.isRemote
        ? none('It can be listed as a remote server.')
        : missing('There is no Dockerfile.', view.home);
    }),
    person('recent', 'recent commits', [63]),
    items('readme', 'a README with how to set it up', [36, 37]),
    items('security', 'a way to report security problems', [60]),
    items(
      'settings',
      'every variable and secret named, so that it can be declared in server.yaml',
      [9, 34],
    ),
    demand('tools', 'tools that can be listed in the build, or a tools.json', [30], (view) => {
      const listed = view.filesLike(/(?:^|\/)tools\.json$/);
      if (listed.length > 0)
        return met(
          'There is a tools.json.',
          listed.map(({ path }) => view.top(path)),
        );
      const { apiCredentials } = view.signals;
      const needed = apiCredentials.filter(({ variable }) => variable?.fallback === 'none');
      return needed.length > 0
        ? ask(
            'Does it list its tools without a credential? Else add a tools.json.',
            needed.map(({ at }) => at),
          )
        : met(
            'It needs no credential to start.',
            view.project.tools.slice(0, 1).map(({ nameAt }) => nameAt),
          );
    }),
    person('credentials', 'test credentials, by a form'),
  ],
};
