import { defineProjectRule } from '../../engine/project-rule.ts';
import { flowStatement, flowsIn } from '../flow-report.ts';

export const fetchOfArgumentUrl = defineProjectRule({
  meta: {
    id: 'fetch-of-argument-url',
    items: ['publish/5'],
    severity: 'warning',
    tier: 'default',
    fix: 'none',
    since: '0.3.0',
    finds: 'a request to a host that an argument of a tool decides',
    why: 'The model reaches what only this machine reaches: routers, metadata services, other local servers.',
    standards: { cwe: [918], owaspMcp: ['MCP05'], owaspLlm: ['LLM05'], cosai: [] },
  },
  messages: {
    url: '"{parameter}" of {tool} decides which host is asked. Allow hosts by name, and refuse private addresses.',
  },
  check(context) {
    for (const flow of flowsIn(context, 'url'))
      context.report({ message: 'url', ...flowStatement(flow) });
  },
});
