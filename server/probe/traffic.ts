import type { Provider } from './provider/provider.ts';
import type { FailureKind } from './types.ts';
import type { World } from './world.ts';

/** How much had been asked for at some moment. */
interface Mark {
  readonly requests: number;
  readonly connections: number;
}

/** What was asked for in a while: the hosts, once per request or connection. */
export interface Asked {
  readonly requests: readonly { readonly host: string; readonly at: number }[];
  /** With or without a request in them; what speaks to a database makes none. */
  readonly connections: readonly string[];
}

/** Failures that show to whoever connects, whatever it speaks; the others are answers in HTTP. */
export const OF_CONNECTIONS: ReadonlySet<FailureKind> = new Set([
  'reset',
  'unreachable',
  'silence',
]);

/** What a server asks of the network, and what of it is its provider's: counting the words for a vendor would tell that a failure was seen that was not. */
export class Traffic {
  readonly #provider: Provider | undefined;
  readonly #world: World;
  /** From when to when a tool was called. */
  readonly #calls: (readonly [from: Mark, to: Mark])[] = [];
  /** As last read. */
  #connections: readonly string[] = [];

  constructor(provider: Provider | undefined, world: World) {
    this.#provider = provider;
    this.#world = world;
  }

  async mark(): Promise<Mark> {
    this.#connections = await this.#world.asked();
    const requests = this.#provider?.requests.length ?? 0;
    return { requests, connections: this.#connections.length };
  }

  async since({ requests, connections }: Mark): Promise<Asked> {
    this.#connections = await this.#world.asked();
    return {
      requests: this.#provider?.requests.slice(requests) ?? [],
      connections: this.#connections.slice(connections),
    };
  }

  /** Calls a tool. @returns the answer, and what was asked for meanwhile */
  async during<T>(call: () => Promise<T>): Promise<readonly [answer: T, asked: Asked]> {
    const from = await this.mark();
    const answer = await call();
    const asked = await this.since(from);
    this.#calls.push([
      from,
      {
        requests: from.requests + asked.requests.length,
        connections: from.connections + asked.connections.length,
      },
    ]);
    return [answer, asked];
  }

  /** The requests that went to its provider. */
  toProvider({ requests }: Asked): Asked['requests'] {
    return requests.filter(({ host }) => this.#isProvider(host));
  }

  /** How often its provider was asked while it failed in that way. */
  reached(asked: Asked, failure: FailureKind): number {
    const requests = this.toProvider(asked).length;
    if (requests > 0 || !OF_CONNECTIONS.has(failure)) return requests;
    return asked.connections.filter((it) => this.#isProvider(it)).length;
  }

  /** Hosts that were wanted, and got no request through. */
  async unanswered(): Promise<readonly string[]> {
    const answered = new Set(this.#provider?.hosts().map(({ host }) => host));
    const wanted = [...(await this.#world.asked()), ...(this.#provider?.tunnels ?? [])];
    return [...new Set(wanted)].filter((it) => !answered.has(it));
  }

  /** Who gets a credential is its provider; where nobody does, whoever is not asked anyway. */
  #isProvider(host: string): boolean {
    const holders = this.#provider?.hosts().filter(({ credential }) => credential !== null) ?? [];
    if (holders.length > 0) return holders.some((it) => it.host === host);
    return !this.#isAskedAnyway(host);
  }

  /** Whether it is asked while nobody calls a tool: for telemetry, for updates. */
  #isAskedAnyway(host: string): boolean {
    const isAside = (of: keyof Mark, index: number): boolean =>
      !this.#calls.some(([from, to]) => index >= from[of] && index < to[of]);
    return (
      this.#provider?.requests.some((it, at) => it.host === host && isAside('requests', at)) ===
        true || this.#connections.some((it, at) => it === host && isAside('connections', at))
    );
  }
}
