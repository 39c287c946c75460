import { projectRuleIds } from '../../rules/checks/project-ids.ts';
import { rules } from '../../rules/index.ts';

const subjects = new Map<string, string>([
  ...rules.map(({ meta }) => [meta.id, meta.subject] as const),
  ...projectRuleIds.map((id) => [id, 'project'] as const),
]);

/** Where a rule is explained. */
export function rulePage(id: string): string {
  const folder = subjects.get(id) ?? 'config';
  return `https://github.com/mcp-checklist/mcp-checklist/blob/main/rules/checks/${folder}/${id}.md`;
}
