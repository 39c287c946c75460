import { REGISTRY_SCHEMA_URL } from '../../../../project/manifests/check/registry.ts';
import { fileHelp, type Help, type Helper } from '../help.ts';
import type { Known, Setting } from '../known.ts';

/** P36: the listing of the official registry. */
export const serverJson: Helper = (known) => {
  const { signals, root, packageName, version, settings, url, repository } = known;
  if (signals.manifests('server.json').length > 0) return undefined;
  const from = registryOf(known);
  if (from === undefined && url === null) return undefined;
  const name = listedName(known);
  const transport =
    signals.stdio.length > 0 || signals.http.length === 0 ? { type: 'stdio' } : undefined;
  const packages =
    from && transport
      ? [
          {
            registryType: from,
            identifier: packageName,
            version,
            transport,
            ...(settings.length > 0 && { environmentVariables: settings.map(variable) }),
          },
        ]
      : [];
  const listing = {
    $schema: REGISTRY_SCHEMA_URL,
    name,
    description: description(known),
    version,
    ...(repository && {
      repository: { url: repository, source: /github/.test(repository) ? 'github' : 'gitlab' },
    }),
    ...(packages.length > 0 && { packages }),
    ...(url !== null && { remotes: [{ type: 'streamable-http', url }] }),
  };
  return fileHelp(
    known,
    {
      id: 'server-json',
      title: 'Write server.json for the official registry',
      next: [
        'The name has to be one that you can prove: io.github.<your account>, or your domain the other way around.',
        ...(from === 'npm'
          ? [`Write "mcpName": "${name}" into package.json, and publish it.`]
          : []),
        ...(from === 'pypi' ? [`Write "mcp-name: ${name}" into the README, and publish it.`] : []),
        '"mcp-publisher validate" checks the rest.',
      ],
    },
    `${root}server.json`,
    `${JSON.stringify(listing, null, 2)}\n`,
  );
};

function registryOf({ project }: Known): 'npm' | 'pypi' | 'cargo' | undefined {
  const kinds = new Set(project.manifests.map(({ kind }) => kind));
  if (kinds.has('package.json')) return 'npm';
  if (kinds.has('pyproject.toml')) return 'pypi';
  return kinds.has('Cargo.toml') ? 'cargo' : undefined;
}

/** `io.github.owner/name`, where the repository says whose it is; else one to be filled in, which is found. */
function listedName({ repository, name }: Known): string {
  const owner = /(github|gitlab)\.com\/([\w.-]+)\//.exec(`${repository ?? ''}/`);
  const bare = name.replace(/[^\w.-]+/g, '-');
  return owner ? `io.${owner[1]}.${owner[2]}/${bare}` : `io.github.yourname/${bare}`;
}

function description({ project, name, tools }: Known): string {
  const own = project.manifests.find(({ description: it }) => it && it.value.trim() !== '');
  const text = own?.description?.value.trim() ?? `${name}: ${tools.length} tools for MCP hosts.`;
  return text.length > 100 ? `${text.slice(0, 99)}…` : text;
}

function variable({ name, secret, required }: Setting): object {
  return {
    name,
    description: `Say what ${name} is, and where one gets it.`,
    ...(required && { isRequired: true }),
    ...(secret && { isSecret: true }),
  };
}

/** A bundle for hosts that install by one click. */
export const bundleManifest: Helper = (known): Help | undefined => {
  const { signals, root, name, version, settings, tools, repository, language } = known;
  if (signals.manifests('mcpb').length > 0 || signals.stdio.length === 0) return undefined;
  if (language !== 'typescript' && language !== 'javascript' && language !== 'python')
    return undefined;
  const entry = language === 'python' ? 'server/main.py' : 'dist/index.js';
  const manifest = {
    manifest_version: '0.3',
    name,
    version,
    description: description(known),
    author: { name: /\.com\/([\w.-]+)\//.exec(`${repository ?? ''}/`)?.[1] ?? 'Your name' },
    server: {
      type: language === 'python' ? 'python' : 'node',
      entry_point: entry,
      mcp_config: {
        command: language === 'python' ? 'python' : 'node',
        args: [`\${__dirname}/${entry}`],
        ...(settings.length > 0 && {
          env: Object.fromEntries(settings.map((it) => [it.name, `\${user_config.${key(it)}}`])),
        }),
      },
    },
    tools: tools.map((tool) => ({
      name: tool.name,
      ...(tool.description?.value && { description: tool.description.value.split('\n')[0] }),
    })),
    ...(repository && {
      repository: { type: 'git', url: repository },
      support: `${repository}/issues`,
    }),
    license: 'MIT',
    compatibility: { platforms: ['darwin', 'win32', 'linux'] },
    ...(settings.length > 0 && {
      user_config: Object.fromEntries(
        settings.map((it) => [
          key(it),
          {
            type: 'string',
            title: it.name,
            description: `Say what it is, and where one gets it.`,
            required: it.required,
            ...(it.secret && { sensitive: true }),
          },
        ]),
      ),
    }),
  };
  return fileHelp(
    known,
    {
      id: 'bundle',
      title: 'Write manifest.json of a bundle',
      next: [
        `${entry} has to be what your build makes; "license" has to be yours.`,
        ...(signals.services.length > 0
          ? ['It reaches a service: link its policy in "privacy_policies".']
          : []),
        '"mcpb validate" and "mcpb pack" make the bundle.',
      ],
    },
    `${root}manifest.json`,
    `${JSON.stringify(manifest, null, 2)}\n`,
  );
};

function key({ name }: Setting): string {
  return name.toLowerCase();
}
