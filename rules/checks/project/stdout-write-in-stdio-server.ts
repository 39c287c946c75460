import { defineProjectRule } from '../../engine/project-rule.ts';
import type { FixDraft } from '../../findings/finding.ts';
import type { CallSite } from '../../project/code/sites.ts';
import { stdoutWrites } from '../../project/signals/stdout.ts';
import { sentence } from '../../secrets/safe.ts';
import type { Span, TextEdit } from '../../text/span.ts';

/** Standard output of a stdio server is the wire: MCP 2025-11-25, transports, "stdio". */
export const stdoutWriteInStdioServer = defineProjectRule({
  meta: {
    id: 'stdout-write-in-stdio-server',
    items: ['publish/14'],
    severity: 'error',
    tier: 'default',
    fix: 'safe',
    since: '0.3.0',
    finds: 'what a tool of a stdio server prints to standard output',
    why: 'Standard output carries the protocol: a line that is no message breaks the connection.',
    standards: { cwe: [440], owaspMcp: [], owaspLlm: [], cosai: [] },
  },
  messages: {
    print:
      '{call} writes to standard output while "{tool}" runs: MCP is spoken there. Write to standard error.',
  },
  check({ project, signals, report }) {
    for (const write of stdoutWrites(signals.code)) {
      const text = project.files.get(write.at.file)?.text ?? '';
      const fix = fixOf(write.site, text);
      report({
        message: 'print',
        data: { call: write.site.path, tool: write.tool },
        at: write.at,
        related: write.steps.map((at) => ({ at, message: sentence`Called from here.` })),
        fixes: fix ? [fix] : [],
      });
    }
  },
});

/** The same text on standard error: nobody reads it as a message there. */
function fixOf(site: CallSite, text: string): FixDraft | undefined {
  const edits = editsOf(site, text);
  if (!edits) return undefined;
  return {
    id: 'standard-error',
    title: sentence`Write to standard error`,
    kind: 'safe',
    preferred: true,
    edits: () => edits,
  };
}

const GO: Readonly<Record<string, string>> = {
  Print: 'Fprint',
  Printf: 'Fprintf',
  Println: 'Fprintln',
};

function editsOf(site: CallSite, text: string): readonly TextEdit[] | undefined {
  const { call, path, name, module } = site;
  const { callee, args } = call;
  const first = args[0]?.value;
  if (module.language === 'go') {
    // Without the import the program would not compile.
    const os = module.imports.some(({ from }) => from === 'os');
    const to = GO[name];
    if (!os || !to || callee.kind !== 'member' || !first) return undefined;
    return [
      { span: callee.nameAt, newText: to },
      { span: { start: first.start, end: first.start }, newText: 'os.Stderr, ' },
    ];
  }
  if (path === 'process.stdout.write' && callee.kind === 'member')
    return [{ span: span(callee.object), newText: 'process.stderr' }];
  if (module.language !== 'python')
    return callee.kind === 'member' && name !== 'table' && name !== 'dir'
      ? [{ span: callee.nameAt, newText: 'error' }]
      : undefined;
  return pythonEdits(site, text);
}

/** `print(…, file=sys.stderr)`, and the import where there is none. */
function pythonEdits(
  { call, path, module }: CallSite,
  text: string,
): readonly TextEdit[] | undefined {
  const { callee, args } = call;
  const sys = module.imports.find(({ from, name }) => from === 'sys' && name === '*');
  const stderr = `${sys?.local ?? 'sys'}.stderr`;
  const edits: TextEdit[] = [];
  if (path === 'sys.stdout.write' && callee.kind === 'member')
    edits.push({ span: span(callee.object), newText: stderr });
  else {
    const last = args.at(-1)?.value;
    const at = last ? last.end : call.end - 1;
    const given = `file=${stderr}`;
    edits.push({ span: { start: at, end: at }, newText: last ? `, ${given}` : given });
  }
  if (sys) return edits;
  // In front of the first import that is not about the language itself, if it stands in a line of its own.
  const first = module.imports.find(({ from }) => from !== '__future__');
  if (!first) return undefined;
  const line = text.lastIndexOf('\n', first.start - 1) + 1;
  if (!/^(?:import|from)\s/.test(text.slice(line, line + 7))) return undefined;
  return [{ span: { start: line, end: line }, newText: 'import sys\n' }, ...edits];
}

function span({ start, end }: Span): Span {
  return { start, end };
}
