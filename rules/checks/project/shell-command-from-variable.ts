import { defineProjectRule } from '../../engine/project-rule.ts';
import { listed } from '../../fixes/source/listed.ts';
import { sentence } from '../../secrets/safe.ts';
import { flowStatement, flowsIn, reviewed } from '../flow-report.ts';

export const shellCommandFromVariable = defineProjectRule({
  meta: {
    id: 'shell-command-from-variable',
    items: ['publish/5'],
    severity: 'error',
    tier: 'default',
    fix: 'review',
    since: '0.3.0',
    finds: 'an argument of a tool in a command line or as the program that is run',
    why: 'Whoever steers the model runs commands on the machine of the person.',
    standards: { cwe: [78, 88], owaspMcp: ['MCP05'], owaspLlm: ['LLM05'], cosai: [] },
  },
  messages: {
    shell:
      '"{parameter}" of {tool} becomes part of a command line. Run the program with a list of arguments.',
    program:
      '"{parameter}" of {tool} chooses the program that runs. Hold it against a fixed list first.',
  },
  check(context) {
    for (const flow of flowsIn(context, 'shell', 'program'))
      context.report({
        message: flow.kind === 'shell' ? 'shell' : 'program',
        ...flowStatement(flow),
        fixes: reviewed(
          'list',
          sentence`Run the program with a list of arguments`,
          flow.kind === 'shell' ? listed(context.project, flow) : undefined,
        ),
      });
  },
});
