import { maliciousRecord } from '../../catalog/malicious.ts';
import { spotOf } from '../../config/server-words.ts';
import { defineRule } from '../../engine/rule.ts';
import { removeServerFix } from '../../fixes/remove.ts';

export const maliciousPackage = defineRule({
  meta: {
    id: 'malicious-package',
    subject: 'config',
    items: ['production/9'],
    severity: 'error',
    tier: 'default',
    fix: 'review',
    since: '0.1.0',
    disabledServers: true,
    finds: 'a package that is on the OpenSSF list of malicious packages',
    why: 'It was published to steal or to spy; a machine it ran on is compromised, and so is every credential on it.',
    standards: { cwe: [506], owaspMcp: ['MCP04'], owaspLlm: ['LLM03'], cosai: ['MCP-T11'] },
  },
  messages: {
    recorded: '{name} {does} ({id}): remove it, rotate keys.',
  },
  check({ config, report }) {
    for (const server of config.servers) {
      for (const spec of server.launch?.packages ?? []) {
        const record = maliciousRecord(spec);
        if (!record) continue;
        report({
          message: 'recorded',
          data: { name: spec.name, does: record.does, id: record.id },
          ...spotOf(server, { ...spec.named, start: spec.start, end: spec.end }),
          fixes: removeServerFix(config, server),
        });
      }
    }
  },
});
