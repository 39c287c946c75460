import { defineProjectRule } from '../../engine/project-rule.ts';
import { bundleProblems } from '../../project/manifests/check/bundle.ts';
import type { ListingProblem } from '../../project/manifests/check/problem.ts';
import { registryProblems } from '../../project/manifests/check/registry.ts';
import type { ServerProject } from '../../project/project.ts';
import { sentence } from '../../secrets/safe.ts';

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
    dropped: 'The registry drops "{what}": it keeps what the publisher provides under its own key.',
  },
  check({ project, report }) {
    for (const { file, problem } of listingProblems(project)) {
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
                  edits: () => [{ span, newText: JSON.stringify(data.than) }],
                },
              ]
            : [],
      });
    }
  },
});

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
