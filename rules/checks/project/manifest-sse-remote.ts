import { defineProjectRule } from '../../engine/project-rule.ts';
import { sentence } from '../../secrets/safe.ts';

export const manifestSseRemote = defineProjectRule({
  meta: {
    id: 'manifest-sse-remote',
    items: ['publish/36'],
    severity: 'warning',
    tier: 'default',
    fix: 'review',
    since: '0.3.0',
    finds: 'a listing that says "sse" of an endpoint that speaks Streamable HTTP',
    why: 'Clients open a connection in a way that the server does not answer.',
    standards: { cwe: [1104], owaspMcp: [], owaspLlm: [], cosai: [] },
  },
  messages: {
    sse: 'The code speaks Streamable HTTP, and nothing in it speaks SSE. Write "streamable-http".',
  },
  check({ project, report }) {
    const kinds = new Set(project.transports.map(({ kind }) => kind));
    if (!kinds.has('http') || kinds.has('sse')) return;
    for (const { file, kind, transports } of project.manifests) {
      if (kind !== 'server.json') continue;
      for (const { value, at: span } of transports) {
        if (value !== 'sse') continue;
        report({
          message: 'sse',
          data: {},
          at: { file, span },
          fixes: [
            {
              id: 'streamable-http',
              title: sentence`Write "streamable-http"`,
              kind: 'review',
              preferred: false,
              edits: () => [{ span, newText: '"streamable-http"' }],
            },
          ],
        });
      }
    }
  },
});
