import { homedir } from 'node:os';
import path from 'node:path';
import { parse } from 'ini';
import type { Named } from '../named.ts';
import { readSettings } from '../read-file.ts';
import { readUvToml } from './uv-toml.ts';

/** Where Python packages come from when nobody has set anything else. */
const PYPI = 'https://pypi.org/simple';

export interface PypiSettings {
  /** In the order in which they are asked; the first one that has the package answers. */
  readonly indexes: readonly PypiIndex[];
  /** Certificates to trust instead of the built-in ones, as PEM. */
  readonly ca: string | undefined;
}

export interface PypiIndex {
  /** Without credentials and without a slash at the end. */
  readonly url: string;
  readonly authorization: string | undefined;
  /** For people. */
  readonly where: string;
}

/**
 * What uv and pip are configured with: the environment, then the files of the person and the machine. A
 * project's own files do not count: uvx ignores them as well
 * (https://docs.astral.sh/uv/concepts/configuration-files/).
 *
 * @param named what the command line names: it comes first, or alone
 */
export async function pypiSettings(named?: Named): Promise<PypiSettings> {
  const { env } = process;
  const uv = await uvToml();
  const pip = await pipConf();
  const extra = [
    ...words(env.UV_INDEX),
    ...words(env.UV_EXTRA_INDEX_URL),
    ...uv.extra,
    ...words(env.PIP_EXTRA_INDEX_URL ?? pip['extra-index-url']),
  ];
  const main =
    env.UV_DEFAULT_INDEX ||
    env.UV_INDEX_URL ||
    uv.main ||
    env.PIP_INDEX_URL ||
    pip['index-url'] ||
    PYPI;
  const netrc = await readSettings(env.NETRC || path.join(homedir(), '.netrc'));
  const certificates = env.SSL_CERT_FILE || env.PIP_CERT || env.REQUESTS_CA_BUNDLE || pip.cert;
  return {
    indexes: [
      // The login for hosts that nobody named is not for one that a config names.
      ...(named?.urls ?? []).flatMap((entry) => indexOf(entry, withoutDefault(netrc ?? '')) ?? []),
      ...(named?.only ? [] : [...extra, main]).flatMap(
        (entry) => indexOf(entry, netrc ?? '') ?? [],
      ),
    ],
    ca: certificates === undefined ? undefined : await readSettings(certificates),
  };
}

function words(text: string | undefined): string[] {
  return text?.split(/\s+/).filter((word) => word !== '') ?? [];
}

/** `name=https://user:password@host/simple`; what is no web address (a folder) is left out. */
function indexOf(entry: string, netrc: string): PypiIndex | undefined {
  const name = /^([\w.-]+)=(?=https?:)/.exec(entry)?.[1];
  const text = name === undefined ? entry : entry.slice(name.length + 1);
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined;
  const { user, password } = credentials(url, name, netrc);
  url.username = '';
  url.password = '';
  const address = url.href.replace(/(?<!\/)\/+$/, '');
  return {
    url: address,
    authorization:
      user === '' && password === ''
        ? undefined
        : `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
    where: address === PYPI ? 'PyPI' : 'the configured Python package index',
  };
}

function credentials(url: URL, name: string | undefined, netrc: string) {
  if (url.username !== '' || url.password !== '') {
    return { user: decoded(url.username), password: decoded(url.password) };
  }
  const key = `UV_INDEX_${(name ?? '').toUpperCase().replace(/[^A-Z0-9]/g, '_')}`;
  const user = process.env[`${key}_USERNAME`];
  const password = process.env[`${key}_PASSWORD`];
  if (name !== undefined && (user || password))
    return { user: user ?? '', password: password ?? '' };
  return fromNetrc(netrc, url.hostname);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** `machine host login user password secret`, over as many lines as its author liked. */
function fromNetrc(text: string, host: string): { user: string; password: string } {
  const entry = { user: '', password: '' };
  let mine = false;
  const tokens = words(text);
  for (const [index, token] of tokens.entries()) {
    const value = tokens[index + 1] ?? '';
    if (token === 'machine') mine = value === host;
    if (token === 'default') mine = entry.user === '' && entry.password === '';
    if (mine && token === 'login') entry.user = value;
    if (mine && token === 'password') entry.password = value;
  }
  return entry;
}

/** https://www.gnu.org/software/inetutils/manual/html_node/The-_002enetrc-file.html: `default` comes last. */
function withoutDefault(netrc: string): string {
  const tokens = words(netrc);
  const end = tokens.indexOf('default');
  return (end < 0 ? tokens : tokens.slice(0, end)).join(' ');
}

async function uvToml() {
  const { UV_CONFIG_FILE, XDG_CONFIG_HOME, APPDATA, SYSTEMDRIVE } = process.env;
  const windows = process.platform === 'win32';
  const files = UV_CONFIG_FILE
    ? [UV_CONFIG_FILE]
    : windows
      ? [
          APPDATA && path.join(APPDATA, 'uv', 'uv.toml'),
          SYSTEMDRIVE && `${SYSTEMDRIVE}\\ProgramData\\uv\\uv.toml`,
        ]
      : [
          path.join(XDG_CONFIG_HOME || path.join(homedir(), '.config'), 'uv', 'uv.toml'),
          '/etc/uv/uv.toml',
        ];
  const read = await Promise.all(
    files.map(async (file) => readUvToml((file && (await readSettings(file))) || '')),
  );
  return { main: read.find(({ main }) => main)?.main, extra: read.flatMap(({ extra }) => extra) };
}

/** https://pip.pypa.io/en/stable/topics/configuration/: what is read later overrides. */
async function pipConf(): Promise<Record<string, string>> {
  const { PIP_CONFIG_FILE, XDG_CONFIG_HOME, APPDATA } = process.env;
  const home = homedir();
  const files =
    process.platform === 'win32'
      ? [path.join(home, 'pip', 'pip.ini'), APPDATA && path.join(APPDATA, 'pip', 'pip.ini')]
      : [
          '/etc/xdg/pip/pip.conf',
          '/etc/pip.conf',
          path.join(home, '.pip', 'pip.conf'),
          path.join(XDG_CONFIG_HOME || path.join(home, '.config'), 'pip', 'pip.conf'),
          path.join(home, 'Library', 'Application Support', 'pip', 'pip.conf'),
        ];
  const settings: Record<string, string> = {};
  for (const file of [...files, PIP_CONFIG_FILE]) {
    const text = file && (await readSettings(file));
    if (!text) continue;
    for (const section of ['global', 'install']) {
      for (const [key, value] of Object.entries(parse(text)[section] ?? {})) {
        if (typeof value === 'string') settings[key.replaceAll('_', '-')] = value;
      }
    }
  }
  return settings;
}
