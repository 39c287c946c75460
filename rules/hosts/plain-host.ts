import { commonFields, type Host, type ReferenceSupport } from './host.ts';

/** What a host has to say for itself; all else is what most of them have in common. */
type Own = Pick<Host, 'id' | 'label' | 'files' | 'globs' | 'sources'> & Partial<Host>;

/** Where nobody knows which references a host resolves, none is called wrong and none is written. */
export const unknownReferences: ReferenceSupport = {
  understands: [
    'input',
    'env-colon',
    'env-dot',
    'brace',
    'brace-default',
    'colon-default',
    'dollar',
    'curly-env',
    'curly-file',
    'file-colon',
    'vscode-variable',
    'user-config',
    'expression',
    'mustache',
    'percent',
    'command',
    'secret-uri',
  ],
  writes: null,
  places: ['command', 'arg', 'env', 'envFile', 'cwd', 'url', 'header', 'other'],
  unresolved: 'passes it on as literal text',
  unset: 'leaves to chance what becomes of it',
};

/** A host whose file lists servers under `mcpServers`, in JSON; what differs is named, what nobody knows is left out. */
export function plainHost(own: Own): Host {
  return {
    format: 'json',
    comments: null,
    trailingCommas: null,
    roots: [{ path: ['mcpServers'] }],
    inputs: null,
    fields: commonFields,
    references: unknownReferences,
    off: null,
    stop: { how: 'remove the entry', live: null },
    approvalKeys: [],
    dedicated: true,
    confidence: 'medium',
    ...own,
  };
}
