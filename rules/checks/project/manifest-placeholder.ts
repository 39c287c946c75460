import { defineProjectRule } from '../../engine/project-rule.ts';
import type { Given, Manifest } from '../../project/manifests/manifest.ts';
import { folderOf } from '../../project/names/sources.ts';

/** What templates and scaffolds leave for somebody to fill in. */
const ADDRESS =
  /your[-_]?(?:user|github|gitlab)?[-_]?name\b|\byour[-_]?(?:org|organization|company|repo|project|domain)\b|\/(?:OWNER|USERNAME|ORG)\/|<[\w-]{1,40}>|\bexample\.(?:com|org|net)\b|\bfoo\/bar\b/i;
const NAME =
  /\byour[-_.]?(?:user|github)?[-_.]?name\b|\byour[-_.]?(?:org|company)\b|\bcom\.example\b|\bexample\/(?:server|my)/i;
const TEXT =
  /^(?:add your description here|a description of|description|todo\b.*|your description(?: here)?|my mcp server|an? mcp server (?:template|starter).{0,60})\.?$/i;

export const manifestPlaceholder = defineProjectRule({
  meta: {
    id: 'manifest-placeholder',
    items: ['publish/36'],
    severity: 'warning',
    tier: 'default',
    fix: 'none',
    since: '0.3.0',
    finds: 'what a template left in a manifest or listing for somebody to fill in',
    why: 'Links in the registry lead nowhere, and questions reach nobody.',
    standards: { cwe: [1059], owaspMcp: [], owaspLlm: [], cosai: [] },
  },
  messages: {
    address: 'This address is one of a template. Write your own.',
    name: 'This name is one of a template. Write your own.',
    description: 'This description is one of a template. Say what the server does.',
  },
  check({ project, report }) {
    for (const manifest of project.manifests) {
      const { file, kind, name, description, links } = manifest;
      const listed = kind === 'server.json' || kind === 'mcpb';
      if (!listed && (!PACKAGES.has(kind) || folderOf(file) !== project.root)) continue;
      const say = (message: 'address' | 'name' | 'description', { at: span }: Given): void =>
        report({ message, data: {}, at: { file, span } });
      if (name && NAME.test(name.value)) say('name', name);
      if (description && TEXT.test(description.value.trim())) say('description', description);
      for (const link of addressesOf(links)) if (ADDRESS.test(link.value)) say('address', link);
    }
  },
});

const PACKAGES: ReadonlySet<string> = new Set(['package.json', 'pyproject.toml', 'Cargo.toml']);

/** Of one place only once: a repository is often given as the place for bugs as well. */
function addressesOf(links: Manifest['links']): readonly Given[] {
  return [...new Map(links.map((link) => [link.at.start, link])).values()];
}
