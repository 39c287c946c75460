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
import { Script } from 'node:vm';

/**
 * The bundles beside this one, loaded as `require` does, but compiled once: what V8 made of them is kept for the next
 * start. Compiling is half of what a start takes. What is kept is code, so it is read from a folder alone that nobody
 * but this person can write to. Node has `module.enableCompileCache` for it from version 22 on; this works in 20 too.
 */
const folder = import.meta.dirname;
const requireOther = createRequire(path.join(folder, 'cli.cjs'));
const loaded = new Map<string, { exports: unknown }>();
const cache = cacheFolder();
/** What was compiled anew, to be written down when it is known which of its functions are needed. */
const fresh = new Map<string, Script>();

export function requireBundle(name: string): unknown {
  const known = loaded.get(name);
  if (known) return known.exports;
  const module = { exports: {} };
  loaded.set(name, module);
  const file = path.join(folder, name);
  const run = compile(file).runInThisContext() as (...parts: unknown[]) => void;
  run.call(module.exports, module.exports, requireFromBundle, module, file, folder);
  return module.exports;
}

function requireFromBundle(id: string): unknown {
  return /^\.\/[\w-]+\.cjs$/.test(id) ? requireBundle(id.slice(2)) : requireOther(id);
}

function compile(file: string): Script {
  const source = `(function (exports, require, module, __filename, __dirname) { ${readFileSync(file, 'utf8')}\n})`;
  const kept = cache && keptFile(cache, file);
  const cachedData = kept && readKept(kept);
  const script = new Script(source, { filename: file, ...(cachedData ? { cachedData } : {}) });
  if (kept && (!cachedData || script.cachedDataRejected)) fresh.set(kept, script);
  return script;
}

/** Of one build and one Node: V8 refuses what another version made, but does not look at the source. */
function keptFile(cache: string, file: string): string {
  const { size, mtimeMs } = statSync(file);
  const of = [path.basename(file), process.version, process.arch, size, Math.round(mtimeMs)];
  return path.join(cache, `${of.join('-')}.v8`);
}

function readKept(file: string): Buffer | undefined {
  try {
    return isMine(lstatSync(file), 'file') ? readFileSync(file) : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps what was compiled; a failure costs the next start some milliseconds, and nobody has to hear of it. */
export function keepCompiled(): void {
  for (const [file, script] of fresh) {
    const half = `${file}.${process.pid}`;
    try {
      writeFileSync(half, script.createCachedData(), { mode: 0o600, flag: 'wx' });
      renameSync(half, file);
      forgetOthers(file);
    } catch {
      rmSync(half, { force: true });
    }
  }
  fresh.clear();
}

/** Those of earlier builds. */
function forgetOthers(file: string): void {
  const own = path.basename(file);
  const bundle = own.slice(0, own.indexOf('.cjs-') + 5);
  for (const name of readdirSync(path.dirname(file)))
    if (name.startsWith(bundle) && name.endsWith('.v8') && name !== own)
      rmSync(path.join(path.dirname(file), name), { force: true });
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
