/**
 * How far the folders that are looked at are believed:
 * - `restricted`: as in an editor's Restricted Mode. They are text and nothing else: what a team wrote down in
 *   `.mcp-checklist.json` does not count, and git is not asked about them.
 * - `read`: what they say about findings counts. What they say about this machine, or about hosts to ask, does not.
 * - `project`: their registry settings count, and hosts that their configs name may be asked.
 */
export type Trust = 'restricted' | 'read' | 'project';
