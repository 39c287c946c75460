// What every script needs: one line per long step, quiet child processes, errors in words.
// Plain Node 20 and no package, because `npm start` runs this before anything is installed.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** An error whose message is all a person needs: printed without a stack trace. */
export class Failure extends Error {}

/** Lets a script end with one readable line, whatever went wrong. @param {() => Promise<unknown>} main */
export async function runMain(main) {
  try {
    await main();
  } catch (error) {
    const debug = process.env.MCP_CHECKLIST_DEBUG !== undefined;
    const message = error instanceof Error ? error.message : String(error);
    console.error(debug && error instanceof Error ? error.stack : `\nStopped: ${message}`);
    process.exitCode = 1;
  }
}

/**
 * Runs a long step between two lines, so that nobody stares at a silent terminal.
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const started = Date.now();
  console.log(`… ${title}`);
  try {
    const result = await work();
    console.log(`✓ ${title} (${seconds(started)})`);
    return result;
  } catch (error) {
    console.log(`✗ ${title} (${seconds(started)})`);
    throw error;
  }
}

/** @param {number} started */
export function seconds(started) {
  return `${((Date.now() - started) / 1000).toFixed(1)} s`;
}

/**
 * Runs a program and resolves with its exit code; its output goes to ours.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @param {readonly NodeJS.Signals[]} [forwarded] signals that are passed on to it instead of ending us
 * @returns {Promise<number>}
 */
export function run(command, args, options = {}, forwarded = []) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: 'inherit',
      ...windowsShell,
      ...options,
    });
    const forward = (/** @type {NodeJS.Signals} */ signal) => child.kill(signal);
    for (const signal of forwarded) process.on(signal, forward);
    child.once('error', () => reject(new Failure(`${command} could not be started.`)));
    child.once('exit', (code, signal) => {
      for (const signal of forwarded) process.off(signal, forward);
      resolve(signal ? 128 : (code ?? 1));
    });
  });
}

/**
 * Runs a program silently; when it fails, the end of what it said becomes the error.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<string>} what it wrote to stdout
 */
export function quiet(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...windowsShell,
      ...options,
    });
    let out = '';
    let all = '';
    child.stdout?.on('data', (chunk) => {
      out += chunk;
      all += chunk;
    });
    child.stderr?.on('data', (chunk) => {
      all += chunk;
    });
    child.once('error', () => reject(new Failure(`${command} could not be started.`)));
    child.once('close', (code, signal) => {
      if (code === 0) return resolve(out);
      const tail = essence(all);
      const how = signal ?? `exit code ${code}`;
      reject(new Failure(`${command} ${args.slice(0, 2).join(' ')} failed (${how}):\n${tail}`));
    });
  });
}

/** npm says what went wrong first and its whole usage afterwards; other programs end with it. @param {string} output */
function essence(output) {
  const lines = output.trim().split('\n');
  const errors = lines.filter((line) => line.startsWith('npm error'));
  return (errors.length > 0 ? errors.slice(0, 12) : lines.slice(-15)).join('\n');
}

/** npm and the .bin scripts are `.cmd` files on Windows, which only a shell starts. */
const windowsShell = process.platform === 'win32' ? { shell: true } : {};

/** The project's own Node (see CONTRIBUTING) and tools first on PATH, also when npm did not start us. */
export function toolEnv() {
  const bin = path.join(root, 'node_modules', '.bin');
  return { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}` };
}

/**
 * Runs a tool of the project (`biome`, `tsc` …) under the project's Node.
 * @param {string} name
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 */
export function tool(name, args, options = {}) {
  return run(name, args, { env: toolEnv(), ...options });
}

/** Installs the development packages when they are missing or older than the lock file. */
export async function ensureInstalled() {
  if (isInstalled()) return;
  if (spawnSync('npm', ['--version'], { ...windowsShell }).status !== 0) {
    throw new Failure('npm was not found. Install Node.js 20 or newer, which brings npm along.');
  }
  const options = ['--no-audit', '--no-fund', '--loglevel=error'];
  await step('Installing the development packages (about a minute the first time)', () =>
    quiet('npm', ['ci', ...options]),
  );
}

/**
 * Continues the script under the project's own Node when the machine's is older: the tools need it.
 * @param {string} script the running script's import.meta.url
 * @returns {Promise<boolean>} whether the work was done there
 */
export async function ranUnderProjectNode(script) {
  const { devDependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const wanted = Number(/\d+/.exec(devDependencies.node)?.[0]);
  if (Number(process.versions.node.split('.')[0]) >= wanted) return false;
  // Ctrl-C reaches both of us: the other one tidies up, we wait for it.
  process.on('SIGINT', () => {});
  // The others reach us alone: without us it would never end.
  process.exitCode = await run(
    'node',
    [fileURLToPath(script), ...process.argv.slice(2)],
    { env: toolEnv() },
    ['SIGTERM', 'SIGHUP'],
  );
  return true;
}

function isInstalled() {
  // npm writes this file last, so it is missing or old when an install was killed half-way.
  const mark = path.join(root, 'node_modules', '.package-lock.json');
  const node = path.join(root, 'node_modules', '.bin', 'node');
  if (!existsSync(mark) || !(existsSync(node) || existsSync(`${node}.cmd`))) return false;
  return statSync(mark).mtimeMs >= statSync(path.join(root, 'package-lock.json')).mtimeMs;
}
