import { maliciousRecord } from '../../catalog/malicious.ts';
import { pointerOf } from '../../config/server-words.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Ecosystem } from '../../findings/ecosystem.ts';
import { pinFixes } from '../../fixes/pin.ts';
import type { Pinning } from '../../launch/launch.ts';

/** Images and git sources have rules of their own: a digest and a commit are other things than a version. */
const ECOSYSTEMS: ReadonlySet<Ecosystem> = new Set(['npm', 'pypi', 'nuget', 'go', 'cargo', 'jsr']);

const MESSAGES = {
  none: 'none',
  tag: 'tag',
  range: 'range',
  branch: 'tag',
} as const satisfies Partial<Record<Pinning, string>>;

export const unpinnedPackage = defineRule({
  meta: {
    id: 'unpinned-package',
    items: ['production/9'],
    severity: 'warning',
    tier: 'default',
    disabledServers: true,
    finds: 'a server started from a package without an exact version',
    why: 'Whatever was published last night starts this morning with your files and your credentials.',
    standards: {
      cwe: [1357, 829, 494],
      owaspMcp: ['MCP04'],
      owaspLlm: ['LLM03'],
      cosai: ['MCP-T11'],
    },
  },
  messages: {
    none: '{name} names no version, so whatever was published last is what starts.',
    tag: '{name} follows "{version}", so whatever was published last is what starts.',
    range: '{name} accepts any version in {version}, so a new release starts unseen.',
  },
  check({ config, report }) {
    for (const server of config.servers) {
      const { launch } = server;
      for (const spec of launch?.packages ?? []) {
        const message =
          spec.pinning in MESSAGES ? MESSAGES[spec.pinning as keyof typeof MESSAGES] : undefined;
        if (!message || !ECOSYSTEMS.has(spec.ecosystem)) continue;
        // A version of something that should not run at all helps nobody.
        if (maliciousRecord(spec)) continue;
        report({
          message,
          data: { name: spec.name, version: spec.version },
          span: spec.word.text.spanOf(spec.start, spec.end),
          pointer: pointerOf(server, spec.word.text),
          server,
          fixes: launch ? pinFixes(spec, launch) : [],
        });
      }
    }
  },
});
