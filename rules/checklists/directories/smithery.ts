import { annotated, demand } from './demands.ts';
import { ask, type Directory, met, missing, none } from './directory.ts';

export const smithery: Directory = {
  id: 'smithery',
  name: 'Smithery',
  seen: '2026',
  sources: ['smithery.ai/docs/config/smithery.yaml'],
  demands: [
    demand(
      'smithery-yaml',
      'a smithery.yaml: runtime typescript or container, or a startCommand',
      [36],
      (view) => {
        const [found] = view.signals.manifests('smithery');
        if (!found) return missing('There is no smithery.yaml.', view.home);
        return /^(?:runtime[ \t]*:[ \t]*["']?(?:typescript|container|python)|startCommand[ \t]*:)/m.test(
          view.textOf(found),
        )
          ? met('It says how it is started.', [view.top(found.file)])
          : missing('It names neither a runtime nor a startCommand.', [view.top(found.file)]);
      },
    ),
    demand('config-schema', 'a configSchema that describes the settings', [9, 37], (view) => {
      const { credentials, code } = view.signals;
      if (credentials.length === 0) return none('It needs no settings.');
      const [found] = view.signals.manifests('smithery');
      if (found && found.inputs.length > 0)
        return met('Settings are described.', [view.top(found.file)]);
      const exported = code.words(/^configSchema$/);
      if (exported.length > 0) return met('The code describes them.', exported);
      return found
        ? missing('Its settings are not described.', [view.top(found.file)])
        : none('There is no smithery.yaml yet.');
    }),
    demand('quality', 'hints on tools: its score rewards them', [4, 30], (view) => {
      const verdict = annotated((hints) => hints.size > 0, 'hints')(view);
      return verdict.says === 'missing' ? ask(verdict.text, verdict.places) : verdict;
    }),
  ],
};
