import { at, type Node } from '../../../document/node.ts';
import { parse } from '../../../document/parse.ts';
import { entriesAt, itemsAt, textAt, textsAt } from '../nodes.ts';
import { isHttps, isOneVersion, isTemplate, type ListingProblem, Problems } from './problem.ts';

const VERSIONS = ['0.1', '0.2', '0.3', '0.4'];
const SERVERS = ['node', 'python', 'binary', 'uv'];
const PLATFORMS = ['darwin', 'win32', 'linux'];
const SETTINGS = ['string', 'number', 'boolean', 'directory', 'file'];

/**
 * What is wrong with the manifest of an MCP bundle: modelcontextprotocol/mcpb, MANIFEST.md and schemas 0.1 to 0.4 as of
 * 2025-12-03. Never throws.
 *
 * @returns none for a text that cannot be read to its end, and for one that is no such manifest
 */
export function bundleProblems(text: string): readonly ListingProblem[] {
  const document = parse(text, 'json');
  const [root] = document.roots;
  const version = textAt(root, 'manifest_version') ?? textAt(root, 'dxt_version');
  if (root?.kind !== 'object' || !version || document.problems.length > 0) return [];
  const found = new Problems();
  if (!VERSIONS.includes(version.value))
    found.add('unknown', 'required', version.value, 'manifest_version', version.at);
  for (const key of ['name', 'version', 'description']) found.needs('required', root, key);
  found.fits(
    'required',
    root,
    (it) => isTemplate(it) || isOneVersion(it),
    'one version',
    'version',
  );
  found.needs('required', root, 'author', 'name');
  started(root, found);
  settings(root, found);
  for (const { value, at: span } of textsAt(root, 'compatibility', 'platforms'))
    if (!PLATFORMS.includes(value)) found.add('unknown', 'compatibility', value, 'platform', span);
  for (const { value, at: span } of textsAt(root, 'privacy_policies'))
    if (!isHttps(value)) found.add('form', 'privacy', 'privacy_policies', 'an https address', span);
  found.fits('links', root, isHttps, 'an https address', 'homepage');
  found.fits('links', root, isHttps, 'an https address', 'documentation');
  found.fits('links', root, (it) => isHttps(it) || it.includes('@'), 'an https address', 'support');
  return found.all;
}

function started(root: Node, found: Problems): void {
  found.needs('required', root, 'server');
  const server = at(root, ['server']);
  if (server?.kind !== 'object') return;
  found.needs('required', server, 'type');
  found.needs('required', server, 'entry_point');
  const type = textAt(server, 'type');
  if (type && !SERVERS.includes(type.value))
    found.add('unknown', 'required', type.value, 'type of a server', type.at);
  // uv makes the command itself.
  if (type?.value !== 'uv') found.needs('required', server, 'mcp_config', 'command');
}

/** `${user_config.x}` has to be asked for. */
function settings(root: Node, found: Problems): void {
  const declared = entriesAt(root, 'user_config');
  const names = new Set(declared.map(({ value }) => value));
  for (const { value, node } of declared) {
    if (node?.kind !== 'object') continue;
    found.needs('settings', node, 'type');
    found.needs('settings', node, 'title');
    const type = textAt(node, 'type');
    if (type && !SETTINGS.includes(type.value))
      found.add('unknown', 'settings', type.value, `type of ${value}`, type.at);
  }
  const config = at(root, ['server', 'mcp_config']);
  const used = [
    ...entriesAt(config, 'env').flatMap(({ node }) => (node?.kind === 'text' ? [node] : [])),
    ...itemsAt(config, 'args').flatMap((node) => (node.kind === 'text' ? [node] : [])),
  ];
  for (const { value, span } of used)
    for (const { 1: name = '' } of value.matchAll(/\$\{user_config\.([\w-]{1,100})\}/g))
      if (!names.has(name)) found.add('undeclared', 'settings', name, 'user_config', span);
}
