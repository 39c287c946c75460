import { randomBytes } from 'node:crypto';
import {
  chmod,
  copyFile,
  mkdir,
  open,
  opendir,
  readdir,
  readFile,
  rm,
  writeFile,
} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import tls from 'node:tls';
import { type MadeUp, makeUp } from './credentials.ts';
import type { Network, Text } from './types.ts';

/** The one variable that tells which processes are this run's; see `sweep`. */
export const MARK = 'MCP_CHECKLIST_PROBE';
/** Of the name of a run's folder. */
export const PREFIX = 'mcp-checklist-probe-';
/** Nobody asked for it: who shows its value dumps its whole environment. */
const UNASKED = 'MCP_CHECKLIST_UNASKED';

/** Of the person's own environment, only these are handed on. */
const ALLOWED =
  /^(?:PATH|LANG|LC_\w+|TERM|TZ|SYSTEMROOT|COMSPEC|PATHEXT|WINDIR|PROGRAMFILES.*|PROGRAMDATA|SYSTEMDRIVE|NUMBER_OF_PROCESSORS|PROCESSOR_ARCHITECTURE)$/i;

/** Launchers keep what they have downloaded, or every start would download it again. */
const CACHES: readonly (readonly [variable: string, ...fromHome: string[]])[] = [
  ['npm_config_cache', '.npm'],
  ['npm_config_userconfig', '.npmrc'],
  ['UV_CACHE_DIR', '.cache', 'uv'],
  ['BUN_INSTALL', '.bun'],
  ['DENO_DIR', '.cache', 'deno'],
  // https://docs.astral.sh/uv/reference/environment/#uv_python_install_dir
  ['UV_PYTHON_INSTALL_DIR', '.local', 'share', 'uv', 'python'],
  ['GOMODCACHE', 'go', 'pkg', 'mod'],
  // https://pkg.go.dev/cmd/go#hdr-Build_and_test_caching
  ['GOCACHE', ...goCache()],
  ['CARGO_HOME', '.cargo'],
  ['NUGET_PACKAGES', '.nuget', 'packages'],
];

function goCache(): readonly string[] {
  if (process.platform === 'darwin') return ['Library', 'Caches', 'go-build'];
  return process.platform === 'win32' ? ['AppData', 'Local', 'go-build'] : ['.cache', 'go-build'];
}

/** Their names, for who has to let them be written to. */
export const CACHE_VARIABLES: readonly string[] = CACHES.map(([name]) => name);

/** Where the hook says that every name leads (RFC 5737): no host that anybody has named. */
const NOBODY = '203.0.113.1';

const BROWSERS = ['xdg-open', 'open', 'sensible-browser', 'x-www-browser', 'wslview'];

/** More than this of one file, or of all, is not searched. */
const MOST_FILE_BYTES = 1024 * 1024;
const MOST_BYTES = 32 * 1024 * 1024;
const MOST_FILES = 500;
const MOST_FOLDERS = 2_000;

/** Where the provider is that answers in place of the network. */
export interface Answering {
  readonly port: number;
  readonly certificate: string;
  readonly hook: string;
}

/**
 * An empty world for what is started: a home, a working folder and a temporary folder that are made for this run and
 * removed after it, and an environment of which every variable was chosen.
 */
export class World {
  readonly root: string;
  readonly mark: string = randomBytes(16).toString('hex');
  readonly unasked: MadeUp = makeUp(UNASKED, { pattern: '[A-Za-z0-9]{32}', fixed: 0 });
  readonly #person: Readonly<Record<string, string | undefined>>;

  constructor(person: Readonly<Record<string, string | undefined>> = process.env) {
    const name = `${PREFIX}${randomBytes(6).toString('hex')}`;
    this.root = path.join(os.tmpdir(), name);
    this.#person = person;
  }

  /** Makes the folders; who cleans up after us knows of them before. */
  async make(): Promise<void> {
    await mkdir(this.root, { mode: 0o700 });
    await Promise.all(
      ['work', 'tmp', 'bin', 'own'].map((it) => mkdir(path.join(this.root, it), { mode: 0o700 })),
    );
    await this.#shims();
  }

  get work(): string {
    return path.join(this.root, 'work');
  }

  /** Whoever wants to open a page leaves a note instead. */
  get openedBrowser(): string {
    return path.join(this.root, 'own', 'opened');
  }

  /** Whether somebody wanted to, since it was last asked. */
  async hasOpenedBrowser(): Promise<boolean> {
    return tookAway(this.openedBrowser);
  }

  /** A file that only a text in an argument would make. */
  get injected(): string {
    return path.join(this.root, 'tmp', 'injected');
  }

  async isInjected(): Promise<boolean> {
    return tookAway(this.injected);
  }

  home(name: string): string {
    return path.join(this.root, `home-${name}`);
  }

  async #shims(): Promise<void> {
    if (process.platform === 'win32') return;
    const note = `#!/bin/sh\n: > '${this.openedBrowser}'\n`;
    for (const name of BROWSERS) {
      const file = path.join(this.root, 'bin', name);
      await writeFile(file, note);
      await chmod(file, 0o755);
    }
  }

  /** The hook that goes into Node's processes, and the certificates to believe, where they can be read from inside. */
  async place(answering: Answering, source: string): Promise<Answering> {
    const hook = path.join(this.root, 'own', 'hook.cjs');
    const certificate = path.join(this.root, 'own', 'ca.pem');
    await copyFile(source, hook);
    const { NODE_EXTRA_CA_CERTS: extra, SSL_CERT_FILE: file } = this.#person;
    const own = [answering.certificate, await believed(extra)].join('\n');
    await writeFile(certificate, own);
    await writeFile(
      path.join(this.root, 'own', 'all.pem'),
      [...tls.rootCertificates, await believed(file), own].join('\n'),
    );
    return { port: answering.port, hook, certificate };
  }

  /** The environment of one start. */
  async environment(
    home: string,
    network: Network,
    answering: Answering | undefined,
    failure: string,
  ): Promise<Record<string, string>> {
    await mkdir(home, { recursive: true, mode: 0o700 });
    const allowed = Object.entries(this.#person).flatMap(([name, value]) =>
      value !== undefined && ALLOWED.test(name) ? [[name, value] as const] : [],
    );
    const env: Record<string, string> = Object.fromEntries(allowed);
    const found = Object.keys(env).find((it) => /^path$/i.test(it)) ?? 'PATH';
    const folders = [path.join(this.root, 'bin'), env[found] ?? ''];
    delete env[found];
    Object.assign(env, { PATH: folders.join(path.delimiter), TERM: env.TERM ?? 'dumb' });
    for (const name of ['HOME', 'USERPROFILE', 'APPDATA', 'LOCALAPPDATA']) env[name] = home;
    for (const name of ['TMPDIR', 'TMP', 'TEMP']) env[name] = path.join(this.root, 'tmp');
    for (const [name, folder] of [
      ['XDG_CONFIG_HOME', '.config'],
      ['XDG_CACHE_HOME', '.cache'],
      ['XDG_DATA_HOME', '.local/share'],
      ['XDG_STATE_HOME', '.local/state'],
    ] as const)
      env[name] = path.join(home, folder);
    Object.assign(env, this.#caches(), {
      BROWSER: path.join(this.root, 'bin', 'xdg-open'),
      NoDefaultCurrentDirectoryInExePath: '1',
      [MARK]: this.mark,
      [UNASKED]: this.unasked.value,
    });
    if (answering) Object.assign(env, this.#network(network, answering, failure));
    return env;
  }

  #caches(): Record<string, string> {
    const own = this.#person.HOME ?? this.#person.USERPROFILE ?? os.homedir();
    return Object.fromEntries(
      CACHES.map(([name, ...below]) => [name, this.#person[name] ?? path.join(own, ...below)]),
    );
  }

  #network(network: Network, { port, hook, certificate }: Answering, failure: string) {
    const all = path.join(this.root, 'own', 'all.pem');
    const proxy = `http://127.0.0.1:${port}`;
    const preload = {
      NODE_OPTIONS: `--require ${JSON.stringify(hook.replaceAll('\\', '/'))}`,
      NODE_EXTRA_CA_CERTS: certificate,
      MCP_CHECKLIST_PROVIDER: `${port}:${failure}`,
      MCP_CHECKLIST_ASKED: path.join(this.root, 'own', 'asked'),
    };
    const proxies = {
      HTTPS_PROXY: proxy,
      HTTP_PROXY: proxy,
      https_proxy: proxy,
      http_proxy: proxy,
      NO_PROXY: '127.0.0.1,localhost,::1',
      no_proxy: '127.0.0.1,localhost,::1',
      SSL_CERT_FILE: all,
      REQUESTS_CA_BUNDLE: all,
    };
    if (network === 'preload') return preload;
    return network === 'proxy' ? proxies : { ...preload, ...proxies };
  }

  /** What it wrote, as text, from all of its folders, as far as anybody reads. */
  async written(): Promise<{ readonly names: readonly string[]; readonly text: string }> {
    const names: string[] = [];
    const texts: string[] = [];
    let room = MOST_BYTES;
    for await (const file of filesBelow(this.root, new Set(['own', 'bin']))) {
      if (names.length >= MOST_FILES || room <= 0) break;
      names.push(path.relative(this.root, file));
      const content = await beginningOf(file, Math.min(room, MOST_FILE_BYTES));
      room -= content.length;
      texts.push(content.toString('utf8'));
    }
    return { names, text: texts.join('\n') };
  }

  /** Hosts that were asked for where nobody answers. What is started knows the file, and may write anything to it. */
  async asked(): Promise<readonly string[]> {
    const text = await beginningOf(path.join(this.root, 'own', 'asked'), MOST_FILE_BYTES);
    return text
      .toString('utf8')
      .split('\n')
      .filter((it) => it !== '' && it !== NOBODY);
  }

  /** Removes all of it, also what somebody has locked. What cannot be removed is left: nobody waits for it. */
  async remove(): Promise<void> {
    const options = { recursive: true, force: true, maxRetries: 5, retryDelay: 100 };
    try {
      await rm(this.root, options);
    } catch {
      await unlock(this.root);
      await rm(this.root, options).catch(() => undefined);
    }
  }
}

/** Authorities that this person's machine believes: without them a launcher fetches nothing behind a company's proxy. */
async function believed(file = ''): Promise<string> {
  if (!path.isAbsolute(file)) return '';
  const text = await readFile(file, 'latin1').catch(() => '');
  return text.includes('CERTIFICATE') && text.length <= MOST_FILE_BYTES ? text : '';
}

/** Files, folder by folder; no link is followed, and no pipe is opened. */
async function* filesBelow(root: string, except: ReadonlySet<string>): AsyncGenerator<string> {
  const folders = [root];
  for (let at = 0; at < folders.length && at < MOST_FOLDERS; at++) {
    const folder = folders[at] as string;
    const entries = await opendir(folder).catch(() => undefined);
    if (!entries) continue;
    for await (const entry of entries) {
      if (folder === root && except.has(entry.name)) continue;
      const whole = path.join(folder, entry.name);
      if (entry.isFile()) yield whole;
      else if (entry.isDirectory() && folders.length < MOST_FOLDERS) folders.push(whole);
    }
  }
}

/** The beginning of a file, however long it is; nothing where it cannot be read. */
async function beginningOf(file: string, longest: number): Promise<Buffer> {
  const handle = await open(file, 'r').catch(() => undefined);
  if (!handle) return Buffer.alloc(0);
  try {
    const { size } = await handle.stat();
    const { buffer, bytesRead } = await handle.read({
      buffer: Buffer.alloc(Math.min(size, longest)),
      position: 0,
    });
    return buffer.subarray(0, bytesRead);
  } catch {
    return Buffer.alloc(0);
  } finally {
    await handle.close();
  }
}

/** Lets us into every folder again. */
async function unlock(folder: string): Promise<void> {
  await chmod(folder, 0o700).catch(() => undefined);
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) if (entry.isDirectory()) await unlock(path.join(folder, entry.name));
}

/** Whether a file was there; it is not any more. */
async function tookAway(file: string): Promise<boolean> {
  return rm(file).then(
    () => true,
    () => false,
  );
}

/** A text of the plan as it is used in this run. */
export function filled(text: Text, values: readonly string[], work: string): string {
  return text
    .map((piece) => {
      if (typeof piece === 'string') return piece;
      return 'slot' in piece ? (values[piece.slot] ?? '') : work;
    })
    .join('');
}
