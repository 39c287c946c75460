import { defineProjectRule, type ProjectContext } from '../../engine/project-rule.ts';
import type { FixDraft } from '../../findings/finding.ts';
import { annotated, type Says } from '../../fixes/source/annotate.ts';
import type { FileFacts } from '../../project/files/facts.ts';
import type { ServerProject } from '../../project/project.ts';
import type { Tool } from '../../project/tools/tool.ts';
import { sentence } from '../../secrets/safe.ts';
import { groupedBy } from '../../text/groups.ts';
import { perObject } from '../../text/memory.ts';

const messages = {
  changes:
    '"{tool}" changes something, and no annotation says so. Add readOnlyHint and destructiveHint.',
  file: '{count} of {all} tools here do not say whether they only read. Add readOnlyHint or destructiveHint.',
} as const;

/** MCP 2025-11-25, tools, "tool annotations"; the directories refuse tools without them. */
export const toolWithoutAnnotations = defineProjectRule({
  meta: {
    id: 'tool-without-annotations',
    items: ['publish/4'],
    severity: 'warning',
    tier: 'default',
    fix: 'review',
    since: '0.3.0',
    finds: 'tools that do not say whether they change something',
    why: 'Hosts decide by the annotations which tools run without a question.',
    standards: { cwe: [1059], owaspMcp: ['MCP02'], owaspLlm: ['LLM06'], cosai: [] },
  },
  messages,
  check(context) {
    const read = context.project.tools.filter(
      (tool) =>
        context.project.files.get(tool.at.file)?.source && !isDerived(context.project, tool),
    );
    for (const [, tools] of groupedBy(read, ({ at }) => at.file)) checkFile(context, tools);
  },
});

const makesHints = perObject(
  ({ text, source }: FileFacts) => source !== null && text.includes('ToolAnnotations('),
);
/** What hints are made of. */
const TOLD = /^(?:action|access|mode|kind|read_?only|writes?|destructive)$/;

/** `@tool(action=READ)`: a decorator of the project's own may make hints of what it is told. */
function isDerived({ files }: ServerProject, { annotations, style, handler }: Tool): boolean {
  if (annotations || style !== 'python-decorator' || !handler) return false;
  const told = handler.function.decorators.some(
    (mark) => mark.kind === 'call' && mark.args.some(({ name }) => TOLD.test(name ?? '')),
  );
  return told && [...files.values()].some(makesHints);
}

function checkFile(
  { project, report }: ProjectContext<typeof messages>,
  tools: readonly Tool[],
): void {
  const bare = tools.filter((tool) => !isAnnotated(tool));
  const [first] = bare;
  if (!first) return;
  for (const tool of bare.filter(({ name }) => changes(name))) {
    report({
      message: 'changes',
      data: { tool: tool.name },
      at: tool.nameAt,
      fixes: fixOf(project, [tool], 'changes'),
    });
  }
  const others = bare.filter(({ name }) => !changes(name));
  const [other] = others;
  if (!other) return;
  const read = others.every(({ name }) => READS.test(wordsOf(name)[0] ?? ''));
  report({
    message: 'file',
    data: { count: String(bare.length), all: String(tools.length) },
    at: other.nameAt,
    severity: 'hint',
    fixes: read ? fixOf(project, others, 'reads') : [],
  });
}

function isAnnotated({ annotations }: Tool): boolean {
  if (!annotations) return false;
  const { hints } = annotations;
  const known = Object.keys(hints);
  // What is put together elsewhere is not known here.
  return (
    known.length === 0 || known.some((it) => it === 'readOnlyHint' || it === 'destructiveHint')
  );
}

const CHANGES =
  /^(?:write|create|update|delete|remove|drop|insert|send|post|publish|run|execute|exec|kill|terminate|rename|edit|upload|purge|truncate|overwrite|deploy|destroy|revoke)$/;
const READS =
  /^(?:get|list|read|search|find|describe|fetch|show|view|query|check|count|lookup|browse|inspect|explain|validate|summari[sz]e|preview|is|has|test)$/;
/** Things that do whatever is in them when they are run. */
const RUNS =
  /^(?:commands?|cmd|shell|scripts?|code|sql|statements?|python|javascript|js|applescript|bash|terminal|process|program|query|jobs?|task|tasks|workflow|pipeline|macro|migrations?|action|file|tool|background|async|in|on|write|multiple)$/;

/** Whether the name says that it writes, deletes, sends or runs: `delete_file`, `fs_write`, not `get_run`. */
function changes(name: string): boolean {
  const words = wordsOf(name);
  const at = READS.test(words[0] ?? '') ? 0 : words.slice(0, 2).findIndex((it) => CHANGES.test(it));
  const word = words[at] ?? '';
  if (!CHANGES.test(word)) return false;
  // What is run decides: `run_command`, `execute`, but not `run_audit`, `runDebuggerMode`.
  const object = words[at + 1];
  return !/^(?:run|execute|exec)$/.test(word) || object === undefined || RUNS.test(object);
}

function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

function fixOf(project: ServerProject, tools: readonly Tool[], says: Says): readonly FixDraft[] {
  const edits = tools.flatMap((tool) => annotated(project, tool, says) ?? []);
  // A fix that leaves some of them as they are would leave its finding as well.
  if (edits.length < tools.length) return [];
  return [
    {
      id: 'annotate',
      title:
        says === 'reads'
          ? tools.length === 1
            ? sentence`Say that it only reads`
            : sentence`Say of ${tools.length} tools that they only read`
          : sentence`Say that it changes something`,
      kind: 'review',
      preferred: false,
      edits: () => edits,
    },
  ];
}
