import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { getHeapCodeStatistics } from 'node:v8';
import { Script } from 'node:vm';
import { asUsual } from './short-run.ts';

/**
 * The bundles beside this one, loaded as `require` does, but compiled once: what V8 made of them is kept for the next
 * start. Compiling is half of what a start takes. What is kept is code, so it is read from a folder alone that nobody
 * but this person can write to. Node has `module.enableCompileCache` for it from version 22 on; this works in 20 too.
 */
const folder = import.meta.dirname;
const requireOther = createRequire(path.join(folder, 'cli.cjs'));
const loaded = new Map<string, { exports: unknown }>();
const cache = cacheFolder();

/** What was compiled of a bundle. */
interface Compiled {
  /** Where it is kept. */
  readonly file: string;
  readonly script: Script;
  /** How much had been compiled in the run that it was kept after; 0 where nothing is kept. */
  readonly before: number;
}
const compiled: Compiled[] = [];

/** Reading what was compiled for other commands would cost a start more than it saves. */
export type Use = 'lsp' | 'check' | 'other';

export function requireBundle(name: string, use: Use): unknown {
  const known = loaded.get(name);
  if (known) return known.exports;
  const module = { exports: {} };
  loaded.set(name, module);
  const file = path.join(folder, name);
  const run = compile(file, use).runInThisContext() as (...parts: unknown[]) => void;
  const isOurs = OURS.has(name);
  const require = (id: string): unknown => {
    if (/^\.\/[\w-]+\.cjs$/.test(id)) return requireBundle(id.slice(2), use);
    return isOurs && SLOW.has(id.replace(/^node:/, '')) ? later(id) : requireOther(id);
  };
  run.call(module.exports, module.exports, require, module, file, folder);
  return module.exports;
}

/** Of Node's own modules, what takes some milliseconds to load and few commands use. */
const SLOW = new Set([
  'crypto',
  'child_process',
  'fs/promises',
  'net',
  'perf_hooks',
  'timers/promises',
  'worker_threads',
]);

/** Bundles whose modules take no more of those than single names; others have libraries that copy whole ones. */
const OURS = new Set(['engine.cjs', 'server.cjs', 'commands.cjs', 'protocol.cjs']);

/** The module, loaded when the first thing of it is asked for. */
function later(id: string): unknown {
  let exports: Record<string, unknown> | undefined;
  const get = (_: object, name: string): unknown => {
    exports ??= asUsual(() => requireOther(id)) as Record<string, unknown>;
    return exports[name];
  };
  return new Proxy({}, { get });
}

function compile(file: string, use: Use): Script {
  const source = `(function (exports, require, module, __filename, __dirname) { ${readFileSync(file, 'utf8')}\n})`;
  const at = cache && keptFile(cache, file, use);
  const kept = at && readKept(at);
  const { data: cachedData, compiledBytes = 0 } = kept || {};
  const script = new Script(source, { filename: file, ...(cachedData ? { cachedData } : {}) });
  const before = script.cachedDataRejected ? 0 : compiledBytes;
  if (at) compiled.push({ file: at, script, before });
  return script;
}

/** Of one build, one Node and one use: V8 refuses what another version made, but does not look at the source. */
function keptFile(cache: string, file: string, use: Use): string {
  const { size, mtimeMs } = statSync(file);
  const of = [path.basename(file), use, process.version, process.arch, size, Math.round(mtimeMs)];
  return path.join(cache, `${of.join('-')}.v8`);
}

/** Behind what V8 made stands how much it had made in that run, of all bundles. */
const SIZE_BYTES = 4;

function readKept(file: string): { data: Buffer; compiledBytes: number } | undefined {
  try {
    if (!isMine(lstatSync(file), 'file')) return undefined;
    const all = readFileSync(file);
    const end = all.length - SIZE_BYTES;
    return { data: all.subarray(0, end), compiledBytes: all.readUInt32LE(end) };
  } catch {
    return undefined;
  }
}

/**
 * A run that compiled so much more than the one before may be what the next one is like: what the first check after an
 * update needs is rarely all. In the course of a long run V8 throws away what was compiled, and nothing is kept of it.
 */
const MORE = 1.03;

/** Keeps what was compiled; a failure costs the next start some milliseconds, and nobody has to hear of it. */
export function keepCompiled(): void {
  const size = getHeapCodeStatistics().bytecode_and_metadata_size;
  for (const { file, script, before } of compiled) {
    if (before > 0 && size < before * MORE) continue;
    const half = `${file}.${process.pid}`;
    try {
      const end = Buffer.alloc(SIZE_BYTES);
      end.writeUInt32LE(size);
      writeFileSync(half, Buffer.concat([script.createCachedData(), end]), {
        mode: 0o600,
        flag: 'wx',
      });
      renameSync(half, file);
      forgetOthers(file);
    } catch {
      rmSync(half, { force: true });
    }
  }
  compiled.length = 0;
}

/** So many of a bundle for one use: of two builds, or two versions of Node, that take turns, both are kept. */
const MOST_KEPT = 3;

/** Those of earlier builds, and what somebody was killed in the middle of. */
function forgetOthers(file: string): void {
  const cache = path.dirname(file);
  const [beginning = ''] = /^[\w-]+\.cjs-[a-z]+-/.exec(path.basename(file)) ?? [];
  readdirSync(cache)
    .filter((name) => name.startsWith(beginning))
    .map((name) => ({
      path: path.join(cache, name),
      at: lstatSync(path.join(cache, name)).mtimeMs,
    }))
    .sort((a, b) => b.at - a.at)
    .slice(MOST_KEPT)
    .forEach((it) => {
      rmSync(it.path, { force: true });
    });
}

/** Where things are kept, made if need be; nowhere if others could write there, or if Node is told to keep none. */
function cacheFolder(): string | undefined {
  if (process.env.NODE_DISABLE_COMPILE_CACHE) return undefined;
  try {
    const own = process.env.MCP_CHECKLIST_CACHE || path.join(userCache(), 'mcp-checklist');
    if (!path.isAbsolute(own)) return undefined;
    mkdirSync(own, { recursive: true, mode: 0o700 });
    return isMine(lstatSync(own), 'folder') ? own : undefined;
  } catch {
    return undefined;
  }
}

function userCache(): string {
  const home = os.homedir();
  if (process.platform === 'darwin') return path.join(home, 'Library', 'Caches');
  if (process.platform === 'win32')
    return process.env.LOCALAPPDATA ?? path.join(home, 'AppData', 'Local');
  return process.env.XDG_CACHE_HOME || path.join(home, '.cache');
}

/** Whether it is no link, belongs to who runs this, and nobody else may write to it. Windows has no such bits. */
function isMine(found: Stats, kind: 'file' | 'folder'): boolean {
  if (kind === 'file' ? !found.isFile() : !found.isDirectory()) return false;
  return process.getuid === undefined || (found.uid === process.getuid() && !(found.mode & 0o022));
}
