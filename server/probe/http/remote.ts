import {
  SSEClientTransport,
  StreamableHTTPClientTransport,
  type Transport,
} from '@modelcontextprotocol/client';
import type { ToolHash } from '../../../rules/findings/probe-record.ts';
import { sentence } from '../../../rules/secrets/safe.ts';
import { hasStackIn } from '../answers.ts';
import type { Context } from '../context.ts';
import { LeakFinder } from '../leaks.ts';
import { Session } from '../session/session.ts';
import { countsOf, judgeDrift, judgeTools } from '../steps/listing.ts';
import type { Steps } from '../steps/steps.ts';
import { hashOf, toolsIn } from '../tools.ts';
import type { ToolCounts } from '../types.ts';
import { filled } from '../world.ts';
import { judgeMetadata } from './metadata.ts';
import { ask, messageOf, type Reply } from './request.ts';
import { judgeTls } from './tls.ts';
import { type WrongTokens, wrongTokens } from './tokens.ts';

/** The versions that have a handshake; the newer one has none. */
const VERSION = '2025-06-18';
const BURST = 40;
const FOREIGN = 'http://evil.example';

/** Calls a server over HTTP: with nothing, and with what nobody may take. Never with what is real, but to list. */
export class RemoteProbe {
  readonly #context: Context;
  readonly #steps: Steps;
  readonly #url: URL;
  readonly #own: Readonly<Record<string, string>>;

  constructor(context: Context, steps: Steps) {
    this.#context = context;
    this.#steps = steps;
    const { plan, world, made } = context;
    const values = made.map(({ value }) => value);
    this.#url = new URL(filled(plan.url, values, world.work));
    // Headers without a credential belong to the server's address.
    this.#own = Object.fromEntries(
      plan.headers
        .filter(({ value }) => value.every((it) => typeof it === 'string'))
        .map(({ name, value }) => [name.toLowerCase(), value.join('')]),
    );
  }

  async run(): Promise<{ readonly counts: ToolCounts; readonly hashes: readonly ToolHash[] }> {
    const { options } = this.#context;
    options.progress('It is asked without a credential');
    const open = await this.#initialize();
    const nothing = { counts: countsOf([], [], options.before), hashes: [] };
    if (this.#url.protocol === 'https:')
      await judgeTls(this.#steps, this.#url, 10_000, options.now());
    if (!open) {
      this.#steps.add('http.reached', [], 'review', sentence`It does not answer.`);
      return nothing;
    }
    this.#steps.add('http.reached', [], 'pass', sentence`It answers.`, open.ms);
    const isOpen = isAccepted(open);
    await this.#judgeCredentials(open, isOpen);
    await this.#judgeOrigin(isOpen);
    await judgeMetadata(this.#steps, this.#url, open, this.#question());
    if (isOpen) await this.#judgeSession(open);
    await this.#judgeBurst(isOpen);
    return isOpen || this.#context.isReal ? this.#list() : nothing;
  }

  #question() {
    const { signal } = this.#context.options;
    return { timeout: 10_000, signal };
  }

  #initialize(headers: Readonly<Record<string, string>> = {}): Promise<Reply | undefined> {
    this.#context.throwIfOver();
    const params = {
      protocolVersion: VERSION,
      capabilities: {},
      clientInfo: { name: 'mcp-checklist', version: '1.0.0' },
    };
    return this.#post('initialize', params, headers);
  }

  #post(
    method: string,
    params: object,
    headers: Readonly<Record<string, string>>,
  ): Promise<Reply | undefined> {
    const body = { jsonrpc: '2.0', id: 1, method, params };
    return ask(this.#url, { ...this.#question(), body, headers: { ...this.#own, ...headers } });
  }

  async #judgeCredentials(open: Reply, isOpen: boolean): Promise<void> {
    const tokens = wrongTokens(this.#url.origin, this.#context.options.now());
    if (isOpen) {
      this.#steps.add(
        'http.open',
        ['publish/1'],
        'review',
        sentence`Everybody is let in without a credential.`,
      );
      return this.#judgeReflection(tokens, await this.#tryOpaque(tokens));
    }
    if (open.status === 401 && open.headers['www-authenticate'])
      this.#steps.add(
        'http.open',
        [],
        'pass',
        sentence`Without a credential it says 401, and how to get one.`,
      );
    else
      this.#steps.add(
        'http.open',
        [],
        'review',
        sentence`Without a credential it says ${open.status}, and not how to get one.`,
      );
    const said: (Reply | undefined)[] = [];
    for (const [kind, token] of Object.entries(tokens)) {
      this.#context.options.progress(`It gets a credential that nobody may take (${kind})`);
      const reply = await this.#initialize({ authorization: `Bearer ${token}` });
      said.push(reply);
      this.#judgeToken(kind as keyof WrongTokens, reply);
    }
    this.#judgeReflection(tokens, said);
  }

  #judgeToken(kind: keyof WrongTokens, reply: Reply | undefined): void {
    const items = kind === 'opaque' ? ['publish/1', 'production/8'] : ['publish/3', 'production/8'];
    const id = `http.${kind}`;
    if (!reply) this.#steps.add(id, items, 'fail', sentence`A made-up credential gets no answer.`);
    else if (isAccepted(reply)) this.#steps.add(id, items, 'fail', ACCEPTED[kind]);
    else if (reply.status >= 500)
      this.#steps.add(
        id,
        items,
        'fail',
        sentence`A made-up credential makes it fail with ${reply.status}.`,
      );
    else this.#steps.add(id, items, 'pass', REFUSED[kind]);
  }

  async #tryOpaque({ opaque }: WrongTokens): Promise<(Reply | undefined)[]> {
    return [await this.#initialize({ authorization: `Bearer ${opaque}` })];
  }

  #judgeReflection(tokens: WrongTokens, replies: readonly (Reply | undefined)[]): void {
    const finder = new LeakFinder(
      Object.entries(tokens).map(([name, value]) => ({ name, value, fixed: 0 })),
    );
    const isReflected = replies.some(
      (it) => it && finder.isIn(it.body + JSON.stringify(it.headers)),
    );
    if (isReflected)
      this.#steps.add(
        'http.reflected',
        ['production/7'],
        'fail',
        sentence`It sends a credential back that it has refused.`,
      );
    else
      this.#steps.add(
        'http.reflected',
        ['production/7'],
        'review',
        sentence`No refused credential came back; what its errors hold behind a real one is not known.`,
      );
    if (replies.some((it) => it && hasStackIn(it.body)))
      this.#steps.add(
        'http.stack',
        ['publish/19'],
        'fail',
        sentence`A refusal holds a stack trace.`,
      );
  }

  /** A page in a browser must not reach it: the specification says 403. */
  async #judgeOrigin(isOpen: boolean): Promise<void> {
    const foreign = await this.#initialize({ origin: FOREIGN });
    if (foreign?.status === 403)
      this.#steps.add(
        'http.origin',
        [],
        'pass',
        sentence`A request from a foreign page is refused.`,
      );
    else if (foreign && isAccepted(foreign))
      this.#steps.add(
        'http.origin',
        [],
        'fail',
        sentence`A request from a foreign page is accepted.`,
      );
    else if (isOpen)
      this.#steps.add(
        'http.origin',
        [],
        'review',
        sentence`A request from a foreign page is refused, but not with 403.`,
      );
    if (!/^(?:localhost|127\.|\[::1\])/.test(this.#url.hostname)) return;
    const host = await this.#initialize({ host: 'evil.example' });
    if (host && isAccepted(host))
      this.#steps.add(
        'http.host',
        [],
        'fail',
        sentence`It answers under a foreign name: a page can rebind to it.`,
      );
    else
      this.#steps.add('http.host', [], 'pass', sentence`Under a foreign name it does not answer.`);
  }

  async #judgeSession(open: Reply): Promise<void> {
    const id = open.headers['mcp-session-id'];
    if (typeof id === 'string') {
      const isRandom = /^[\x21-\x7e]+$/.test(id) && new Set(id).size >= 8 && id.length >= 22;
      this.#steps.add(
        'http.session',
        [],
        isRandom ? 'pass' : 'fail',
        isRandom
          ? sentence`Sessions have names that nobody can guess.`
          : sentence`The names of its sessions can be guessed.`,
      );
      const unknown = await this.#post(
        'tools/list',
        {},
        { 'mcp-session-id': 'f'.repeat(32), 'mcp-protocol-version': VERSION },
      );
      const isRefused = unknown !== undefined && unknown.status >= 400 && unknown.status < 500;
      this.#steps.add(
        'http.unknown-session',
        [],
        isRefused ? 'pass' : 'fail',
        isRefused
          ? sentence`A session that nobody has is refused.`
          : sentence`A session that nobody has is accepted.`,
      );
    }
    const headers = {
      'mcp-protocol-version': '1999-01-01',
      ...(typeof id === 'string' && { 'mcp-session-id': id }),
    };
    const version = await this.#post('tools/list', {}, headers);
    const isRefused = version?.status === 400;
    this.#steps.add(
      'http.version',
      [],
      isRefused ? 'pass' : 'review',
      isRefused
        ? sentence`A version that does not exist is refused.`
        : sentence`A version that does not exist is not refused with 400.`,
    );
    if (typeof id === 'string')
      await ask(this.#url, {
        ...this.#question(),
        method: 'DELETE',
        headers: { ...this.#own, 'mcp-session-id': id },
      });
  }

  async #judgeBurst(isOpen: boolean): Promise<void> {
    if (!isOpen || !/^(?:localhost|127\.|\[::1\])/.test(this.#url.hostname)) return;
    const replies = await Promise.all(Array.from({ length: BURST }, () => this.#initialize()));
    const limited = replies.some((it) => it?.status === 429);
    this.#steps.add(
      'http.rate',
      ['publish/2'],
      limited ? 'pass' : 'review',
      limited
        ? sentence`Of ${BURST} requests at once some were refused with 429.`
        : sentence`${BURST} requests at once were not limited.`,
    );
    const dropped = replies.filter((it) => it === undefined).length;
    if (dropped > 0)
      this.#steps.add(
        'http.dropped',
        ['publish/29'],
        'fail',
        sentence`${dropped} of ${BURST} requests at once got no answer.`,
      );
  }

  async #list(): Promise<{ readonly counts: ToolCounts; readonly hashes: readonly ToolHash[] }> {
    const { limits, options, plan, world, made, isReal, mask } = this.#context;
    const values = made.map(({ value }) => value);
    const headers = isReal
      ? Object.fromEntries(
          plan.headers.map(({ name, value }) => [name, filled(value, values, world.work)]),
        )
      : this.#own;
    const init = { requestInit: { headers, redirect: 'manual' as const } };
    const transport: Transport =
      plan.transport === 'sse'
        ? new SSEClientTransport(this.#url, init)
        : new StreamableHTTPClientTransport(this.#url, init);
    let opened = await Session.open(transport, limits.initialize);
    if (opened.kind === 'newer')
      opened = await Session.open(
        new StreamableHTTPClientTransport(this.#url, init),
        limits.initialize,
        true,
      );
    if (opened.kind !== 'open') return { counts: countsOf([], [], options.before), hashes: [] };
    const { items, end } = await opened.session.list('tools/list', 'tools', limits.list);
    const tools = toolsIn(items);
    const hashes = tools.map((it) => hashOf(it, mask));
    const counts = countsOf(tools, hashes, options.before);
    judgeTools(this.#steps, tools, counts, end);
    judgeDrift(this.#steps, hashes, undefined, options.before);
    await opened.session.close();
    return { counts, hashes };
  }
}

const ACCEPTED = {
  opaque: sentence`It takes any credential.`,
  expired: sentence`It takes a token that has expired.`,
  forged: sentence`It takes a token that somebody else has signed.`,
  unsigned: sentence`It takes a token that nobody has signed.`,
} as const;

const REFUSED = {
  opaque: sentence`A made-up credential is refused.`,
  expired: sentence`An expired token is refused.`,
  forged: sentence`A token that somebody else has signed is refused.`,
  unsigned: sentence`A token that nobody has signed is refused.`,
} as const;

function isAccepted(reply: Reply): boolean {
  return reply.status >= 200 && reply.status < 300 && messageOf(reply)?.result !== undefined;
}
