import { type Advisory, advisoriesFor } from '../../catalog/advisories.ts';
import { movedPackageOf } from '../../catalog/moved.ts';
import { spotOf } from '../../config/server-words.ts';
import { replaceInText } from '../../document/edit.ts';
import { defineRule } from '../../engine/rule.ts';
import type { FixDraft } from '../../findings/finding.ts';
import { lookupInstead } from '../../fixes/pin.ts';
import type { Launch, PackageSpec } from '../../launch/launch.ts';
import { safe, sentence } from '../../secrets/safe.ts';

export const vulnerablePackage = defineRule({
  meta: {
    id: 'vulnerable-package',
    subject: 'config',
    items: ['production/9'],
    severity: 'error',
    tier: 'default',
    fix: 'review',
    since: '0.1.0',
    disabledServers: true,
    finds: 'a package at a version with a published vulnerability',
    why: 'How to use the hole is public, and a server holds credentials and reads what strangers write.',
    standards: {
      cwe: [1395, 937],
      owaspMcp: ['MCP04'],
      owaspLlm: ['LLM03'],
      cosai: ['MCP-T11'],
    },
  },
  messages: {
    fixed: '{name}@{version} has {advisory}; fixed upstream in {fixed}.',
    unfixed: '{name}@{version} has {advisory}; no fixed version is known.',
  },
  check({ config, report }) {
    for (const server of config.servers) {
      const { launch } = server;
      for (const spec of launch?.packages ?? []) {
        const found = advisoriesFor(spec);
        const latest = found.at(-1);
        if (!latest) continue;
        const fixed = found.every((it) => it.fixed !== null) ? latest.fixed : null;
        report({
          message: fixed === null ? 'unfixed' : 'fixed',
          data: {
            name: spec.name,
            version: spec.version,
            advisory: nameOf(found),
            fixed: fixed ?? '',
          },
          ...spotOf(server, { ...spec.named, start: spec.start, end: spec.end }),
          fixes: fixed === null || !launch ? [] : bumpFix(spec, launch),
        });
      }
    }
  },
});

/** The first id, and how many more there are: a person looks up one. */
function nameOf(found: readonly Advisory[]): string {
  const first = found[0]?.ids[0] ?? '';
  return found.length === 1 ? first : `${first} and ${found.length - 1} more`;
}

/** Which version, only the registry in use can say: it may not have the first one without, and may have better ones. */
function bumpFix(spec: PackageSpec, launch: Launch): readonly FixDraft[] {
  const { ecosystem, name, pinned, word, start, end } = spec;
  if (!pinned) return [];
  return [
    {
      id: 'bump',
      title: sentence`Use ${safe.name(pinned('…'))}`,
      // It may behave differently.
      kind: 'review',
      preferred: movedPackageOf(ecosystem, name)?.successor === undefined,
      lookup: lookupInstead(spec, launch),
      edits: (answer) =>
        answer ? [replaceInText(word.text, start, end, pinned(answer.version))] : [],
    },
  ];
}
