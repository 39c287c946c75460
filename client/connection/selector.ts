/** The files of hosts that write TOML and YAML: too many others do for a look at each. A test holds them together. */
export const OTHER_FORMATS: readonly string[] = [
  '**/.codex/*.config.toml',
  '**/.codex/config.toml',
  '**/.continue/config.yaml',
  '**/.continue/mcpServers/*.yaml',
  '**/.continue/mcpServers/*.yml',
  '**/.docker/mcp/catalogs/*.yaml',
  '**/.github/agents/**/*.md',
  '**/.grok/config.toml',
  '**/.hermes/config.yaml',
  '**/codex/config.toml',
  '**/docker-mcp*.yaml',
  '**/goose/config.yaml',
  '**/goose/config/config.yaml',
  '**/librechat.yaml',
  '**/librechat.yml',
  '**/servers/*/server.yaml',
];

/** Files of any name that may hold servers in a format that much else is written in: a look at the text decides. */
export const ON_A_LOOK: readonly string[] = [
  '**/*{mcp,MCP}*.{toml,yaml,yml}',
  '**/*{mcp,MCP}*.{json,jsonc,json5,toml,yaml,yml}.*',
  '**/*claude_desktop*.json.*',
  '**/*.{toml,json}.{example,sample,template,dist,bak,backup,old}',
];

/** Any scheme: nothing is read from disk that the editor has open. */
export const SELECTOR: readonly ({ language: string } | { pattern: string })[] = [
  { language: 'json' },
  { language: 'jsonc' },
  { pattern: '**/*.{json,jsonc}' },
  ...[...OTHER_FORMATS, ...ON_A_LOOK].map((pattern) => ({ pattern })),
];
