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

/** Any scheme: nothing is read from disk that the editor has open. */
export const SELECTOR: readonly ({ language: string } | { pattern: string })[] = [
  { language: 'json' },
  { language: 'jsonc' },
  { pattern: '**/*.{json,jsonc}' },
  ...OTHER_FORMATS.map((pattern) => ({ pattern })),
];
