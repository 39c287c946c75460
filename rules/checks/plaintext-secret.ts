import type { Severity } from '../finding.ts';
import { referenceFixes } from '../fixes/reference.ts';
import { defineRule } from '../rule.ts';

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
