import { demand, items, license, person } from './demands.ts';
import { ask, type Directory, met, missing } from './directory.ts';

export const glama: Directory = {
  id: 'glama',
  name: 'Glama',
  seen: '2026',
  sources: ['glama.ai/mcp/servers/*/score'],
  demands: [
    demand('licence', 'a LICENSE, else it cannot be installed', [], license(false)),
    demand('readme', 'a README', [36], (view) => {
      const found = view.filesLike(/(?:^|\/)README\.\w+$/i);
      return found.length > 0
        ? met(
            'There is a README.',
            found.map(({ path }) => view.top(path)),
          )
        : missing('There is no README.');
    }),
    demand(
      'glama-json',
      'a glama.json with maintainers, where an organisation owns it',
      [],
      (view) => {
        const [found] = view.filesLike(/(?:^|\/)glama\.json$/);
        if (!found) return ask('Does an organisation own it? Then add a glama.json.', view.home);
        return /"maintainers"\s*:\s*\[\s*"/.test(found.text)
          ? met('It names maintainers.', [view.top(found.path)])
          : missing('It names no maintainers.', [view.top(found.path)]);
      },
    ),
    person('release', 'a release that builds from its Dockerfile page'),
    items('maintained', 'commits in twelve weeks, a stable release, no serious alerts', [63]),
  ],
};
