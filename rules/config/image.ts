import { type Node, type ObjectNode, property, TextNode } from '../document/node.ts';
import { jsonText } from '../document/text-json.ts';
import type { Host } from '../hosts/host.ts';
import { parseLaunch, wordsOf } from '../launch/index.ts';
import type { Launch } from '../launch/launch.ts';

/** An entry that names an image instead of a command: the gateway runs it in a container. */
export function launchOfImage(
  node: ObjectNode,
  host: Host,
  args: readonly TextNode[],
): Launch | undefined {
  const image =
    property(node, 'image')?.value ?? workflowImage(node, host) ?? publishedImage(node, host);
  if (image?.kind !== 'text' || image.value === '') return undefined;
  const said = (word: string): TextNode => {
    const start = image.span.start;
    return new TextNode(word, { start, end: start }, start, word, jsonText);
  };
  return parseLaunch(wordsOf(said('docker'), [said('run'), image, ...args]));
}

/** `container: mcp/notion`, with its arguments in front of it, where `docker run` takes its own. */
function workflowImage(node: ObjectNode, { id }: Host): Node | undefined {
  return id === 'gh-aw' ? property(node, 'container')?.value : undefined;
}

/** `"registryType": "oci"`, as the MCP registry writes it; earlier schemas kept the tag in `version`. */
function publishedImage(node: ObjectNode, host: Host): Node | undefined {
  const kind = (property(node, 'registryType') ?? property(node, 'registry_type'))?.value;
  if (!host.manifest || kind?.kind !== 'text' || kind.value !== 'oci') return undefined;
  const version = property(node, 'version')?.value;
  const isTagged = version?.kind === 'text' && version.value !== '' && version.value !== 'latest';
  return isTagged ? undefined : property(node, 'identifier')?.value;
}
