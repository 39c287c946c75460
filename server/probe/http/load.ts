import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sentence } from '../../../rules/secrets/safe.ts';
import type { Steps } from '../steps/steps.ts';
import { type Caller, isAccepted, VERSION } from './caller.ts';
import { ask, type Reply } from './request.ts';

const CROWD = 1_000;
const SLOW = 200;
/** Of one after the other, and ten at a time. */
const SAMPLES = 100;

interface Measured {
  readonly answered: number;
  /** Refused because there were too many. */
  readonly limited: number;
  readonly failed: number;
  /** No answer at all. */
  readonly dropped: number;
  /** Of those that came back: 95 of 100 took no longer. */
  readonly p95: number;
  readonly ms: number;
}

/**
 * How an own server bears a crowd: one at a time, ten, and a thousand at once. What this client costs by itself is
 * measured against an empty server in the same run, and said. Only on this machine, and only where somebody wants it.
 */
export async function judgeLoad(steps: Steps, caller: Caller): Promise<void> {
  // In a session of its own: the first one has ended.
  const open = await caller.initialize();
  const session = open?.headers['mcp-session-id'];
  const headers = {
    'mcp-protocol-version': VERSION,
    ...(typeof session === 'string' && { 'mcp-session-id': session }),
  };
  const ping = (): Promise<Reply | undefined> => caller.post('ping', {}, headers);
  const floor = await Floor.open(caller);
  try {
    for (const [id, many] of [
      ['load.one', 1],
      ['load.ten', 10],
    ] as const) {
      caller.options.progress(many === 1 ? 'one request after the other' : 'ten at a time');
      const own = await measure(ping, SAMPLES, many);
      const empty = await measure(() => floor.ping(), SAMPLES, many);
      const isSlow = own.p95 > SLOW && empty.p95 <= SLOW;
      steps.add(
        id,
        ['publish/24'],
        isSlow ? 'fail' : own.answered === SAMPLES ? 'pass' : 'review',
        many === 1
          ? sentence`One at a time, 95 of 100 answers take ${own.p95} ms; this client alone takes ${empty.p95} ms.`
          : sentence`Ten at a time, 95 of 100 answers take ${own.p95} ms; this client alone takes ${empty.p95} ms.`,
      );
    }
    caller.options.progress(`${CROWD} requests at once`);
    const own = await measure(ping, CROWD, CROWD);
    const empty = await measure(() => floor.ping(), CROWD, CROWD);
    const after = await caller.initialize();
    judgeCrowd(steps, own, empty, after !== undefined && isAccepted(after));
  } finally {
    await floor.close();
  }
}

function judgeCrowd(steps: Steps, own: Measured, empty: Measured, isAlive: boolean): void {
  const { answered, limited, failed, dropped, ms } = own;
  // What this machine cannot do is not the server's fault.
  const isTelling = empty.dropped === 0;
  const fails = !isAlive || (isTelling && dropped + failed > 0);
  steps.add(
    'load.crowd',
    ['publish/29'],
    fails ? 'fail' : isTelling ? 'pass' : 'review',
    sentence`Of ${CROWD} requests at once ${answered} were answered, ${limited} limited, ${failed} failed and ${dropped} dropped, in ${ms} ms; an empty server takes this client ${empty.ms} ms.`,
    ms,
  );
  if (!isAlive)
    steps.add(
      'load.dead',
      ['publish/29'],
      'fail',
      sentence`After that it does not answer any more.`,
    );
  if (limited > 0)
    steps.add('load.limited', ['publish/2'], 'pass', sentence`A crowd is limited with 429.`);
}

async function measure(
  send: () => Promise<Reply | undefined>,
  all: number,
  atOnce: number,
): Promise<Measured> {
  const started = Date.now();
  const replies: (Reply | undefined)[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < all) {
      next += 1;
      replies.push(await send());
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  const came = replies.filter((it) => it !== undefined);
  const times = came.map((it) => it.ms).sort((a, b) => a - b);
  const limited = came.filter(({ status }) => status === 429 || status === 503).length;
  const failed = came.filter(({ status }) => status >= 500 && status !== 503).length;
  return {
    answered: came.length - limited - failed,
    limited,
    failed,
    dropped: replies.length - came.length,
    p95: times[Math.ceil(times.length * 0.95) - 1] ?? 0,
    ms: Date.now() - started,
  };
}

/** A server that does nothing but answer: what is left is what the client costs. */
class Floor {
  readonly #url: URL;
  readonly #caller: Caller;
  readonly #end: () => Promise<void>;

  private constructor(url: URL, caller: Caller, end: () => Promise<void>) {
    this.#url = url;
    this.#caller = caller;
    this.#end = end;
  }

  static async open(caller: Caller): Promise<Floor> {
    const server = createServer((request, response) => {
      request.resume().on('end', () => {
        response.setHeader('content-type', 'application/json');
        response.end('{"jsonrpc":"2.0","id":1,"result":{}}');
      });
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ port: 0, host: '127.0.0.1', backlog: CROWD }, resolve);
    });
    const { port } = server.address() as AddressInfo;
    return new Floor(new URL(`http://127.0.0.1:${port}/`), caller, async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    });
  }

  ping(): Promise<Reply | undefined> {
    const body = { jsonrpc: '2.0', id: 1, method: 'ping', params: {} };
    return ask(this.#url, { ...this.#caller.question(), body });
  }

  close(): Promise<void> {
    return this.#end();
  }
}
