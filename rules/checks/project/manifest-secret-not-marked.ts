import { defineProjectRule } from '../../engine/project-rule.ts';
import { isSecretName } from '../../project/code/variables.ts';

/** server.json: `isSecret`; MCPB: `sensitive`. */
export const manifestSecretNotMarked = defineProjectRule({
  meta: {
    id: 'manifest-secret-not-marked',
    items: ['publish/9'],
    severity: 'warning',
    tier: 'default',
    fix: 'none',
    since: '0.3.0',
    finds: 'a setting of a listing or bundle that is a secret and is not marked as one',
    why: 'A host keeps what is marked in its key store, and everything else in a plain file.',
    standards: { cwe: [522], owaspMcp: ['MCP01'], owaspLlm: [], cosai: [] },
  },
  messages: { unmarked: '{name} is a secret that is not marked as one. Add "{mark}": true.' },
  check({ project, report }) {
    for (const { file, kind, inputs } of project.manifests) {
      if (kind !== 'server.json' && kind !== 'mcpb') continue;
      for (const { name, at: span, marked, decided } of inputs) {
        if (marked || decided || !isSecretName(name) || OTHER.test(name)) continue;
        const mark = kind === 'mcpb' ? 'sensitive' : 'isSecret';
        report({ message: 'unmarked', data: { name, mark }, at: { file, span } });
      }
    }
  },
});

/** Where it is, or what it is called: not the secret itself. */
const OTHER = /(?:file|path|id|ur[il]|name|limit|dir)$|public|max_?tokens/i;
