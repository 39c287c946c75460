import { defineProjectRule } from '../../engine/project-rule.ts';
import { bundleProblems } from '../../project/manifests/check/bundle.ts';
import type { ListingProblem } from '../../project/manifests/check/problem.ts';
import { registryProblems } from '../../project/manifests/check/registry.ts';
import type { ServerProject } from '../../project/project.ts';
import { safe, sentence } from '../../secrets/safe.ts';
import type { Span, TextEdit } from '../../text/span.ts';

/** The registry refuses a listing that does not fit its schema, and so do hosts with a bundle. */
export const manifestInvalid = defineProjectRule({
  meta: {
    id: 'manifest-invalid',
    items: ['publish/36'],
    severity: 'warning',
    tier: 'default',
    fix: 'review',
    since: '0.3.0',
    finds: 'fields of a server.json or of a bundle that the registry or a host refuses',
    why: 'It is refused when it is published, or installed without what is wrong in it.',
    standards: { cwe: [1286], owaspMcp: [], owaspLlm: [], cosai: [] },
  },
  messages: {
    missing: '"{what}" is missing.',
    long: '"{what}" may have {than} characters at most.',
    form: '"{what}" has to be {than}.',
    unknown: '"{what}" is no known {than}.',
    undeclared: '"{what}" is used here, and "{than}" does not ask for it.',
    'old-schema': 'This is the schema of {what}; the one of {than} is in use.',
    renamed: '"{what}" is called "{than}" since the autumn of 2025.',
    'old-names': '"{what}" and others, {than} in all, have the names of before the autumn of 2025.',
    dropped: 'The registry drops "{what}": it keeps what the publisher provides under its own key.',
  },
  check({ project, report }) {
    const all = listingProblems(project);
    const old = oldFiles(all);
    for (const [file, names] of old) {
      const [first, ...others] = names;
      if (!first) continue;
      report({
        message: 'old-names',
        data: { what: first.data.what, than: String(names.length) },
        at: { file, span: first.at },
        related: others.slice(0, MOST_RELATED).map(({ data, at: span }) => ({
          at: { file, span },
          message: sentence`It is called "${safe.name(data.than)}" since then.`,
        })),
        fixes: [
          {
            id: 'rename-all',
            title: sentence`Use the names of today`,
            kind: 'review',
            preferred: true,
            edits: () => names.map(({ data, at }) => renamedAt(data.than, at)),
          },
        ],
      });
    }
    for (const { file, problem } of all) {
      if (old.get(file)?.includes(problem)) continue;
      const { kind, data, at: span } = problem;
      report({
        message: kind,
        data,
        at: { file, span },
        ...((kind === 'old-schema' || kind === 'dropped') && { severity: 'information' as const }),
        fixes:
          kind === 'renamed' && !OTHER_SHAPE.has(data.what)
            ? [
                {
                  id: 'rename',
                  title: sentence`Use the name of today`,
                  kind: 'review',
                  preferred: true,
                  edits: () => [renamedAt(data.than, span)],
                },
              ]
            : [],
      });
    }
  },
});

/** The names of yesterday in files that have several: one cause, and said once. */
function oldFiles(
  all: readonly { readonly file: string; readonly problem: ListingProblem }[],
): ReadonlyMap<string, readonly ListingProblem[]> {
  const byFile = new Map<string, ListingProblem[]>();
  for (const { file, problem } of all) {
    if (problem.kind !== 'renamed' || OTHER_SHAPE.has(problem.data.what)) continue;
    const names = byFile.get(file) ?? [];
    names.push(problem);
    byFile.set(file, names);
  }
  return new Map([...byFile].filter(([, names]) => names.length > 1));
}

function renamedAt(name: string, span: Span): TextEdit {
  return { span, newText: JSON.stringify(name) };
}

/** More are not listed. */
const MOST_RELATED = 10;

/** Their values have another shape today. */
const OTHER_SHAPE: ReadonlySet<string> = new Set(['version_detail', 'registry_name']);

/** What is wrong with the listings and bundles of a project, in the order of its manifests. */
function listingProblems({
  manifests,
  files,
}: ServerProject): readonly { readonly file: string; readonly problem: ListingProblem }[] {
  return manifests.flatMap(({ file, kind }) => {
    const text = files.get(file)?.text ?? '';
    if (kind !== 'server.json' && kind !== 'mcpb') return [];
    const problems = kind === 'mcpb' ? bundleProblems(text) : registryProblems(text);
    return problems.map((problem) => ({ file, problem }));
  });
}
