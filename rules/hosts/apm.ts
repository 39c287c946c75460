import { commonFields } from './host.ts';
import { plainHost } from './plain-host.ts';

/** The manifest of microsoft/apm. From it the files of several hosts are made; most entries name a server of a registry. */
export const apm = plainHost({
  id: 'apm',
  label: 'APM',
  files: [{ path: 'apm.yml', scope: 'workspace' }],
  globs: ['**/apm.yml'],
  format: 'yaml',
  comments: true,
  roots: [{ path: ['dependencies', 'mcp'] }],
  fields: { ...commonFields, type: ['transport', 'type'], cwd: [], envFile: [] },
  transports: ['stdio', 'sse', 'http', 'streamable-http'],
  // Each is put into the words of the host that the file is for; what a workflow fills in is left as it is.
  references: {
    understands: ['brace', 'env-colon', 'input', 'expression'],
    writes: 'brace',
    places: ['env', 'header'],
    unresolved: 'passes it on as literal text',
    unset: 'asks for it, or leaves it to the host',
  },
  stop: { how: 'remove the entry and install again', live: false },
  manifest: true,
  dedicated: false,
  confidence: 'high',
  sources: [
    'https://github.com/microsoft/apm/blob/HEAD/docs/src/content/docs/reference/manifest-schema.md',
    'https://github.com/microsoft/apm/blob/HEAD/src/apm_cli/models/dependency/mcp.py',
  ],
});
