import type { Config } from '../config/config.ts';
import type { Fix, Severity } from '../finding.ts';
import { planReference } from '../references/write.ts';
import { defineRule } from '../rule.ts';
import type { Located } from '../secrets/index.ts';

const SEVERITIES = {
  high: 'error',
  medium: 'warning',
  low: 'information',
} as const satisfies Record<string, Severity>;

export const plaintextSecret = defineRule({
  meta: {
    id: 'plaintext-secret',
    item: 1,
    severity: 'error',
    tier: 'default',
    disabledServers: true,
    finds:
      'a credential written out in a config: in env, headers, arguments, addresses and defaults',
    why: 'Whoever reads the file, a backup or its history can use the credential until it is revoked.',
    standards: {
      cwe: [798, 312, 522],
      owaspMcp: ['MCP01'],
      owaspLlm: ['LLM02'],
      cosai: ['MCP-T1', 'MCP-T5'],
    },
  },
  messages: {
    env: '{kind} in plain text in {name}; whoever reads this file can use it.',
    header: '{kind} in plain text in header {name}; whoever reads this file can use it.',
    argument: '{kind} in plain text in an argument; this file and the process list show it.',
    url: '{kind} in plain text in a URL; this file and every log on the way show it.',
    default: '{kind} in plain text as a default; whoever reads this file can use it.',
    file: '{kind} in plain text in "{name}"; whoever reads this file can use it.',
  },
  check({ config, credentials, report }) {
    for (const found of credentials) {
      if (found.verdict !== 'credential') continue;
      const { place } = found;
      report({
        message: found.where,
        data: { kind: found.label, name: place.name },
        span: place.text.spanOf(found.start, found.end),
        pointer: place.pointer,
        server: place.server,
        severity: SEVERITIES[found.confidence],
        confidence: found.confidence,
        provider: found.provider,
        fixes: referenceFixes(config, found),
      });
    }
  },
});

/** A reference in the host's own syntax; none where the host resolves none. */
function referenceFixes(config: Config, found: Located): readonly Fix[] {
  const { place, start, end, suggestedName, label } = found;
  const plan = planReference(config, place, start, end, suggestedName, label);
  if (!plan) return [];
  return [
    {
      id: 'use-reference',
      title:
        plan.syntax === 'input'
          ? `Replace with ${plan.text} and let ${config.host.label} ask for it`
          : `Replace with ${plan.text}`,
      // The value has to be put elsewhere by a person before the server starts again.
      safe: false,
      preferred: found.confidence !== 'low',
      moves: { span: place.text.spanOf(start, end), name: plan.name },
      edits: plan.edits,
    },
  ];
}
