import { commonFields } from './host.ts';
import { plainHost, unknownReferences } from './plain-host.ts';

/**
 * Docker Agent, formerly cagent: toolsets of an agent, of which those of type `mcp` are servers, and definitions that
 * several share. A remote one has its address under `remote`.
 */
export const dockerAgent = plainHost({
  id: 'docker-agent',
  label: 'Docker Agent',
  files: [
    { path: 'agent.yaml', scope: 'workspace' },
    { path: 'cagent.yaml', scope: 'workspace' },
    { path: 'docker-agent.yaml', scope: 'workspace' },
  ],
  globs: [
    '**/agent.yaml',
    '**/agent.yml',
    '**/agents.yaml',
    '**/agents.yml',
    '**/cagent*.yaml',
    '**/cagent*.yml',
    '**/docker-agent*.yaml',
    '**/docker-agent*.yml',
  ],
  // Others call theirs like that as well.
  sniff: [{ glob: '**/*', keys: [['agents']], mentions: ['type: mcp', 'mcps:'] }],
  format: 'yaml',
  comments: true,
  roots: [{ path: ['mcps'] }, { path: ['agents', '*', 'toolsets'], shape: 'list' }],
  fields: { ...commonFields, cwd: ['working_dir'] },
  // `ref` names a server of a catalog, and other types are built in.
  targetless: 'any',
  oneFile: true,
  references: { ...unknownReferences, writes: null },
  stop: { how: 'take it out of the toolsets', live: false },
  dedicated: false,
  sources: [
    'https://github.com/docker/docker-agent/blob/HEAD/docs/tools/mcp/index.md',
    'https://github.com/docker/docker-agent/blob/HEAD/docs/configuration/overview/index.md',
  ],
});
