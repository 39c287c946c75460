import { defineProjectRule } from '../../engine/project-rule.ts';
import { quoted } from '../../fixes/source/pieces.ts';
import type { Flow } from '../../project/flows/flow.ts';
import { sentence } from '../../secrets/safe.ts';
import type { Call } from '../../source/expressions.ts';
import type { TextEdit } from '../../text/span.ts';
import { flowStatement, flowsIn, reviewed } from '../flow-report.ts';

export const optionFromArgument = defineProjectRule({
  meta: {
    id: 'option-from-argument',
    items: ['publish/5'],
    severity: 'warning',
    tier: 'default',
    fix: 'review',
    since: '0.3.0',
    finds: 'an argument of a tool that a program may take for an option',
    why: 'Options of git, curl, tar or find run programs and write files.',
    standards: { cwe: [88], owaspMcp: ['MCP05'], owaspLlm: ['LLM05'], cosai: [] },
  },
  messages: {
    option:
      '"{parameter}" of {tool} is an option when it begins with "-". Put {end} in front, or refuse it.',
  },
  check(context) {
    for (const flow of flowsIn(context, 'option')) {
      const { data, ...said } = flowStatement(flow);
      const program = programOf(flow.call);
      const end = program === 'git' ? '--end-of-options' : '--';
      context.report({
        message: 'option',
        ...said,
        data: { ...data, end },
        fixes: reviewed(
          'end-of-options',
          sentence`End the options in front of it`,
          ENDS.test(program) ? ended(flow, end) : undefined,
        ),
      });
    }
  },
});

/** Those that know a mark for the end of their options. */
const ENDS = /^(?:git|hg|tar|rsync|ssh|scp|wget|curl)$/;

function ended({ argument, module }: Flow, end: string): readonly TextEdit[] {
  const { start } = argument;
  return [{ span: { start, end: start }, newText: `${quoted(end, module.language)}, ` }];
}

/** The program of a call with a list of arguments, as it is written. */
function programOf(call: Call): string {
  const text = call.args.flatMap(({ value }) => {
    const first = value.kind === 'list' ? value.items[0] : value;
    return first?.kind === 'text' ? [first.value] : [];
  });
  return text[0]?.replace(/^.*[/\\]/, '') ?? '';
}
