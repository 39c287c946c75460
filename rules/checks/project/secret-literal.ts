import { defineProjectRule } from '../../engine/project-rule.ts';
import type { TextSite } from '../../project/code/sites.ts';
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
  check({ signals, report }) {
    const found = signals.code.each('credentials in texts', ({ texts }) => texts.flatMap(written));
    for (const { label, place } of found)
      report({ message: 'literal', data: { label }, at: place });
  },
});

function written({ text, expression, module }: TextSite) {
  // Patterns and templates of addresses look like addresses with passwords.
  if (expression.kind !== 'text' || text.length < 16 || /[\s[\](){}\\*^|<>]/.test(text)) return [];
  // By its form alone: what a value is called says too little of a constant.
  const found = detect({ value: text, role: 'other', name: '', references: [] }).find(
    ({ verdict, confidence, traits }) =>
      verdict === 'credential' && confidence === 'high' && !traits.public,
  );
  return found ? [{ label: found.label, place: at(module, expression) }] : [];
}
