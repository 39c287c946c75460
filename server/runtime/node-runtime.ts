import { hash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { lstat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { appendLine } from '../machine/append-line.ts';
import { digest } from '../machine/digest.ts';
import { isOwn, readableByAll } from '../machine/file-mode.ts';
import { findConfigs, isFoundIn } from '../machine/find.ts';
import { askGit, isTopOfRepository } from '../machine/git-states.ts';
import { homeConfigs, thisMachine } from '../machine/home.ts';
import { janeeLog } from '../machine/janee-log.ts';
import { commitsWith } from '../machine/past.ts';
import { installedManagers } from '../machine/programs.ts';
import { readTextSync } from '../machine/read-text.ts';
import { findProgram, foldersToDistrust } from '../machine/run-program.ts';
import { storeSecrets } from '../machine/secrets/store.ts';
import { IGNORED, writeBeside } from '../machine/write-beside.ts';
import { lazyProbes } from './lazy-prober.ts';
import { lazyVersions } from './lazy-versions.ts';
import { projectWorker } from './project-worker.ts';
import type { Runtime } from './runtime.ts';
import { expectMuch } from './small-heap.ts';

/** Of this run of the program alone, so that no hash means anything elsewhere. */
let sessionKey: string | undefined;

/** In one go, where Node has that (20.12): each credential is asked for several times, and no hash leaves the process. */
function hashCredential(value: string): string {
  sessionKey ??= randomBytes(32).toString('hex');
  return typeof hash === 'function'
    ? hash('sha256', sessionKey + value)
    : digest(sessionKey, value);
}

const clock = { asked: Number.NEGATIVE_INFINITY, spent: 0 };

/** Asking the system costs more than many a rule, and what is counted with it are seconds: see `Deadline`. */
const FRESH_MS = 200;

function processorTime(): number {
  // The clock in `node:perf_hooks` takes milliseconds to load.
  const now = process.uptime() * 1_000;
  if (now - clock.asked < FRESH_MS) return clock.spent;
  const { user, system } = process.cpuUsage();
  clock.asked = now;
  clock.spent = (user + system) / 1000;
  return clock.spent;
}

/** This machine, as Node shows it. */
export const nodeRuntime: Runtime = {
  versions: lazyVersions,
  probes: lazyProbes,
  projects: projectWorker,
  now: () => Date.now(),
  processorTime,
  expectMuch,
  later(task, milliseconds) {
    const timer = setTimeout(task, milliseconds);
    return () => clearTimeout(timer);
  },
  pathOf(uri) {
    if (!uri.startsWith('file:')) return undefined;
    try {
      return fileURLToPath(uri);
    } catch {
      return undefined;
    }
  },
  uriOf: (path) => pathToFileURL(path).href,
  // Handing a small file to another thread and back takes longer than reading it; thousands are read in slices.
  async readText(path) {
    const read = readTextSync(path);
    return read.ok ? read.text : undefined;
  },
  findConfigs: (folder, signal, plain) =>
    findConfigs(folder, signal, undefined, plain && { plain }),
  isFoundIn,
  homeConfigs: () => homeConfigs(),
  homeFolder: thisMachine.home,
  exists: async (path) => existsSync(path),
  isLink: (path) =>
    lstat(path).then(
      (it) => it.isSymbolicLink(),
      () => false,
    ),
  readableByAll,
  isOwn: (path) => isOwn(path, thisMachine.home),
  askGit,
  isTopOfRepository,
  commitsWith,
  storeSecrets,
  appendLine,
  writeBeside: (path, before, after, within, kept) =>
    writeBeside(path, before, after, within, kept ? { line: IGNORED, askGit } : undefined),
  digest,
  findProgram: async (name, paths) =>
    findProgram(name, foldersToDistrust(paths.map((it) => dirname(it)))),
  auditLog: () => janeeLog(thisMachine.home, Date.now()),
  secretManagers: async () => installedManagers(),
  hashCredential,
};
