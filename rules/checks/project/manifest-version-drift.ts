import { defineProjectRule } from '../../engine/project-rule.ts';
import type { Manifest } from '../../project/manifests/manifest.ts';
import { folderOf } from '../../project/names/sources.ts';
import type { ServerProject } from '../../project/project.ts';
import { safe, sentence } from '../../secrets/safe.ts';

/** https://github.com/modelcontextprotocol/registry, server.json: the version is that of what is published. */
export const manifestVersionDrift = defineProjectRule({
  meta: {
    id: 'manifest-version-drift',
    items: ['publish/36'],
    severity: 'warning',
    tier: 'default',
    fix: 'review',
    since: '0.3.0',
    finds: 'a listing or bundle with another version than its package',
    why: 'Who installs by the listing gets what it was not written for.',
    standards: { cwe: [1104], owaspMcp: ['MCP04'], owaspLlm: ['LLM03'], cosai: [] },
  },
  messages: { drift: 'This says {version}, while {file} says {package}.' },
  check({ project, report }) {
    const main = packageOf(project);
    if (!main?.version || isTemplate(main.version.value)) return;
    const { value, at: mainAt } = main.version;
    for (const { file, kind, version, packages } of project.manifests) {
      if (kind !== 'server.json' && kind !== 'mcpb') continue;
      if (!version || version.value === value || isTemplate(version.value)) continue;
      // A listing of addresses alone has a version of its own, and so has one of other packages.
      if (kind === 'server.json' && !packages.some((it) => it.value === main.name?.value)) continue;
      if (isBumped(project, file)) continue;
      const written = project.files.get(file)?.text.slice(version.at.start, version.at.end) ?? '';
      const quote = /^["']/.exec(written)?.[0] ?? '';
      report({
        message: 'drift',
        data: { version: version.value, file: main.file, package: value },
        at: { file, span: version.at },
        related: [{ at: { file: main.file, span: mainAt }, message: sentence`The package.` }],
        fixes: [
          {
            id: 'same-version',
            title: sentence`Write ${safe.name(value)}`,
            kind: 'review',
            preferred: false,
            edits: () => [{ span: version.at, newText: `${quote}${value}${quote}` }],
          },
        ],
      });
    }
  },
});

function packageOf({ manifests, root }: ServerProject): Manifest | undefined {
  return manifests.find(
    ({ file, kind, version }) =>
      folderOf(file) === root &&
      version &&
      /^(?:package\.json|pyproject\.toml|Cargo\.toml)$/.test(kind),
  );
}

/** Filled in when it is released. */
function isTemplate(version: string): boolean {
  return !/^v?\d/.test(version) || /^0\.0\.[01](?:-|$)/.test(version) || /[${}]/.test(version);
}

/** Whether a release tool is told to write the version there. */
function isBumped({ files }: ServerProject, file: string): boolean {
  const name = file.slice(file.lastIndexOf('/') + 1);
  return [...files.values()].some(
    ({ path, text }) =>
      /(?:release-please|\.releaserc|release\.config|\.changeset|bump|set-version|sync-version)|(?:^|\/)\.github\/workflows\//i.test(
        path,
      ) &&
      text.includes(name) &&
      /version/i.test(text),
  );
}
