import { defineProjectRule } from '../../engine/project-rule.ts';
import type { Given, Manifest } from '../../project/manifests/manifest.ts';
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
    const released = published(project);
    if (!released || isTemplate(released.version.value)) return;
    const { file: source, version } = released;
    for (const { file, said } of listed(project, released)) {
      if (isBumped(project, file)) continue;
      for (const each of said) {
        if (isTemplate(each.value) || bare(each.value) === bare(version.value)) continue;
        const written = project.files.get(file)?.text.slice(each.at.start, each.at.end) ?? '';
        const quote = /^["']/.exec(written)?.[0] ?? '';
        report({
          message: 'drift',
          data: { version: each.value, file: source, package: version.value },
          at: { file, span: each.at },
          related: [{ at: { file: source, span: version.at }, message: sentence`The package.` }],
          fixes: [
            {
              id: 'same-version',
              title: sentence`Write ${safe.name(bare(version.value))}`,
              kind: 'review',
              preferred: false,
              edits: () => [{ span: each.at, newText: `${quote}${bare(version.value)}${quote}` }],
            },
          ],
        });
      }
    }
  },
});

/** What is published, and the file that says so. */
interface Published {
  readonly file: string;
  readonly version: Given;
  /** The name of the package; undefined where only a record of changes tells the version. */
  readonly name: string | undefined;
}

function published({ manifests, root, files }: ServerProject): Published | undefined {
  const own = manifests.filter(({ file }) => folderOf(file) === root);
  const main = own.find(
    ({ kind, version }) => version && /^(?:package\.json|pyproject\.toml|Cargo\.toml)$/.test(kind),
  );
  if (main?.version)
    return { file: main.file, version: main.version, name: main.name?.value ?? '' };
  // A module of Go has its version in its tag, and that is written down with what changed.
  if (!own.some(({ kind }) => kind === 'go.mod')) return undefined;
  const path = root === '' ? 'CHANGELOG.md' : `${root}/CHANGELOG.md`;
  const found = /^##[ \t]+\[?v?(\d+\.\d+\.\d+)\b/m.exec(files.get(path)?.text ?? '');
  const [whole = '', value] = found ?? [];
  if (!found || value === undefined) return undefined;
  const end = found.index + whole.length;
  return {
    file: path,
    version: { value, at: { start: end - value.length, end } },
    name: undefined,
  };
}

/** The versions that listings and bundles give: of themselves, and of the package. */
function listed(
  { manifests }: ServerProject,
  { name }: Published,
): readonly { readonly file: string; readonly said: readonly Given[] }[] {
  return manifests.flatMap(({ file, kind, version, packages }: Manifest) => {
    if (kind === 'mcpb') return version ? [{ file, said: [version] }] : [];
    if (kind !== 'server.json') return [];
    const own = packages.filter((it) =>
      name === undefined ? it.from === 'oci' : it.value === name,
    );
    // A listing of addresses alone has a version of its own, and so has one of other packages.
    if (own.length === 0) return [];
    const inside = own.flatMap((it) => it.version ?? []);
    return [{ file, said: version ? [version, ...inside] : inside }];
  });
}

function bare(version: string): string {
  return version.replace(/^v(?=\d)/, '');
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
