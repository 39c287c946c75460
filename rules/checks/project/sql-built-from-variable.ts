import { defineProjectRule } from '../../engine/project-rule.ts';
import { bound } from '../../fixes/source/bind.ts';
import { sentence } from '../../secrets/safe.ts';
import { flowStatement, flowsIn, reviewed } from '../flow-report.ts';

export const sqlBuiltFromVariable = defineProjectRule({
  meta: {
    id: 'sql-built-from-variable',
    items: ['publish/6'],
    severity: 'warning',
    tier: 'default',
    fix: 'review',
    since: '0.3.0',
    finds: 'an argument of a tool inside a statement of SQL',
    why: 'A value inside a statement can end it and begin another one.',
    standards: { cwe: [89], owaspMcp: ['MCP05'], owaspLlm: ['LLM05'], cosai: [] },
  },
  messages: {
    sql: '"{parameter}" of {tool} is put into a statement. Bind values as parameters, and quote names of tables.',
  },
  check(context) {
    for (const flow of flowsIn(context, 'sql'))
      context.report({
        message: 'sql',
        ...flowStatement(flow),
        fixes: reviewed('bind', sentence`Bind the values`, bound(context.project, flow)),
      });
  },
});
