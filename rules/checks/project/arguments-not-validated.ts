import { defineProjectRule } from '../../engine/project-rule.ts';
import { parsed } from '../../fixes/source/parse-arguments.ts';
import { uncheckedArguments } from '../../project/signals/arguments.ts';
import { sentence } from '../../secrets/safe.ts';
import { reviewed } from '../flow-report.ts';

/** The low-level server of the TypeScript SDK hands arguments on as they came; its high-level one parses them. */
export const argumentsNotValidated = defineProjectRule({
  meta: {
    id: 'arguments-not-validated',
    items: ['publish/5'],
    severity: 'warning',
    tier: 'default',
    fix: 'review',
    since: '0.3.0',
    finds: 'arguments of tools that nothing checks in a low-level server',
    why: 'The schema in the list of tools is only shown to the model: here nothing holds its answer against it.',
    standards: { cwe: [20], owaspMcp: ['MCP05'], owaspLlm: ['LLM05'], cosai: [] },
  },
  messages: {
    unchecked:
      'Nothing holds these arguments against a schema: the low-level server does not. Parse them before use.',
  },
  check({ project, signals, report }) {
    for (const at of uncheckedArguments(signals.code))
      report({
        message: 'unchecked',
        data: {},
        at,
        fixes: reviewed('parse', sentence`Parse them with a schema`, parsed(project, at)),
      });
  },
});
