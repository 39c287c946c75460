import { defineProjectRule } from '../../engine/project-rule.ts';
import { flowStatement, flowsIn } from '../flow-report.ts';

export const codeEval = defineProjectRule({
  meta: {
    id: 'code-eval',
    items: ['publish/5'],
    severity: 'error',
    tier: 'default',
    fix: 'none',
    since: '0.3.0',
    finds: 'an argument of a tool that is run as code, or loaded as an object',
    why: 'Whoever steers the model runs code inside the server.',
    standards: { cwe: [94, 95, 502], owaspMcp: ['MCP05'], owaspLlm: ['LLM05'], cosai: [] },
  },
  messages: {
    code: '"{parameter}" of {tool} is run as code. Parse the small language that is meant, or run it apart.',
  },
  check(context) {
    for (const flow of flowsIn(context, 'code'))
      context.report({ message: 'code', ...flowStatement(flow) });
  },
});
