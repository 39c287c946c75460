import { defineProjectRule } from '../../engine/project-rule.ts';

/** MCP 2025-11-25 allows 128 characters; hosts and model providers refuse more than 64. */
const LONGEST = 64;

export const toolNameTooLong = defineProjectRule({
  meta: {
    id: 'tool-name-too-long',
    items: ['publish/30'],
    severity: 'warning',
    tier: 'default',
    fix: 'none',
    since: '0.3.0',
    finds: 'names of tools that hosts or models refuse',
    why: 'A host that cannot pass a name on drops the tool, or the whole server.',
    standards: { cwe: [], owaspMcp: [], owaspLlm: [], cosai: [] },
  },
  messages: {
    long: 'This name has {length} characters, and models take 64. Shorten it.',
    characters: 'Models take only letters, digits, "_" and "-" in the name of a tool.',
  },
  check({ project, report }) {
    for (const { name, nameAt: at } of project.tools) {
      const length = String(name.length);
      if (name.length > LONGEST) report({ message: 'long', data: { length }, at });
      else if (/[^A-Za-z0-9_.-]/.test(name)) report({ message: 'characters', data: {}, at });
    }
  },
});
