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
    only: 'SSE alone is what clients give up. Offer Streamable HTTP, and list it.',
  },
  check({ project, report }) {
    const kinds = new Set(project.transports.map(({ kind }) => kind));
    for (const { file, kind, transports } of project.manifests) {
      if (kind !== 'server.json') continue;
      if (!kinds.has('http')) {
        // Its remotes run elsewhere: what the code speaks says nothing about them.
        const reached = transports.filter(({ value }) => value !== 'stdio');
        const [first] = reached;
        if (first && reached.every(({ value }) => value === 'sse'))
          report({
            message: 'only',
            data: {},
            at: { file, span: first.at },
            severity: 'information',
          });
        continue;
      }
      if (kinds.has('sse')) continue;
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
