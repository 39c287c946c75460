import { type Reads, type RequiredType, strictLocalFields, strictRemoteFields } from './entry.ts';
import type { ReferenceSupport } from './host.ts';

/** What Claude Code reads in an entry, whatever file it stands in: https://code.claude.com/docs/en/mcp */
export const claudeCodeReads: Reads = {
  ...strictLocalFields,
  ...strictRemoteFields,
  type: 'text',
  headersHelper: 'text',
  oauth: 'any',
  timeout: 'any',
  alwaysLoad: 'any',
};

/**
 * An address without `type` is taken for a program and dropped: anthropics/claude-code#73885,
 * excalidraw/excalidraw-mcp#64, zapier/zapier-mcp#18.
 */
export const claudeCodeType: RequiredType = {
  key: 'type',
  stdio: 'stdio',
  http: 'http',
  sse: 'sse',
  without: 'takes this for a program and drops it',
};

/** The same for references: https://code.claude.com/docs/en/mcp */
export const claudeCodeReferences: ReferenceSupport = {
  understands: ['brace', 'brace-default'],
  writes: 'brace',
  places: ['command', 'arg', 'env', 'url', 'header'],
  unresolved: 'passes it on as literal text',
  unset: 'passes it on as literal text and warns',
};

/** Names of servers that it brings along: https://code.claude.com/docs/en/mcp */
export const claudeCodeNames = {
  reserved: ['workspace', 'claude-in-chrome', 'computer-use', 'Claude Preview', 'Claude Browser'],
  effect: 'entry',
} as const;
