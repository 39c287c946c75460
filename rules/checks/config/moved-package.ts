import { type MovedPackage, movedPackageOf, movedServiceAt } from '../../catalog/moved.ts';
import type { Config, Server } from '../../config/config.ts';
import { spotOf } from '../../config/server-words.ts';
import { replaceInText } from '../../document/edit.ts';
import { property, type TextNode } from '../../document/node.ts';
import { defineRule } from '../../engine/rule.ts';
import type { FixDraft } from '../../findings/finding.ts';
import { lookupInstead } from '../../fixes/pin.ts';
import type { Launch, PackageSpec } from '../../launch/launch.ts';
import { safe, sentence } from '../../secrets/safe.ts';
import type { TextEdit } from '../../text/span.ts';

export const movedPackage = defineRule({
  meta: {
    id: 'moved-package',
    subject: 'config',
    items: ['production/9'],
    severity: 'information',
    tier: 'default',
    fix: 'review',
    since: '0.1.0',
    tags: ['deprecated'],
    disabledServers: false,
    finds: 'a server that its authors left behind, and an address that was switched off',
    why: 'Nobody mends what is archived, and an address that is given up may be somebody else’s one day.',
    standards: { cwe: [1104], owaspMcp: ['MCP04'], owaspLlm: ['LLM03'], cosai: ['MCP-T11'] },
  },
  messages: {
    gone: '{name} {became}.',
    replaced: '{name} {became}. Use {instead}.',
    service: 'This address was announced to stop on {since}: the service has moved.',
  },
  check({ config, report }) {
    for (const server of config.servers) {
      const { launch } = server;
      for (const spec of launch?.packages ?? []) {
        const moved = movedPackageOf(spec.ecosystem, spec.name);
        if (!moved) continue;
        const { became, instead } = moved;
        report({
          message: instead === '' ? 'gone' : 'replaced',
          data: { name: spec.name, became, instead },
          ...spotOf(server, spec.named),
          fixes: launch ? successorFix(spec, launch, moved) : [],
        });
      }
      const proxied = launch?.remoteUrls ?? [];
      for (const place of proxied.length > 0 ? server.places : server.urls) {
        if (place.role !== 'url' && !proxied.some(({ word }) => word.text === place.text)) continue;
        const moved = movedServiceAt(place.text.value);
        if (!moved) continue;
        const { service, start, end } = moved;
        report({
          message: 'service',
          data: { since: service.since },
          span: place.text.spanOf(start, end),
          pointer: place.pointer,
          server,
          fixes: serviceFix(config, server, place.text, start, end, service.to),
        });
      }
    }
  },
});

/** At a version that the registry in use has. */
function successorFix(
  spec: PackageSpec,
  launch: Launch,
  { successor }: MovedPackage,
): readonly FixDraft[] {
  const { word, start, end, pinned, name } = spec;
  if (successor === undefined || !pinned) return [];
  const written = word.text.value.slice(start, end);
  // An alias keeps its own name in front.
  if (!written.startsWith(name)) return [];
  return [
    {
      id: 'use-successor',
      title: sentence`Use ${safe.name(`${successor}@…`)}`,
      kind: 'review',
      preferred: true,
      lookup: lookupInstead(spec, launch, successor),
      edits: (answer) =>
        answer ? [replaceInText(word.text, start, end, `${successor}@${answer.version}`)] : [],
    },
  ];
}

function serviceFix(
  { host }: Config,
  server: Server,
  text: TextNode,
  start: number,
  end: number,
  to: string,
): readonly FixDraft[] {
  const types = host.fields.type.flatMap((key) => {
    const value = property(server.node, key)?.value;
    return value?.kind === 'text' && value.value === 'sse' ? [value] : [];
  });
  // The old transport does not speak at the new address.
  if (types.length > 0 && !host.transports?.includes('http')) return [];
  const edits = (): readonly TextEdit[] => [
    replaceInText(text, start, end, to),
    ...types.map((type) => replaceInText(type, 0, type.value.length, 'http')),
  ];
  return [
    {
      id: 'use-new',
      title: sentence`Use ${safe.name(to)}`,
      kind: 'review',
      preferred: true,
      edits,
    },
  ];
}
