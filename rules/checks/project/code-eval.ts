import { defineProjectRule } from '../../engine/project-rule.ts';
import type { Flow } from '../../project/flows/flow.ts';
import { sentence } from '../../secrets/safe.ts';
import { lastName } from '../../source/expressions.ts';
import type { TextEdit } from '../../text/span.ts';
import { flowStatement, flowsIn, reviewed } from '../flow-report.ts';

export const codeEval = defineProjectRule({
  meta: {
    id: 'code-eval',
    items: ['publish/5'],
    severity: 'error',
    tier: 'default',
    fix: 'review',
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
      context.report({
        message: 'code',
        ...flowStatement(flow),
        fixes: reviewed('safe-loader', sentence`Read it with the safe loader`, safely(flow)),
      });
  },
});

/** `yaml.load(text, Loader=yaml.Loader)` makes objects; `yaml.safe_load(text)` makes data. */
function safely({ call, argument, module }: Flow): readonly TextEdit[] | undefined {
  const { callee, args } = call;
  if (module.language !== 'python' || callee.kind !== 'member' || callee.name !== 'load')
    return undefined;
  if (lastName(callee.object) !== 'yaml' || args[0]?.value !== argument || args.length > 2)
    return undefined;
  return [
    { span: callee.nameAt, newText: 'safe_load' },
    { span: { start: argument.end, end: call.end - 1 }, newText: '' },
  ];
}
