import { type Node, type ObjectNode, property } from '../document/node.ts';
import type { Config, Place, Server } from './config.ts';

/** `{name}` in a value of a server.json: whoever installs the server is asked for it. */
export interface TemplateVariable {
  readonly name: string;
  /** Offsets in the place's text. */
  readonly start: number;
  readonly end: number;
  readonly declared: boolean;
  /** The object that holds, or should hold, `variables`; undefined where it is none of this file's. */
  readonly owner: ObjectNode | undefined;
}

// Neither `${x}` of a shell nor `{{x}}` of a template engine, and no JSON.
const TEMPLATE = /(?<![${])\{([A-Za-z_][\w.-]{0,63})\}(?!\})/g;

/** Whether a config is an author's server.json of the MCP registry. */
export function isServerJson({ host }: Config): boolean {
  return host.id === 'mcp-registry-server-json';
}

/** The whole text of one variable: `{token}`. */
export function isTemplate(text: string): boolean {
  return text.startsWith('{') && text.replace(TEMPLATE, '') === '';
}

/**
 * The variables in a value and whether they are declared. A value looks into the `variables` beside it; the address of a
 * package's transport into the package's arguments and environment as well (server.schema.json of 2025-12-11: "resolved
 * based on context"). In arguments and in the environment braces may be meant as they stand, so there only a value with
 * `variables` beside it is a template.
 */
export function templatesIn(server: Server, place: Place): readonly TemplateVariable[] {
  if (!place.text.value.includes('{') || !/\/(?:url|value)$/.test(place.pointer)) return [];
  const owner = ownerOf(server, place);
  if (!owner) return [];
  const isUrl = place.role === 'url';
  const own = property(owner, 'variables')?.value;
  if (!isUrl && place.role !== 'header' && own === undefined) return [];
  const declared = new Set(
    own?.kind === 'object' ? own.properties.map(({ key }) => key.value) : [],
  );
  if (isUrl && owner !== server.node) for (const name of namesOf(server.node)) declared.add(name);
  return [...place.text.value.matchAll(TEMPLATE)].map(({ index, 0: whole, 1: name = '' }) => ({
    name,
    start: index,
    end: index + whole.length,
    declared: declared.has(name),
    owner: isUrl && owner !== server.node ? undefined : owner,
  }));
}

/** The object that a place's text is a value of. */
function ownerOf(server: Server, { pointer }: Place): ObjectNode | undefined {
  const steps = pointer.slice(server.pointer.length + 1).split('/');
  let node: Node | undefined = server.node;
  for (const step of steps.slice(0, -1)) {
    if (node?.kind === 'array') node = node.items[Number(step)];
    else node = property(node, step.replaceAll('~1', '/').replaceAll('~0', '~'))?.value;
  }
  return node?.kind === 'object' ? node : undefined;
}

/** What a package asks for: names of arguments and variables, and the hints of values. */
function namesOf(entry: ObjectNode): readonly string[] {
  return ['packageArguments', 'runtimeArguments', 'environmentVariables'].flatMap((list) => {
    const items = property(entry, list)?.value;
    if (items?.kind !== 'array') return [];
    return items.items.flatMap((item) =>
      ['name', 'valueHint'].flatMap((key) => {
        const value = property(item, key)?.value;
        // `--port` is called `{port}` as well as `{--port}`.
        return value?.kind === 'text' ? [value.value, value.value.replace(/^-+/, '')] : [];
      }),
    );
  });
}
