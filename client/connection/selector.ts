import others from './other-formats.json';

/** The files of hosts that write TOML and YAML: too many others do for a look at each. `npm run hosts` writes them. */
export const OTHER_FORMATS: readonly string[] = others;

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
