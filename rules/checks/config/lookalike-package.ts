import { lookalikeOf } from '../../catalog/lookalikes.ts';
import { maliciousRecord } from '../../catalog/malicious.ts';
import { spotOf } from '../../config/server-words.ts';
import { replaceInText } from '../../document/edit.ts';
import { defineRule } from '../../engine/rule.ts';
import { isVerbatim } from '../../launch/word.ts';
import { safe, sentence } from '../../secrets/safe.ts';

export const lookalikePackage = defineRule({
  meta: {
    id: 'lookalike-package',
    subject: 'config',
    items: ['production/9'],
    severity: 'warning',
    tier: 'default',
    fix: 'review',
    since: '0.1.0',
    disabledServers: true,
    finds: 'a package whose name is one letter away from that of a well-known server',
    why: 'Such names are registered for people who mistype, and what they hold is not what was meant.',
    standards: {
      cwe: [1357, 506],
      owaspMcp: ['MCP04', 'MCP09'],
      owaspLlm: ['LLM03'],
      cosai: ['MCP-T11'],
    },
  },
  messages: {
    lookalike: '{name} is one letter away from {known}. Did you mean that?',
  },
  check({ config, report }) {
    for (const server of config.servers) {
      for (const spec of server.launch?.packages ?? []) {
        const known = lookalikeOf(spec.ecosystem, spec.name);
        if (known === undefined || maliciousRecord(spec)) continue;
        const { named } = spec;
        report({
          message: 'lookalike',
          data: { name: spec.name, known },
          ...spotOf(server, named),
          confidence: 'medium',
          fixes: isVerbatim(named)
            ? [
                {
                  id: 'use-known',
                  title: sentence`Use ${safe.name(known)}`,
                  kind: 'review',
                  preferred: true,
                  edits: () => [replaceInText(named.word.text, named.start, named.end, known)],
                },
              ]
            : [],
        });
      }
    }
  },
});
