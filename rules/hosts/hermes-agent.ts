import { commonFields, type Host } from './host.ts';

export const hermesAgent: Host = {
  id: 'hermes-agent',
  label: 'Hermes Agent',
  files: [{ path: '~/.hermes/config.yaml', scope: 'user' }],
  // Each profile is a home of its own.
  globs: ['**/.hermes/config.yaml', '**/.hermes/profiles/*/config.yaml'],
  format: 'yaml',
  comments: true,
  trailingCommas: null,
  roots: [{ path: ['mcp_servers'] }],
  inputs: null,
  fields: commonFields,
  references: {
    understands: ['brace'],
    writes: 'brace',
    places: ['env', 'header'],
    unresolved: 'passes it on as literal text',
    unset: 'passes it on as literal text',
  },
  off: { key: 'enabled', value: false },
  stop: { how: 'enabled: false', live: null },
  approvalKeys: [],
  dedicated: false,
  confidence: 'low',
  sources: [
    'https://github.com/microsoft/apm/blob/HEAD/src/apm_cli/adapters/client/hermes.py',
    'https://github.com/NousResearch/hermes-agent/pull/2325',
    'https://hermes-agent.nousresearch.com/docs/user-guide/features/mcp',
    'https://hermes-agent.nousresearch.com/docs/user-guide/profiles',
  ],
};
