import { defineProjectRule } from '../../engine/project-rule.ts';
import type { FixDraft } from '../../findings/finding.ts';
import { errorPaths } from '../../project/signals/errors.ts';
import type { Unflagged } from '../../project/signals/said-failures.ts';
import { sentence } from '../../secrets/safe.ts';
import { lastName } from '../../source/expressions.ts';
import type { TextEdit } from '../../text/span.ts';

/** MCP 2025-11-25, tools, "error handling": a tool's failure is a result with `isError`, so that the model sees it. */
export const toolErrorNotFlagged = defineProjectRule({
  meta: {
    id: 'tool-error-not-flagged',
    items: ['publish/19'],
    severity: 'warning',
    tier: 'default',
    fix: 'some',
    since: '0.3.0',
    finds: 'failures of a tool that come back as an ordinary answer',
    why: 'A model takes an unmarked failure for the answer, and tells the person what is not so.',
    standards: { cwe: [703, 755], owaspMcp: [], owaspLlm: [], cosai: [] },
  },
  messages: {
    caught:
      '"{tool}" hands what it caught back as an ordinary answer, which the model takes for a result. {mark}',
    said: '"{tool}" says that it failed in an ordinary answer, which the model takes for a result. {mark}',
  },
  check({ project, signals, report }) {
    for (const failure of errorPaths(signals.code, project.tools).unflagged) {
      const text = project.files.get(failure.at.file)?.text ?? '';
      const fix = fixOf(failure, text);
      report({
        message: failure.caught ? 'caught' : 'said',
        data: { tool: failure.tool, mark: markOf(failure) },
        at: failure.at,
        // What a helper says may well be marked by whoever calls it.
        confidence: failure.helper ? 'low' : failure.caught ? 'high' : 'medium',
        fixes: fix ? [fix] : [],
      });
    }
  },
});

function markOf({ module }: Unflagged): string {
  if (module.language === 'python') return 'Raise an error.';
  return module.language === 'go' ? 'Use NewToolResultError.' : 'Add isError: true.';
}

function fixOf(failure: Unflagged, text: string): FixDraft | undefined {
  const { module } = failure;
  if (module.language === 'python') {
    const edits = raised(failure, text);
    return edits && draft('raise', sentence`Raise an error`, 'review', edits);
  }
  const edits = module.language === 'go' ? goResult(failure) : flagged(failure);
  return edits && draft('is-error', sentence`Mark it as an error`, 'safe', edits);
}

function draft(
  id: string,
  title: FixDraft['title'],
  kind: FixDraft['kind'],
  edits: readonly TextEdit[],
): FixDraft {
  return { id, title, kind, preferred: kind === 'safe', edits: () => edits };
}

/** `isError: true` behind the last member of the answer. */
function flagged({ value }: Unflagged): readonly TextEdit[] | undefined {
  if (value.kind !== 'object' || !value.properties.some(({ key }) => key === 'content'))
    return undefined;
  const last = value.properties.at(-1);
  if (!last) return undefined;
  return [{ span: { start: last.end, end: last.end }, newText: ', isError: true' }];
}

/** mcp-go: both take one text. */
function goResult({ value }: Unflagged): readonly TextEdit[] | undefined {
  const call = value.kind === 'list' ? value.items[0] : value;
  if (call?.kind !== 'call' || call.callee.kind !== 'member') return undefined;
  if (lastName(call.callee) !== 'NewToolResultText') return undefined;
  return [{ span: call.callee.nameAt, newText: 'NewToolResultError' }];
}

/** `raise RuntimeError(…)`: FastMCP makes a marked result of every exception. */
function raised({ statement, value }: Unflagged, text: string): readonly TextEdit[] | undefined {
  if (value.kind !== 'text' && value.kind !== 'template') return undefined;
  const between = text.slice(statement.start, value.start);
  if (!/^return\s+$/.test(between) || statement.end !== value.end) return undefined;
  return [
    { span: { start: statement.start, end: value.start }, newText: 'raise RuntimeError(' },
    { span: { start: value.end, end: value.end }, newText: ')' },
  ];
}
