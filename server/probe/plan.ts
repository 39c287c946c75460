import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type ProviderId, provider } from '../../rules/catalog/providers.ts';
import type { Config, Place, Server } from '../../rules/config/config.ts';
import { launchesOf } from '../../rules/config/server-words.ts';
import { type CredentialMatch, findCredentials } from '../../rules/secrets/index.ts';
import { readName } from '../../rules/secrets/name.ts';
import type { Network, Piece, Plan, Shape, Slot, Text } from './types.ts';

/** What a plan needs to know beside the config. */
export interface Surroundings {
  /** The folder somebody works in, absolute: what `${workspaceFolder}` and relative paths mean. */
  readonly folder: string;
  readonly fingerprint: string;
  /** Variables whose own values are used, after a person said yes to each. */
  readonly real: readonly string[];
  /** Where the values of references to variables are, for those that are real. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Launchers and programs that are Node, and take what preloads into it. */
const NODE = /^(?:node|npx|npm|pnpm|yarn|bunx?|tsx|ts-node)$/;
const NODE_LAUNCHERS = new Set(['npx', 'npm-exec', 'npm-run', 'pnpm-dlx', 'yarn-dlx']);
const CONTAINERS = new Set(['docker', 'docker-compose', 'docker-exec', 'docker-gateway']);
const FETCHING = new Set([
  'uvx',
  'pipx',
  'bunx',
  'go-run',
  'deno',
  'dotnet',
  'uv-run',
  'nix-run',
  'cargo',
]);

/**
 * What a probe of a server would start or call: pure data, in which every credential is an empty slot. Values that
 * references stand for are not looked up, but for those that a person named.
 *
 * @returns undefined for an entry that names neither a command nor an address
 */
export function planOf(config: Config, server: Server, around: Surroundings): Plan | undefined {
  const located = findCredentials(config).filter((it) => it.place.server === server);
  const byText = new Map(server.places.map((place) => [place.text, place]));
  const drafts = new Drafts(located, around, startFolderOf(server, around.folder));
  const { command } = server;
  const url = server.urls[0];
  if (!command && !url) return undefined;
  const textOf = (place: Place | undefined, name?: string): Text =>
    place ? drafts.text(place, name) : [''];
  const args = server.args.map((it, index) => {
    const flag = /^--?([\w-]+)$/.exec(server.args[index - 1]?.value ?? '')?.[1];
    return drafts.argument(byText.get(it), it.value, flag);
  });
  const env = server.env.map(({ key, value }) => {
    const place = value?.kind === 'text' ? byText.get(value) : undefined;
    const plain = value?.kind === 'scalar' ? [String(value.value)] : [''];
    return { name: key.value, value: place ? textOf(place, key.value) : plain };
  });
  const headers = server.headers.map(({ key, value }) => {
    const place = value?.kind === 'text' ? byText.get(value) : undefined;
    return { name: key.value, value: textOf(place, key.value) };
  });
  const { launch } = server;
  const spec = launch?.server;
  return {
    server: server.name,
    fingerprint: around.fingerprint,
    names: [...env, ...headers].map(({ name }) => name).sort(),
    transport: command ? 'stdio' : server.transport === 'sse' ? 'sse' : 'http',
    command: command ? drafts.argument(byText.get(command), command.value) : [''],
    args,
    env,
    headers,
    url: textOf(url),
    slots: drafts.slots,
    launcher: launch?.launcher ?? '',
    package: spec && {
      name: spec.name,
      version: spec.version,
      pinned: /^(?:exact|digest|commit)$/.test(spec.pinning),
    },
    downloads: spec !== undefined,
    network: networkOf(server),
  };
}

/** The folder that relative paths of the command line are from: an own one of the entry, or where somebody works. */
function startFolderOf({ places }: Server, folder: string): string {
  const own = places.find(({ role }) => role === 'cwd')?.text.value ?? '';
  const written = own.replace(/\$\{workspace(?:Folder|Root)(?::[^${}]*)?\}/g, folder);
  return path.resolve(folder, written.replace(/^~(?=[\\/]|$)/, os.homedir()));
}

/** How a provider of our own can stand in for the network of what is started. */
function networkOf(server: Server): Network {
  const launches = launchesOf(server);
  if (launches.some(({ launcher }) => CONTAINERS.has(launcher))) return 'none';
  const last = launches.at(-1);
  if (!last) return 'none';
  const program = path.basename(last.program.value).replace(/\.(?:exe|cmd)$/i, '');
  if (NODE_LAUNCHERS.has(last.launcher) || NODE.test(program)) return 'preload';
  return FETCHING.has(last.launcher) ? 'proxy' : 'both';
}

/** Fills texts of a config with slots where credentials stand. */
class Drafts {
  readonly slots: Slot[] = [];
  readonly #located: readonly CredentialMatch[];
  readonly #around: Surroundings;
  readonly #startFolder: string;

  constructor(located: readonly CredentialMatch[], around: Surroundings, startFolder: string) {
    this.#located = located;
    this.#around = around;
    this.#startFolder = startFolder;
  }

  /** A word of the command line; one that names a file is made absolute, as it starts in an empty folder. */
  argument(place: Place | undefined, value: string, flag?: string): Text {
    const text = place ? this.text(place, flag) : [value];
    const [only] = text;
    if (text.length !== 1 || typeof only !== 'string' || only.startsWith('-')) return text;
    const hasPath = /[\\/]/.test(only) || /\.\w{1,5}$/.test(only);
    const absolute = path.resolve(this.#startFolder, only);
    return hasPath && !only.includes('://') && existsSync(absolute) ? [absolute] : text;
  }

  text(place: Place, name = place.name): Text {
    const { value } = place.text;
    if (this.#isWholeSecret(place, name)) return [this.#slot(name, shapeFor(name, value), value)];
    const pieces: Piece[] = [];
    let position = 0;
    for (const { start, end, piece } of this.#holes(place, name)) {
      if (start < position) continue;
      if (start > position) pieces.push(value.slice(position, start));
      pieces.push(piece);
      position = end;
    }
    if (position < value.length || pieces.length === 0) pieces.push(value.slice(position));
    return pieces;
  }

  /** What goes by the name of a credential is one, also where it does not look like it. */
  #isWholeSecret(place: Place, name: string): boolean {
    const isFound = this.#located.some((it) => it.place === place && it.verdict === 'credential');
    const { kind, strength } = readName(name);
    const isNamed = (kind === 'secret' || kind === 'password') && strength === 'strong';
    const hasReference = place.references.length > 0;
    return isNamed && !isFound && !hasReference && place.text.value.trim() !== '';
  }

  #holes(place: Place, name: string) {
    const { value } = place.text;
    const found = this.#located
      .filter((it) => it.place === place && it.verdict === 'credential')
      .map(({ start, end, provider: id }) => {
        const own = value.slice(start, end);
        const shape = shapeOfProvider(id, own) ?? { mask: maskOf(own) };
        return { start, end, piece: this.#slot(name, shape, own) };
      });
    const references = place.references.map(({ start, end, syntax, name: variable }) => {
      if (syntax === 'vscode-variable') {
        const isFolder =
          /^(?:workspaceFolder|workspaceRoot)/.test(variable) && place.role !== 'env';
        return {
          start,
          end,
          piece: isFolder ? this.#around.folder : ({ folder: 'work' } as const),
        };
      }
      return { start, end, piece: this.#reference(name, variable, place) };
    });
    return [...found, ...references].sort((a, b) => a.start - b.start);
  }

  #reference(name: string, variable: string, place: Place): Piece {
    const reading = [name, variable].map(readName).find(({ kind }) => kind !== 'plain');
    const whole = place.references.length === 1;
    if (reading?.kind === 'connection' && whole && !/secret|token|key/i.test(name)) {
      const isDatabase = /database|postgres|pg|mysql|mongo|redis|dsn|conn/i.test(
        `${name} ${variable}`,
      );
      return isDatabase
        ? 'postgresql://probe@db.example.com:5432/probe'
        : 'https://probe.example.com';
    }
    const hides = place.role === 'header' || reading !== undefined;
    if (!hides) return 'probe';
    const real = this.#around.env[variable];
    return this.#slot(name || variable, shapeOfProvider(reading?.provider) ?? OPAQUE, real);
  }

  #slot(name: string, shape: Shape, own: string | undefined): Piece {
    const isReal = this.#around.real.includes(name) && own !== undefined;
    this.slots.push({ name, shape, ...(isReal && { real: own }) });
    return { slot: this.slots.length - 1 };
  }
}

/** Too short to be anything, a value gives no shape. */
const SHORTEST = 12;

function shapeFor(name: string, value: string): Shape {
  const own = value.length < SHORTEST ? OPAQUE : { mask: maskOf(value) };
  return shapeOfProvider(readName(name).provider) ?? own;
}

const OPAQUE: Shape = { pattern: '[A-Za-z0-9]{40}', fixed: 0 };

/** The format a value has, or the first one that its provider gives out. */
function shapeOfProvider(id: ProviderId | undefined, value?: string): Shape | undefined {
  if (id === undefined) return undefined;
  const { tokens } = provider(id);
  const fits = value === undefined ? undefined : tokens.find((it) => isWhole(it.pattern, value));
  if (value !== undefined && !fits) return undefined;
  const format = fits ?? tokens[0];
  return format && { pattern: format.pattern, fixed: format.prefixes?.[0]?.length ?? 0 };
}

function isWhole(pattern: string, value: string): boolean {
  return new RegExp(`^(?:${pattern})$`).test(value);
}

/** What a value looks like, without any of its letters and digits. */
function maskOf(value: string): string {
  return value.replace(/[a-z]/g, 'a').replace(/[A-Z]/g, 'A').replace(/\d/g, '9');
}
