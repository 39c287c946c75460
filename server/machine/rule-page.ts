import { rules } from '../../rules/index.ts';

const subjects = new Map(rules.map(({ meta }) => [meta.id, meta.subject]));

/** Where a rule is explained. */
export function rulePage(id: string): string {
  const folder = subjects.get(id) ?? 'config';
  return `https://github.com/mcp-checklist/mcp-checklist/blob/main/rules/checks/${folder}/${id}.md`;
}
