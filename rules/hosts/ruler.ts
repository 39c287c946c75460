import { plainHost } from './plain-host.ts';

/** From it the files of several hosts are made. */
export const ruler = plainHost({
  id: 'ruler',
  label: 'ruler',
  files: [{ path: '.ruler/ruler.toml', scope: 'workspace' }],
  globs: ['**/.ruler/ruler.toml'],
  format: 'toml',
  comments: true,
  roots: [{ path: ['mcp_servers'] }],
  dedicated: false,
  sources: ['https://github.com/intellectronica/ruler'],
});
