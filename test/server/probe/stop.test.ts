import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { CancellationTokenSource } from 'vscode-languageserver/node';
import { planProbe, probe as probeRequest } from '../../../server/protocol.ts';
import { CLI } from '../../cli/run.ts';
import { seeded } from '../../fake.ts';
import { ServerProcess } from '../process.ts';
import { plantedHttp } from './planted-http.ts';
import { leftovers, PLANTED, planted, probe, SCRATCH, scratch } from './run.ts';

/** A sample here; the nightly run does as many as were promised, each night at other moments. */
const TIMES = Number(process.env.MCP_CHECKLIST_PROBE_KILLS ?? 15);
const SEED = Number(process.env.MCP_CHECKLIST_SEED ?? 20_261_127);
/** A config whose servers are killed as well. */
const CONFIG = process.env.MCP_CHECKLIST_PROBE_CONFIG;
const WAYS = ['called off', 'cancelled in an editor', 'SIGINT', 'SIGTERM', 'SIGKILL'] as const;
const LATEST = 6_000;

/** What makes it hard to end. */
const FAULTS = [
  'child-detached',
  'child-stays',
  'child-unmarked',
  'child-listens',
  'ignores-sigterm',
  'stays',
  'never-answers',
  'list-never',
  'config-leak',
  'env-dump',
];

const random = seeded(SEED);

afterEach(async () => {
  expect(await settled()).toEqual([]);
}, 20_000);

/** Who cleans up after a kill takes a moment. */
async function settled(): Promise<readonly string[]> {
  for (let waited = 0; waited < 15_000 && leftovers().length > 0; waited += 100)
    await new Promise((resolve) => setTimeout(resolve, 100));
  return leftovers();
}

function below(most: number): number {
  return Math.floor((Number.parseInt(random.hex(8), 16) / 2 ** 32) * most);
}

/** A server that is hard to end, with a credential of somebody's in its config. */
function hardOne(canary: string, port: number): object {
  const faults = FAULTS.filter(() => below(3) === 0).join(',');
  const env = { API_KEY: canary, FAULTS: faults, PORT: String(port) };
  return { command: process.execPath, args: [PLANTED], env };
}

const others: readonly object[] = CONFIG
  ? Object.values(JSON.parse(readFileSync(CONFIG, 'utf8')).mcpServers)
  : [];

function folderWith(notes: object): string {
  const folder = scratch('stop');
  writeFileSync(join(folder, '.mcp.json'), JSON.stringify({ mcpServers: { notes } }));
  return folder;
}

/** Ends a probe that way at that moment. @returns all that it said */
async function ended(notes: object, way: (typeof WAYS)[number], at: number): Promise<string> {
  if (way === 'cancelled in an editor') return cancelled(folderWith(notes), at);
  if (way === 'called off') return calledOff(at);
  const args = [CLI, 'probe', 'notes', '--config', '.mcp.json', '--yes', '--sandbox'];
  const child = spawn(process.execPath, [...args, below(2) === 0 ? 'none' : 'auto'], {
    cwd: folderWith(notes),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk;
    });
  setTimeout(() => child.kill(way), at);
  await new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return said;
}

async function calledOff(at: number): Promise<string> {
  const stop = new AbortController();
  setTimeout(() => stop.abort(), at);
  const outcome = await probe(planted('child-detached,child-stays,ignores-sigterm,stays'), {
    signal: stop.signal,
  });
  expect(outcome.kind).toBe('cancelled');
  // Nobody is waited for here: what is called off is gone when it answers.
  expect(leftovers()).toEqual([]);
  return JSON.stringify(outcome);
}

async function cancelled(folder: string, at: number): Promise<string> {
  const server = new ServerProcess(folder);
  const uri = pathToFileURL(join(folder, '.mcp.json')).href;
  const about = { uri, server: 'notes', calls: 'hints' } as const;
  try {
    await server.start(pathToFileURL(folder).href, { trusted: true });
    const question = await server.connection.sendRequest(planProbe, about);
    expect(question.problem).toBeNull();
    const source = new CancellationTokenSource();
    const params = { ...about, stamp: question.stamp, token: 't' };
    const answer = server.connection.sendRequest(probeRequest, params, source.token);
    setTimeout(() => source.cancel(), at);
    const result = await answer.catch((error: unknown) => String(error));
    return JSON.stringify([question, result]);
  } finally {
    await server.kill();
  }
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}

/** A port that nobody has; what is hard to end may take it. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

test(
  'ended in any way at any moment, nothing is left: no process, folder or port, and nothing of a credential',
  async () => {
    console.log(`${TIMES} probes are ended, MCP_CHECKLIST_SEED=${SEED}`);
    const http = await plantedHttp('open');
    let listened = 0;
    for (let index = 0; index < TIMES; index++) {
      const port = await freePort();
      const canary = random.githubToken();
      const remote = { url: http.url, headers: { Authorization: `Bearer ${canary}` } };
      const real = below(3) === 0 ? others[below(others.length)] : undefined;
      const notes = real ?? (below(4) === 0 ? remote : hardOne(canary, port));
      const way = WAYS[index % WAYS.length] ?? 'SIGKILL';
      const at = below(LATEST);
      const looking = setInterval(() => {
        isListening(port).then((is) => {
          listened += is ? 1 : 0;
        });
      }, 200);
      const said = await ended(notes, way, at);
      clearInterval(looking);
      const left = [...(await settled()), ...((await isListening(port)) ? [`port ${port}`] : [])];
      const shown = [...canary].some((_, from) =>
        said.includes(canary.slice(from, from + 9).padEnd(9, '\n')),
      );
      expect({ index, way, at, notes, left, shown }).toMatchObject({ left: [], shown: false });
    }
    await http.close();
    // In a sample nobody may get as far as to listen.
    if (TIMES >= 100) expect(listened).toBeGreaterThan(0);
  },
  60_000 + TIMES * 20_000,
);

describe('what a run has left whose cleaner was ended as well', () => {
  const HOURS = 60 * 60 * 1000;

  function abandoned(name: string, age: number): string {
    const root = join(SCRATCH, `mcp-checklist-probe-${name}`);
    mkdirSync(join(root, 'work'), { recursive: true });
    const at = new Date(Date.now() - age);
    utimesSync(root, at, at);
    return root;
  }

  test('is removed by the next one once it is old, and what works there is ended', async () => {
    const old = abandoned('old', 3 * HOURS);
    const young = abandoned('young', HOURS);
    const daemon = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)'], {
      cwd: join(old, 'work'),
      stdio: 'ignore',
    });
    const gone = new Promise((resolve) => daemon.once('exit', resolve));
    await probe(planted(''), { steps: [10] });
    expect([existsSync(old), existsSync(young)]).toEqual([false, true]);
    if (process.platform === 'linux') await gone;
    daemon.kill();
    utimesSync(young, new Date(0), new Date(0));
    await probe(planted(''), { steps: [10] });
    expect(existsSync(young)).toBe(false);
  }, 30_000);
});
