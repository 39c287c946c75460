/**
 * The ids of the directories, in their order. Who only asks whether there is such a one need not load their demands: they
 * come with the grammars of the languages that they read.
 */
export const directoryIds: readonly string[] = [
  'mcp-registry',
  'claude-policy',
  'claude-connectors',
  'openai-plugins',
  'docker',
  'mcpb',
  'cline',
  'glama',
  'smithery',
  'nuget',
  'kiro',
];

/** Words that people use for them. */
const NICKNAMES: ReadonlyMap<string, readonly string[]> = new Map([
  ['registry', ['mcp-registry']],
  ['official', ['mcp-registry']],
  ['claude', ['claude-policy', 'claude-connectors']],
  ['anthropic', ['claude-policy', 'claude-connectors']],
  ['openai', ['openai-plugins']],
  ['chatgpt', ['openai-plugins']],
  ['dxt', ['mcpb']],
]);

/** The directories that a word means; none where there is no such one. */
export function directoriesNamed(word: string): readonly string[] {
  const plain = word.trim().toLowerCase();
  return directoryIds.includes(plain) ? [plain] : (NICKNAMES.get(plain) ?? []);
}

/** Those words, for help. */
export const directoryNicknames: readonly string[] = ['registry', 'claude', 'openai'];
