import type { Provider } from './provider/provider.ts';
import type { FailureKind } from './types.ts';
import type { World } from './world.ts';

/** How much had been asked for at some moment. */
export interface Mark {
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
  /** Hosts that are asked for whatever a client does: for telemetry, for updates. */
  readonly #chatter = new Set<string>();

  constructor(provider: Provider | undefined, world: World) {
    this.#provider = provider;
    this.#world = world;
  }

  async mark(): Promise<Mark> {
    const connections = (await this.#world.asked()).length;
    return { requests: this.#provider?.requests.length ?? 0, connections };
  }

  async since({ requests, connections }: Mark): Promise<Asked> {
    return {
      requests: this.#provider?.requests.slice(requests) ?? [],
      connections: (await this.#world.asked()).slice(connections),
    };
  }

  /** Nobody wanted anything of the provider meanwhile. */
  isChatter({ requests, connections }: Asked): void {
    for (const { host } of requests) this.#chatter.add(host);
    for (const host of connections) this.#chatter.add(host);
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
    return !this.#chatter.has(host);
  }
}
