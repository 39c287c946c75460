/** Where a rule is explained. */
export function rulePage(id: string): string {
  return `https://github.com/mcp-checklist/mcp-checklist/blob/main/rules/checks/config/${id}.md`;
}
