import { NET_GLOBS } from '../../rules/hosts/net.ts';
import others from './other-formats.json';

/** The files of hosts that write TOML, YAML or Markdown. `npm run hosts` writes them. */
export const OTHER_FORMATS: readonly string[] = others;

/** Any scheme: nothing is read from disk that the editor has open. Files of the net are sent after a look at the text. */
export const SELECTOR: readonly ({ language: string } | { pattern: string })[] = [
  { language: 'json' },
  { language: 'jsonc' },
  { pattern: '**/*.{json,jsonc}' },
  ...[...OTHER_FORMATS, ...NET_GLOBS].map((pattern) => ({ pattern })),
];
