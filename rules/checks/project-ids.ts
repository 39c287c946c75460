/**
 * The ids of the rules about server projects, sorted. Who only asks whether there is such a rule need not load them:
 * they come with the grammars of the languages that they read.
 */
export const projectRuleIds: readonly string[] = [
  'arguments-not-validated',
  'code-eval',
  'description-instructs-model',
  'fetch-of-argument-url',
  'listen-all-interfaces',
  'manifest-invalid',
  'manifest-placeholder',
  'manifest-privacy-missing',
  'manifest-secret-not-marked',
  'manifest-sse-remote',
  'manifest-version-drift',
  'path-from-argument',
  'readme-secret-in-args',
  'registry-name-mismatch',
  'server-shared-between-clients',
  'shell-command-from-variable',
  'sql-built-from-variable',
  'stdout-write-in-stdio-server',
  'tls-verification-off',
  'tool-error-not-flagged',
  'tool-name-too-long',
  'tool-without-annotations',
];
