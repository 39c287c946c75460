import { registryProblems } from '../../project/manifests/check/registry.ts';
import { demand, without } from './demands.ts';
import { ask, type Demand, type Directory, met, missing, none, type Verdict } from './directory.ts';
import type { View } from './view.ts';

const listed =
  (judge: (view: View, file: string, text: string) => Verdict): Demand['judge'] =>
  (view) => {
    const { listing } = view;
    if (!listing) return none('There is no server.json yet.');
    return judge(view, listing.file, view.textOf(listing));
  };

const clean = (demands: readonly string[], good: string): Demand['judge'] =>
  listed((_, file, text) => without(registryProblems(text), file, demands, good));

export const mcpRegistry: Directory = {
  id: 'mcp-registry',
  name: 'Official MCP registry',
  seen: 'schema 2025-12-11, repository of 2026',
  sources: [
    'github.com/modelcontextprotocol/registry: docs/reference/server-json/official-registry-requirements.md',
    'static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json',
    'github.com/modelcontextprotocol/registry: docs/modelcontextprotocol-io/package-types.mdx',
  ],
  demands: [
    demand('server-json', 'a server.json with name, description and version', [36], (view) => {
      const { listing } = view;
      if (!listing) return missing('There is no server.json.', view.home);
      return without(
        registryProblems(view.textOf(listing)),
        listing.file,
        ['required', 'schema'],
        'Its required fields are there.',
      );
    }),
    demand(
      'name',
      'a reverse domain, one slash and a name: io.github.<owner>/… or your own domain',
      [36],
      clean(['name'], 'The name has the form.'),
    ),
    demand(
      'texts',
      'a description of 100 characters, a title of 100, one version of 255 at most',
      [36],
      clean(['texts'], 'Texts are short enough, and the version is one.'),
    ),
    demand(
      'packages',
      'packages with registryType, identifier, transport and one version; an image with its tag',
      [36],
      clean(['packages'], 'Packages have what is asked for.'),
    ),
    demand(
      'ownership',
      'the name of the listing inside the package: mcpName, mcp-name in the README, a label of the image',
      [36],
      listed(owned),
    ),
    demand(
      'registries',
      'packages of public registries only',
      [36],
      clean(['registries'], 'Packages come from public registries.'),
    ),
    demand(
      'remotes',
      'remotes with a public https address, and every variable of it declared',
      [11, 36],
      clean(['remotes'], 'Remotes are public, or there are none.'),
    ),
    demand(
      'links',
      'absolute https addresses; a repository that fits its source',
      [57],
      clean(['links'], 'Addresses have the form.'),
    ),
    demand(
      'arguments',
      'names of arguments without values and blanks',
      [37],
      clean(['arguments'], 'Arguments have the form.'),
    ),
    demand(
      'meta',
      'only what the publisher provides in _meta, of 4 KB at most',
      [],
      clean(['meta'], 'Nothing in it is dropped.'),
    ),
    demand(
      'secrets',
      'isSecret on every input that is one',
      [9],
      listed((view, file) => {
        const inputs = view.listing?.inputs ?? [];
        const secret = new Set(view.signals.credentials.map(({ name }) => name));
        const open = inputs.filter(
          ({ name, marked, decided }) => !marked && !decided && secret.has(name),
        );
        return open.length > 0
          ? missing(
              `Not marked: ${open.map(({ name }) => name).join(', ')}.`,
              open.map(({ at: span }) => ({ file, span })),
            )
          : met('Secrets are marked, or none is asked for.', [view.top(file)]);
      }),
    ),
    demand('declared', 'every variable that the package needs', [34, 37], listed(declared)),
    demand('version', 'a new version with every publish', [36], listed(oneVersion)),
  ],
};

/** The package of this folder has to name the listing: said by the rule in more detail. */
function owned(view: View, file: string): Verdict {
  const { listing, project } = view;
  const name = listing?.name?.value ?? '';
  const packages = listing?.packages ?? [];
  if (packages.length === 0) return none('It lists no package.');
  const at = listing?.name ? [{ file, span: listing.name.at }] : [];
  const named = [...project.files.values()].filter(({ path, text }) => {
    if (!/(?:^|\/)(?:package\.json|README\.\w+|Dockerfile[\w.-]*)$|\.ya?ml$/i.test(path))
      return false;
    const found = text.indexOf(name);
    const after = text[found + name.length] ?? ' ';
    return found >= 0 && name !== '' && !/[\w./-]/.test(after) && MARK.test(text);
  });
  if (named.length > 0)
    return met(
      'A package names it.',
      named.map(({ path }) => view.top(path)),
    );
  const built = packages.every(({ from }) => from === 'mcpb' || from === 'go');
  return built
    ? ask('Its package is looked up by its address: is that yours?', at)
    : missing(`Nothing in the package says "${name}".`, at);
}

const MARK = /"mcpName"|mcp-name: |io\.modelcontextprotocol\.server\.name/;

/** Secrets that the code reads and that the listing does not ask for. */
function declared(view: View, file: string): Verdict {
  const { listing, signals } = view;
  if ((listing?.packages.length ?? 0) === 0) return none('It lists no package.');
  const asked = new Set((listing?.inputs ?? []).map(({ name }) => bare(name)));
  const left = signals.credentials.filter(
    ({ name, variable }) =>
      variable?.kind === 'environment' &&
      !asked.has(bare(name)) &&
      !/^(?:NODE|NPM|CI|GITHUB_ACTIONS)_/.test(name),
  );
  const names = [...new Set(left.map(({ name }) => name))];
  return names.length > 0
    ? ask(
        `The code reads ${names.slice(0, 5).join(', ')}, and the listing does not ask for it.`,
        left.map(({ at }) => at),
      )
    : met('It asks for every credential that the code reads.', [view.top(file)]);
}

function bare(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

function oneVersion(view: View, file: string): Verdict {
  const { listing, project } = view;
  const own = listing?.packages.filter(({ value }) => value === project.name) ?? [];
  const said = listing?.version;
  const version = project.version?.value;
  if (!said || version === undefined || own.length === 0)
    return ask('Is this version newer than the one that is listed?', [view.top(file)]);
  const others = [said, ...own.flatMap((it) => it.version ?? [])].filter(
    ({ value }) => value !== version && !/[${}]/.test(value),
  );
  return others.length > 0
    ? missing(
        `The package is ${version}.`,
        others.map(({ at: span }) => ({ file, span })),
      )
    : ask('Is this version newer than the one that is listed?', [{ file, span: said.at }]);
}
