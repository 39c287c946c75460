import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import path from 'node:path';
import { findProgram } from '../machine/run-program.ts';
import { type MadeUp, makeUp } from './credentials.ts';
import { LeakFinder } from './leaks.ts';
import { Provider } from './provider/provider.ts';
import { sandboxed } from './sandbox.ts';
import type { Start, StdioSession } from './session/stdio.ts';
import { Traffic } from './traffic.ts';
import type { Limits, Outcome, Plan, ProbeOptions, Text, Variant } from './types.ts';
import { type Answering, filled, type World } from './world.ts';

export class CancelledError extends Error {
  override readonly name = 'CancelledError';
}
export class NotStartableError extends Error {
  override readonly name = 'NotStartableError';
}

/** All that the starts of one probe share. */
export class Context {
  readonly plan: Plan;
  readonly options: ProbeOptions;
  readonly world: World;
  readonly limits: Limits;
  readonly made: readonly MadeUp[];
  readonly finder: LeakFinder;
  provider: Provider | undefined;
  traffic: Traffic;
  /** Whether it speaks the newer generation of the protocol only. */
  modern = false;
  sandbox: Outcome['sandbox'] = 'none';
  current: StdioSession | undefined;
  #answering: Answering | undefined;
  #program = '';
  readonly #deadline: number;
  readonly #folder: string;

  constructor(plan: Plan, options: ProbeOptions, world: World, folder: string) {
    this.plan = plan;
    this.options = options;
    this.world = world;
    this.traffic = new Traffic(undefined, world);
    this.#folder = folder;
    this.#deadline = Date.now() + options.timeout;
    // A launcher that has to download first takes its time: 10 to 22 seconds were measured.
    const initialize = plan.downloads ? 60_000 : 20_000;
    this.limits = { initialize, list: 20_000, call: 15_000, silence: 35_000, ...options.patience };
    this.made = plan.slots.map(({ name, shape, real }) =>
      real === undefined ? makeUp(name, shape) : { name, value: real, fixed: 0 },
    );
    this.finder = new LeakFinder(this.made);
  }

  get isReal(): boolean {
    return this.plan.slots.some(({ real }) => real !== undefined);
  }

  /** What stands on the command line is seen by everybody; that is said elsewhere. */
  get slotInArguments(): boolean {
    return this.plan.args.some((text) => text.some((it) => typeof it === 'object' && 'slot' in it));
  }

  /** Whether tools may be called: only where a provider of ours answers, and with nothing that is real. */
  get mayCall(): boolean {
    return this.provider !== undefined && !this.isReal && this.options.calls !== 'none';
  }

  throwIfOver(): void {
    if (this.options.signal?.aborted) throw new CancelledError('It was called off.');
  }

  get isLate(): boolean {
    return Date.now() > this.#deadline;
  }

  /** Finds the program, and opens the provider. */
  async prepare(): Promise<void> {
    this.#program = await this.#find();
    if (this.plan.network === 'none' || this.isReal) return;
    this.provider = await Provider.open();
    this.provider.lookFor(this.finder);
    this.traffic = new Traffic(this.provider, this.world);
    const { port, authority } = this.provider;
    this.#answering = await this.world.place(
      { port, certificate: authority.certificate, hook: '' },
      path.join(this.#folder, 'probe-hook.cjs'),
    );
  }

  async #find(): Promise<string> {
    const command = filled(this.plan.command, [], this.world.work);
    if (path.isAbsolute(command)) {
      const isThere = await access(command, constants.X_OK).then(
        () => true,
        () => false,
      );
      if (isThere) return command;
      throw new NotStartableError('The program is not there, or may not be started.');
    }
    const found = /[\\/]/.test(command)
      ? undefined
      : findProgram(command.replace(/\.(?:exe|cmd)$/i, ''), this.options.distrusted);
    if (found) return found;
    throw new NotStartableError('The program is not found in PATH.');
  }

  /** What to start, with the credentials of this variant in their places. */
  async start(variant: Variant, home: string): Promise<Start> {
    const { plan, world } = this;
    const own = await world.environment(home, plan.network, this.#answering, variant.failure);
    const instead = { 'made up': undefined, absent: '', short: 'x1' }[variant.credentials];
    const values = this.made.map(({ value }) => instead ?? value);
    const env: Record<string, string> = { ...own };
    for (const { name, value } of plan.env) {
      const holdsCredential = value.some((it) => typeof it === 'object' && 'slot' in it);
      if (holdsCredential && variant.credentials === 'absent') continue;
      // What a config wants to preload comes beside our own.
      const text = filled(value, values, world.work);
      env[name] = name === 'NODE_OPTIONS' && own[name] ? `${own[name]} ${text}` : text;
    }
    if (variant.debug) Object.assign(env, { DEBUG: '*', LOG_LEVEL: 'debug' });
    const start = {
      command: this.#program,
      args: plan.args
        // An argument that is nothing but a credential is not there at all.
        .filter((it) => variant.credentials !== 'absent' || !isCredential(it))
        .map((it) => filled(it, values, world.work)),
      cwd: world.work,
      env,
      trace: world,
    };
    const inside = await sandboxed(start, world.root, this.options);
    this.sandbox = inside ? 'bubblewrap' : 'none';
    return inside ?? start;
  }

  /** A text without what differs from start to start. */
  readonly mask = (text: string): string => {
    const folders = this.finder
      .masked(text)
      .replaceAll(JSON.stringify(this.world.root).slice(1, -1), '«folder»');
    return folders.replace(/«folder»[\\/]+home-[\w-]+/g, '«folder»/home');
  };

  async close(): Promise<void> {
    await this.current?.kill();
    await this.provider?.close();
  }
}

function isCredential([first, ...rest]: Text): boolean {
  return rest.length === 0 && typeof first === 'object' && 'slot' in first;
}
