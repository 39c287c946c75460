import { defineProjectRule } from '../../engine/project-rule.ts';
import { expressionAt } from '../../project/code/expression-at.ts';
import type { Variable } from '../../project/code/variables.ts';
import { defaultSecrets } from '../../project/signals/credential-checks.ts';
import { sentence } from '../../secrets/safe.ts';
import { pathOf } from '../../source/expressions.ts';
import type { SourceModule } from '../../source/model.ts';
import type { TextEdit } from '../../text/span.ts';
import { reviewed } from '../flow-report.ts';

export const defaultCredential = defineProjectRule({
  meta: {
    id: 'default-credential',
    items: ['publish/1'],
    severity: 'error',
    tier: 'default',
    fix: 'review',
    since: '0.3.0',
    finds: 'a secret of the server that has a value in the code where none is set',
    why: 'Everybody can read the value, and with it sign a token or log in.',
    standards: { cwe: [798, 1392], owaspMcp: ['MCP01'], owaspLlm: [], cosai: [] },
  },
  messages: {
    value:
      'Where {name} is not set, everybody knows its value: it stands here. Fail at start instead.',
    empty: 'Where {name} is not set, the empty text is the secret. Fail at start instead.',
  },
  check({ project, signals, report }) {
    for (const variable of defaultSecrets(signals.code)) {
      const { name, at, fallback } = variable;
      const module = project.files.get(at.file)?.source?.module;
      report({
        message: fallback === 'empty' ? 'empty' : 'value',
        data: { name },
        at,
        // An empty text may well be noticed before it is used.
        confidence: fallback === 'empty' ? 'low' : 'high',
        fixes: reviewed(
          'required',
          sentence`Fail at start where it is not set`,
          module && required(module, variable),
        ),
      });
    }
  },
});

/** `os.environ["X"]` raises where there is none; the other languages need a statement of their own. */
function required(module: SourceModule, { name, at }: Variable): readonly TextEdit[] | undefined {
  const call = module.language === 'python' ? expressionAt(module, at.span) : undefined;
  if (call?.kind !== 'call' || call.args.length !== 2) return undefined;
  const path = pathOf(call.callee) ?? '';
  if (!/^os\.(?:getenv|environ\.get)$/.test(path)) return undefined;
  const { start, end } = call;
  return [{ span: { start, end }, newText: `os.environ["${name}"]` }];
}
