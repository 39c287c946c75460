import { type Host, isPlainList } from '../hosts/host.ts';
import { writeReference } from '../references/spell.ts';

const URL = 'https://mcp.example.com/mcp';
const INPUT = 'example-token';
const VARIABLE = 'EXAMPLE_TOKEN';

/**
 * Texts for a host's config that lists nothing unsafe, the most telling one first: a server over TLS whose token is a
 * reference, in the host's own words; one without a token; an empty list. Whoever offers one has it judged before.
 *
 * @returns none for a host whose files are not plain lists in JSON; throws nothing
 */
export function starters(host: Host): readonly string[] {
  const [root] = host.roots;
  if (!root || !isPlainList(host)) return [];
  const { fields, references, inputs, transports } = host;
  const [type] = fields.type;
  const [url] = fields.url;
  const [headers] = fields.headers;
  const entry = {
    ...(type !== undefined && transports?.includes('http') && { [type]: 'http' }),
    ...(url !== undefined && { [url]: URL }),
  };
  const isInput = references.writes === 'input' && inputs !== null;
  const reference =
    references.writes !== null && references.places.includes('header')
      ? writeReference(references.writes, isInput ? INPUT : VARIABLE)
      : undefined;
  const list = (servers: object, top: object = {}): string =>
    `${JSON.stringify({ ...top, ...within(root.path, servers) }, null, 2)}\n`;
  const definition = {
    type: 'promptString',
    id: INPUT,
    description: 'Token of example',
    password: true,
  };
  const withToken =
    reference !== undefined && headers !== undefined && url !== undefined
      ? [
          list(
            { example: { ...entry, [headers]: { Authorization: `Bearer ${reference}` } } },
            isInput && inputs[0] !== undefined ? { [inputs[0]]: [definition] } : {},
          ),
        ]
      : [];
  return [...withToken, ...(url === undefined ? [] : [list({ example: entry })]), list({})];
}

function within(path: readonly string[], value: object): object {
  return path.reduceRight<object>((inner, key) => ({ [key]: inner }), value);
}
