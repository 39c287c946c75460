import os from 'node:os';
import path from 'node:path';
import { isLoopback } from '../../../rules/config/urls.ts';
import { readSettings } from '../read-file.ts';

/** A source of packages that speaks version 3 of the protocol. */
export interface Feed {
  /** The address of its service index. */
  readonly url: string;
  /** For people; never with credentials. */
  readonly where: string;
  /** The value of a header. */
  readonly authorization: string | undefined;
}

const NUGET_ORG: Feed = {
  url: 'https://api.nuget.org/v3/index.json',
  where: 'nuget.org',
  authorization: undefined,
};

/** Each is looked for in what follows. */
const MAX_LOGINS = 200;

interface Source {
  readonly name: string;
  readonly url: string;
}

/**
 * The person's feeds, in the order in which NuGet would ask them; nuget.org where nothing else is said.
 * https://learn.microsoft.com/nuget/consume-packages/configuring-nuget-behavior
 *
 * @param folder where a project's own settings are looked up from; undefined leaves them out
 */
export async function nugetFeeds(folder: string | undefined): Promise<readonly Feed[]> {
  let sources: readonly Source[] = [];
  const disabled = new Set<string>();
  const logins = new Map<string, string>();
  let found = false;
  for (const file of settingsFiles(folder)) {
    const text = await readSettings(file);
    if (text === undefined) continue;
    const section = sectionOf(text, 'packageSources');
    if (section !== undefined) {
      found = true;
      const kept = /<clear\s*\/?>/i.test(section) ? [] : sources;
      const own = pairsIn(section).map(({ key, value }) => ({ name: key, url: value }));
      sources = [...kept.filter(({ name }) => !own.some((it) => it.name === name)), ...own];
    }
    for (const { key, value } of pairsIn(sectionOf(text, 'disabledPackageSources') ?? ''))
      if (/^true$/i.test(value)) disabled.add(key);
    for (const [name, login] of loginsIn(sectionOf(text, 'packageSourceCredentials') ?? ''))
      logins.set(name, login);
  }
  const feeds = sources.flatMap(({ name, url }) => {
    const feed = disabled.has(name) ? undefined : feedOf(url, logins.get(name));
    return feed ? [feed] : [];
  });
  return found ? feeds : [NUGET_ORG];
}

/** Those of the machine's user first: what is nearer to the project comes later and wins. */
function settingsFiles(folder: string | undefined): readonly string[] {
  const home = os.homedir();
  const own =
    process.platform === 'win32'
      ? [path.join(process.env.APPDATA ?? home, 'NuGet', 'NuGet.Config')]
      : [
          path.join(home, '.config', 'NuGet', 'NuGet.Config'),
          path.join(home, '.nuget', 'NuGet', 'NuGet.Config'),
        ];
  const above: string[] = [];
  for (let it = folder; it !== undefined && it !== path.dirname(it); it = path.dirname(it))
    above.unshift(...['nuget.config', 'NuGet.Config'].map((name) => path.join(it ?? '', name)));
  return [...own, ...above];
}

/** Undefined for what is no https address: a folder, or a feed in the open. */
export function feedOf(url: string, login?: string): Feed | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, hostname, host } = new URL(url);
  const open = protocol === 'http:' && isLoopback(hostname.replace(/^\[|\]$/g, ''));
  if (protocol !== 'https:' && !open) return undefined;
  const where = host === 'api.nuget.org' ? NUGET_ORG.where : `the NuGet feed ${host}`;
  return { url, where, authorization: login };
}

function sectionOf(text: string, name: string): string | undefined {
  const start = text.search(new RegExp(`<${name}[\\s>]`, 'i'));
  if (start < 0) return undefined;
  const end = text.indexOf(`</${name}`, start);
  return end < 0 ? undefined : text.slice(text.indexOf('>', start) + 1, end);
}

function pairsIn(section: string): readonly { readonly key: string; readonly value: string }[] {
  return [...section.matchAll(/<add\s[^<>]*>/gi)].flatMap(([entry]) => {
    const key = attributeOf(entry, 'key');
    const value = attributeOf(entry, 'value');
    return key === undefined || value === undefined ? [] : [{ key, value }];
  });
}

function attributeOf(entry: string, name: string): string | undefined {
  const value = new RegExp(`\\s${name}="([^"]*)"`, 'i').exec(entry)?.[1];
  return value
    ?.replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** By the name of the source: only what is written in clear, as that is all that travels between systems. */
function loginsIn(section: string): ReadonlyMap<string, string> {
  const logins = new Map<string, string>();
  const tags = [...section.matchAll(/<([\w.-]+)>/g)].slice(0, MAX_LOGINS);
  for (const { 0: tag, 1: name = '', index } of tags) {
    const end = section.indexOf(`</${name}>`, index);
    if (end < 0) continue;
    const entries = section.slice(index + tag.length, end);
    const pairs = new Map(pairsIn(entries).map(({ key, value }) => [key.toLowerCase(), value]));
    const password = pairs.get('cleartextpassword');
    if (password === undefined) continue;
    const pair = `${pairs.get('username') ?? ''}:${password}`;
    // https://learn.microsoft.com/nuget/reference/nuget-config-file#packagesourcecredentials
    logins.set(name.replaceAll('_x0020_', ' '), `Basic ${Buffer.from(pair).toString('base64')}`);
  }
  return logins;
}
