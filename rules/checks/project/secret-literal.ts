import { defineProjectRule } from '../../engine/project-rule.ts';
import { at } from '../../project/signals/code.ts';
import { detect } from '../../secrets/index.ts';

export const secretLiteral = defineProjectRule({
  meta: {
    id: 'secret-literal',
    items: ['publish/9'],
    severity: 'error',
    tier: 'default',
    fix: 'none',
    since: '0.3.0',
    finds: 'a credential that is written in the source',
    why: 'Whoever has the package or the repository has the credential, also after it was taken out again.',
    standards: { cwe: [798], owaspMcp: ['MCP01'], owaspLlm: ['LLM02'], cosai: [] },
  },
  messages: {
    literal: 'This is a {label}. Revoke it, and read it from the environment.',
  },
  check({ project, report }) {
    for (const { text, expression, module } of project.code.texts) {
      // Patterns and templates of addresses look like addresses with passwords.
      if (expression.kind !== 'text' || text.length < 16 || /[\s[\](){}\\*^|<>]/.test(text))
        continue;
      // By its form alone: what a value is called says too little of a constant.
      const [found] = detect({ value: text, role: 'other', name: '', references: [] }).filter(
        ({ verdict, confidence, traits }) =>
          verdict === 'credential' && confidence === 'high' && !traits.public,
      );
      if (!found) continue;
      report({
        message: 'literal',
        data: { label: found.label },
        at: at(module, expression),
      });
    }
  },
});
