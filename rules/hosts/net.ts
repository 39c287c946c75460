/**
 * Files that no host names, and that hold servers all the same: a bare `mcp.json`, `cursor.mcp.json`, examples, backups,
 * what guides put into `.windsurf/` or `.claude/`. Only what is in such a file tells whether it is a config; the names
 * here say which files are worth that look.
 */
const FORMATS: ReadonlySet<string> = new Set(['json', 'jsonc', 'json5', 'toml', 'yaml', 'yml']);

function isNamed(name: string): boolean {
  const lower = name.toLowerCase();
  const about = ['mcp', 'claude_desktop', 'claude-desktop'].some((it) => lower.includes(it));
  // The last but one in `mcp.json.example`.
  return (
    about &&
    lower
      .split('.')
      .slice(1)
      .slice(-2)
      .some((it) => FORMATS.has(it))
  );
}

/** Folders in which people keep nothing else, and folders of hosts in which guides put servers under any name. */
const FOLDER =
  /(?:^|\/)(?:\.?mcp(?:[-_.]?(?:configs?|servers?|settings))?|\.windsurf|\.codeium|\.claude|\.github|\.codebuddy|\.omp|\.pi|\.ai|\.agents?)\/[^/]+\.jsonc?$/i;

/** A word in the name of a file that is read by nobody: an example to copy, a copy of what once was there. */
const EXAMPLE = /[._-](?:examples?|samples?|template|tmpl|dist|bak|backup|old|orig)(?=[._-]|$)/i;

/** What programs make, or bring along: a config in there is a copy of one, or somebody else's. */
const MADE: ReadonlySet<string> = new Set([
  'dist',
  'build',
  'out',
  'target',
  'coverage',
  'vendor',
  'venv',
  '.venv',
  'site-packages',
  '__pycache__',
  '.next',
  '.nuxt',
  '.cache',
  '.tox',
  '.gradle',
  'bower_components',
]);

/** The same names for editors, which watch and select files by patterns. They take a little more: who gets one looks. */
export const NET_GLOBS: readonly string[] = [
  '**/*{mcp,MCP}*.{json,jsonc,json5,toml,yaml,yml}',
  '**/*{mcp,MCP,claude_desktop,claude-desktop}*.{json,jsonc,toml,yaml,yml}.*',
  '**/*.{example,sample,template,tmpl,dist,bak,backup,old,orig}.{json,jsonc,toml,yaml,yml}',
  '**/*.{json,jsonc,toml,yaml,yml}.{example,sample,template,tmpl,dist,bak,backup,old,orig}',
  '**/{mcp,.mcp,.windsurf,.claude,.github}/*.{json,jsonc}',
];

/** Whether programs make what is in a folder of this name. */
export function isMadeFolder(name: string): boolean {
  return MADE.has(name.toLowerCase());
}

/**
 * Whether a file of this path may hold servers although no host reads it.
 *
 * @param path with forward slashes, from the top of the folder that is searched: what is made is made below it
 */
export function isInNet(path: string): boolean {
  return isNamedLikeServers(path) && !path.split('/').slice(0, -1).some(isMadeFolder);
}

/** The same, for whoever knows about the folders. */
export function isNamedLikeServers(path: string): boolean {
  return isNamed(path.slice(path.lastIndexOf('/') + 1)) || FOLDER.test(path);
}

/** What chezmoi puts in front of names: `dot_codex/private_config.toml` becomes `.codex/config.toml`. */
const ATTRIBUTES = /(^|\/)(?:(?:private|readonly|exact|encrypted|create|modify)_)*dot_(?=[^/])/g;
const PRIVATE = /^(?:private|readonly|encrypted|create|modify)_(?=.)/;

/**
 * The file that an example, a backup or the source of a dotfile is one of: `.cursor/mcp.json` for
 * `.cursor/mcp.example.json`.
 *
 * @param path with forward slashes
 * @returns undefined for a file that is neither
 */
export function exampleOf(path: string): string | undefined {
  const home = path.includes('dot_') ? path.replace(ATTRIBUTES, '$1.') : path;
  const start = home.lastIndexOf('/') + 1;
  const name = home.slice(start);
  const original = name
    .replace(EXAMPLE, '')
    .replace(/^(?:example|sample)[._-](?=.)/i, '')
    .replace(PRIVATE, '');
  if (original === '' || (original === name && home === path)) return undefined;
  return home.slice(0, start) + original;
}
