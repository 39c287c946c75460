import { demand, standing } from './demands.ts';
import { type Directory, met, missing } from './directory.ts';

export const kiro: Directory = {
  id: 'kiro',
  name: 'Kiro powers',
  seen: '2026-09-16',
  sources: ['github.com/klarluft/gitwarren-app/pull/90'],
  demands: [
    demand('readme', 'a section of the README on support and privacy', [41, 57], (view) => {
      const { docs } = view.signals;
      const support = docs.sections(/support|contact|help/i);
      const privacy = docs.sections(/privacy/i);
      if (support.length > 0 && privacy.length > 0)
        return met(
          'Both are there.',
          [...support, ...privacy].map(({ at }) => at),
        );
      const left = [support.length === 0 ? 'support' : '', privacy.length === 0 ? 'privacy' : ''];
      return missing(`No section on ${left.filter((it) => it !== '').join(' and ')}.`, view.home);
    }),
    demand('support', 'a place for questions', [57], (view) => standing(view, [57])),
    demand('mcp-json', 'an mcp.json with $schema', [37], (view) => {
      const [found] = view.filesLike(/(?:^|\/)mcp\.json$/);
      if (!found) return missing('There is no mcp.json.', view.home);
      return /"\$schema"\s*:/.test(found.text)
        ? met('It names its schema.', [view.top(found.path)])
        : missing('It names no $schema.', [view.top(found.path)]);
    }),
  ],
};
