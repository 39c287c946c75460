import { fileHelp, type Helper } from '../help.ts';
import type { Known, Setting } from '../known.ts';
import { section, table } from '../section.ts';

/** P34: every setting, and where to get it. */
export const settingsTable: Helper = (known) => {
  const { settings } = known;
  if (settings.length === 0) return undefined;
  const rows = settings.map(({ name, secret, required }) => [
    `\`${name}\``,
    required ? 'yes' : 'no',
    secret ? 'yes' : 'no',
    secret ? 'say where one gets it, and which rights it needs' : 'say what it does',
  ]);
  return {
    id: 'settings',
    title: 'Write a table of the settings',
    kind: 'draft',
    edits: section(
      known,
      'Settings',
      /^(?:settings|environment variables|authentication)$/i,
      table(['Variable', 'Required', 'Secret', 'What it is'], rows),
    ),
    next: [],
  };
};

/** P36: how it comes onto a machine. */
export const installation: Helper = (known) => {
  const { launch } = known;
  if (!launch) return undefined;
  const command = launch.install || [launch.command, ...launch.args].join(' ');
  const body = `\`\`\`sh\n${command}\n\`\`\``;
  return {
    id: 'installation',
    title: 'Write how to install it',
    kind: 'draft',
    edits: section(known, 'Installation', /^install(?:ation|ing)?$/i, body),
    next: [],
  };
};

/** P37: what goes into the configuration of a host. */
export const hostConfiguration: Helper = (known) => {
  const block = hostBlocks(known);
  if (block === undefined) return undefined;
  return {
    id: 'host-configuration',
    title: 'Write the configuration of hosts',
    kind: 'draft',
    edits: section(known, 'Set-up', /^(?:set-?up|configuration|usage|quick ?start)$/i, block),
    next: [],
  };
};

/** For hosts with `mcpServers`, and for VS Code, which asks for secrets and keeps them. */
function hostBlocks({ name, launch, url, settings, signals }: Known): string | undefined {
  const needed = settings.filter(({ required, secret }) => required || secret);
  if (!launch || (signals.stdio.length === 0 && url !== null)) {
    if (url === null) return undefined;
    const entry = { type: 'http', url };
    return blocks(
      { mcpServers: { [name]: entry } },
      { servers: { [name]: entry } },
      'Sign in when the host asks for it.',
    );
  }
  const { command, args } = launch;
  const env = (value: (setting: Setting) => string): object =>
    needed.length > 0 ? { env: Object.fromEntries(needed.map((it) => [it.name, value(it)])) } : {};
  const inputs = needed.map(({ name: id, secret }) => ({
    type: 'promptString',
    id: inputId(id),
    description: id,
    ...(secret && { password: true }),
  }));
  const anywhere = { mcpServers: { [name]: { command, args, ...env((it) => `<${it.name}>`) } } };
  const asked = {
    ...(inputs.length > 0 && { inputs }),
    servers: { [name]: { command, args, ...env((it) => `\${input:${inputId(it.name)}}`) } },
  };
  const secrets = needed.some(({ secret }) => secret)
    ? 'Keep the file with the values out of version control.'
    : '';
  return blocks(anywhere, asked, secrets);
}

function inputId(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
}

function blocks(anywhere: object, code: object, last: string): string {
  const block = (value: object): string => `\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\``;
  return `Claude Desktop, Cursor and others:\n\n${block(anywhere)}\n\nVS Code, in \`.vscode/mcp.json\`:\n\n${block(code)}\n\n${last}`.trim();
}

/** P1: what has to be set, for people who run it from a shell. */
export const envExample: Helper = (known) => {
  const { settings, root } = known;
  if (settings.length === 0) return undefined;
  const lines = settings.map(
    ({ name, required }) => `${required ? '# required' : '# optional'}\n${name}=`,
  );
  return fileHelp(
    known,
    {
      id: 'env-example',
      title: 'Write .env.example',
      next: ['Copy it to .env and fill it in; .env belongs into .gitignore.'],
    },
    `${root}.env.example`,
    `${lines.join('\n')}\n`,
  );
};
