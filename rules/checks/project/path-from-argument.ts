import { defineProjectRule } from '../../engine/project-rule.ts';
import { contained } from '../../fixes/source/contain.ts';
import { hereOf } from '../../fixes/source/here.ts';
import { sentence } from '../../secrets/safe.ts';
import { flowStatement, flowsIn, reviewed } from '../flow-report.ts';

export const pathFromArgument = defineProjectRule({
  meta: {
    id: 'path-from-argument',
    items: ['publish/5'],
    severity: 'warning',
    tier: 'default',
    fix: 'review',
    since: '0.3.0',
    finds: 'a file at a path that an argument of a tool decides',
    why: 'With ".." or an absolute path the model reads and writes files that were never meant.',
    standards: { cwe: [22, 73], owaspMcp: ['MCP05'], owaspLlm: ['LLM05'], cosai: [] },
  },
  messages: {
    path: '"{parameter}" of {tool} decides which file this is. Compare it with the allowed folder before opening.',
  },
  check(context) {
    for (const flow of flowsIn(context, 'path'))
      context.report({
        message: 'path',
        ...flowStatement(flow),
        fixes: reviewed(
          'contain',
          sentence`Let the path only lead into its folder`,
          contained(hereOf(context.project, flow), flow.argument),
        ),
      });
  },
});
