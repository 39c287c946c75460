/**
 * The ids of the rules about server projects, sorted. Who only asks whether there is such a rule need not load them:
 * they come with the grammars of the languages that they read.
 */
export const projectRuleIds: readonly string[] = [
  'arguments-not-validated',
  'code-eval',
  'fetch-of-argument-url',
  'path-from-argument',
  'shell-command-from-variable',
  'sql-built-from-variable',
  'stdout-write-in-stdio-server',
  'tool-error-not-flagged',
  'tool-without-annotations',
];
