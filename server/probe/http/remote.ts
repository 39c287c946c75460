import {
  SSEClientTransport,
  StreamableHTTPClientTransport,
  type Transport,
} from '@modelcontextprotocol/client';
import { sentence } from '../../../rules/secrets/safe.ts';
import type { Context } from '../context.ts';
import type { LocalResult } from '../local.ts';
import { Session } from '../session/session.ts';
import { listTools } from '../starts.ts';
import { countsOf, judgeDrift, judgeSecondList, judgeTools } from '../steps/listing.ts';
import type { Steps } from '../steps/steps.ts';
import { judgeWords } from '../steps/words.ts';
import { hashOf, listHash, seenOf } from '../tools.ts';
import { filled } from '../world.ts';
import { Caller, isAccepted } from './caller.ts';
import { judgeCredentials } from './credentials.ts';
import { judgeBanner, judgeCalls, judgeStream } from './exposure.ts';
import { boundedFetch } from './fetch.ts';
import { judgeLoad } from './load.ts';
import { judgeBurst, judgeOrigin, judgeSession } from './manners.ts';
import { judgeMetadata } from './metadata.ts';
import { judgeRedirect } from './redirect.ts';
import { judgeTls } from './tls.ts';

type Lists = Pick<LocalResult, 'counts' | 'hashes' | 'listed'>;

/** Calls a server over HTTP: with nothing, and with what nobody may take. Never with what is real, but to list. */
export class RemoteProbe {
  readonly #context: Context;
  readonly #steps: Steps;
  readonly #caller: Caller;

  constructor(context: Context, steps: Steps) {
    this.#context = context;
    this.#steps = steps;
    this.#caller = new Caller(context);
  }

  async run(): Promise<Lists> {
    const { options, isReal, plan } = this.#context;
    const [caller, steps] = [this.#caller, this.#steps];
    if (caller.url.protocol === 'https:') await judgeTls(steps, caller.url, 10_000, options.now());
    // What is real is only used to list: nothing is provoked with it.
    if (isReal) return this.#list();
    options.progress('it is asked without a credential');
    if (plan.transport === 'sse') return this.#stream();
    const open = await caller.initialize();
    const nothing = { counts: countsOf([], [], options.before), hashes: [], listed: [] };
    if (!open) {
      steps.add('http.reached', [], 'review', sentence`It does not answer.`);
      return nothing;
    }
    steps.add('http.reached', [], 'pass', sentence`It answers.`, open.ms);
    const isOpen = isAccepted(open);
    judgeRedirect(steps, caller.url, open);
    judgeBanner(steps, open);
    await judgeCredentials(steps, caller, open, isOpen);
    await judgeStream(steps, caller, open);
    await judgeOrigin(steps, caller, isOpen);
    await judgeMetadata(steps, caller.url, open, caller.question());
    if (!isOpen) return nothing;
    await judgeCalls(steps, caller, open);
    await judgeSession(steps, caller, open);
    const lists = await this.#list();
    // Last, as it may let nobody in for a while after that.
    await judgeBurst(steps, caller);
    if (options.load && caller.isHere) await judgeLoad(steps, caller);
    return lists;
  }

  /** The older transport: a stream that is opened first, and says where to post. */
  async #stream(): Promise<Lists> {
    const [caller, steps] = [this.#caller, this.#steps];
    const nothing = { counts: countsOf([], [], caller.options.before), hashes: [], listed: [] };
    const open = await caller.stream();
    if (!open) {
      steps.add('http.reached', [], 'review', sentence`It does not answer.`);
      return nothing;
    }
    steps.add('http.reached', [], 'pass', sentence`It answers.`, open.ms);
    steps.add(
      'http.sse',
      [],
      'review',
      sentence`It speaks the transport of 2024, which clients are giving up.`,
    );
    const isOpen = caller.takes(open);
    await judgeCredentials(steps, caller, open, isOpen);
    return isOpen ? this.#list() : nothing;
  }

  async #list(): Promise<Lists> {
    const { limits, options, plan, world, made, isReal, mask } = this.#context;
    const values = made.map(({ value }) => value);
    const headers = isReal
      ? Object.fromEntries(
          plan.headers.map(({ name, value }) => [name, filled(value, values, world.work)]),
        )
      : this.#caller.own;
    const init = { requestInit: { headers, redirect: 'manual' as const }, fetch: boundedFetch };
    const transport: Transport =
      plan.transport === 'sse'
        ? new SSEClientTransport(this.#caller.url, init)
        : new StreamableHTTPClientTransport(this.#caller.url, init);
    let opened = await Session.open(transport, limits.initialize);
    if (opened.kind === 'newer')
      opened = await Session.open(
        new StreamableHTTPClientTransport(this.#caller.url, init),
        limits.initialize,
        true,
      );
    if (opened.kind !== 'open' && isReal)
      this.#steps.add('http.reached', [], 'review', sentence`It does not answer.`);
    else if (isReal)
      this.#steps.add(
        'http.reached',
        [],
        'pass',
        sentence`It answers.`,
        'ms' in opened ? opened.ms : 0,
      );
    if (opened.kind !== 'open')
      return { counts: countsOf([], [], options.before), hashes: [], listed: [] };
    const listed = await listTools(opened.session, limits.list);
    const { tools } = listed;
    const hashes = tools.map((it) => hashOf(it, mask));
    const counts = countsOf(tools, hashes, options.before);
    judgeTools(this.#steps, listed, counts);
    if (tools.length > 0)
      this.#steps.add(
        'calls',
        [],
        'info',
        sentence`No tool was called: nobody can answer in place of its provider.`,
      );
    judgeWords(this.#steps, tools, opened.session.instructions, options.otherTools);
    judgeDrift(this.#steps, hashes, undefined, options.before);
    const again = await listTools(opened.session, limits.list);
    if (listed.end === 'whole' && again.end === 'whole') {
      const second = listHash(again.tools.map((it) => hashOf(it, mask)));
      judgeSecondList(this.#steps, counts.hash, second, false);
    }
    await opened.session.close();
    return { counts, hashes, listed: seenOf(tools) };
  }
}
