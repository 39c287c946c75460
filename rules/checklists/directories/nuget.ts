import { demand } from './demands.ts';
import { type Directory, met, missing } from './directory.ts';

export const nuget: Directory = {
  id: 'nuget',
  name: 'NuGet',
  seen: '2026',
  sources: ['learn.microsoft.com: publish to the MCP registry'],
  refuses: ({ signals }) =>
    signals.manifests('csproj').length === 0 ? 'It is no package of .NET.' : undefined,
  demands: [
    demand('listing', 'a .mcp/server.json in the package', [36], (view) => {
      const found = view.filesLike(/(?:^|\/)\.mcp\/server\.json$/);
      return found.length > 0
        ? met(
            'It is there.',
            found.map(({ path }) => view.top(path)),
          )
        : missing('There is no .mcp/server.json.', view.home);
    }),
    demand('type', 'the package type McpServer', [36], (view) => {
      const projects = view.signals.manifests('csproj');
      const found = projects.filter((it) => /<PackageType>[^<]*McpServer/i.test(view.textOf(it)));
      return found.length > 0
        ? met(
            'It is of that type.',
            found.map(({ file }) => view.top(file)),
          )
        : missing(
            '<PackageType>McpServer</PackageType> is missing.',
            projects.map(({ file }) => view.top(file)),
          );
    }),
  ],
};
