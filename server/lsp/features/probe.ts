import { dirname } from 'node:path';
import type { CancellationToken } from 'vscode-languageserver';
import type { ToolSnapshot } from '../../../rules/findings/probe-record.ts';
import { type SafeText, safe, sentence } from '../../../rules/secrets/safe.ts';
import { pathFrom } from '../../machine/paths.ts';
import { foldersToDistrust } from '../../machine/run-program.ts';
import { version } from '../../machine/version.ts';
import type { Outcome, Plan } from '../../probe/types.ts';
import {
  type PersonalProbe,
  type PlanProbeParams,
  type ProbeCalls,
  type ProbeParams,
  type ProbeQuestion,
  type ProbeResult,
  probeProgress,
  type ServerParams,
} from '../../protocol.ts';
import { lockedTools, lockFileFor, toolsBeside } from '../../workspace/tool-locks.ts';
import type { Session } from '../session.ts';
import type { Workspace } from '../workspace.ts';
import { consentStamp } from './consent-stamp.ts';
import { findServer } from './find-server.ts';

const NOTHING = sentence`The server names neither a command nor an address.`;
const BUSY = sentence`Another probe runs. Wait for it, or cancel it.`;
const CHANGED = sentence`The config has changed since you were asked. Probe it again.`;
const CANCELLED = sentence`The probe was cancelled. Nothing of it is left running.`;

const TIMEOUT_MS = 180_000;
const SANDBOX = 'auto';

/** A server as it stands in its config now, and what a probe of it would do. */
interface Target {
  readonly path: string;
  readonly plan: Plan;
  readonly before: ToolSnapshot | undefined;
  readonly otherTools: readonly string[];
}

/** Probes of one client: one at a time, each because a person said yes to exactly that. */
export class Probes {
  readonly #session: Session;
  readonly #workspace: Workspace;
  /** By config and server, as long as this program runs: they are not kept. */
  readonly #reports = new Map<string, { readonly fingerprint: string; readonly text: string }>();
  #running: AbortController | undefined;

  constructor(session: Session, workspace: Workspace) {
    this.#session = session;
    this.#workspace = workspace;
  }

  /** What a person has to read before they say yes. Nothing is started for it. */
  async ask(params: PlanProbeParams): Promise<ProbeQuestion> {
    const target = await this.#find(params);
    if (!('plan' in target)) return refused(target.problem);
    const text = this.#textFor(target.plan, params.calls);
    const [title = '', ...detail] = text.split('\n');
    return {
      problem: null,
      title,
      detail: detail.join('\n'),
      stamp: consentStamp(this.#session, target.plan, text),
      tools: (target.before?.tools ?? []).map(({ name }) => safe.name(name)),
    };
  }

  async run(params: ProbeParams, token: CancellationToken): Promise<ProbeResult> {
    if (this.#running) return nothing(BUSY);
    const running = new AbortController();
    this.#running = running;
    const cancelled = token.onCancellationRequested(() => running.abort());
    try {
      const target = await this.#find(params);
      if (!('plan' in target)) return nothing(target.problem);
      return await this.#probe(target, params, running.signal);
    } finally {
      cancelled.dispose();
      this.#running = undefined;
    }
  }

  /** Of the server as it stands in its config now: another one has not been probed. */
  report({ uri, server }: ServerParams): string | undefined {
    const known = this.#workspace.configOf(uri)?.evidence.servers;
    const now = known?.find(({ name }) => name === server)?.fingerprint;
    const last = this.#reports.get(keyOf(uri, server));
    return last?.fingerprint === now ? last?.text : undefined;
  }

  /** The client goes: what runs is ended. */
  dispose(): void {
    this.#running?.abort();
  }

  async #probe(
    { path, plan, before, otherTools }: Target,
    { uri, server, calls, stamp, token }: ProbeParams,
    signal: AbortSignal,
  ): Promise<ProbeResult> {
    const { client, connection, probes, runtime } = this.#session;
    let isAsMeant = false;
    const { prober, recordOf, reportOf } = runtime.probes();
    const outcome = await prober.probe(plan, {
      trusted: client.options.trusted === true,
      // What a person said yes to is this, to the letter.
      consent: async () => {
        isAsMeant = consentStamp(this.#session, plan, this.#textFor(plan, calls)) === stamp;
        return isAsMeant;
      },
      distrusted: foldersToDistrust([path, ...this.#session.folders()]),
      calls: namesIn(calls, before),
      timeout: TIMEOUT_MS,
      sandbox: SANDBOX,
      before,
      otherTools,
      progress: (text) => {
        // Fails where nobody listens any more.
        connection.sendProgress(probeProgress, token, safe.text(text)).catch(() => undefined);
      },
      signal,
      now: () => runtime.now(),
    });
    if (outcome.kind !== 'done') return nothing(whyOf(outcome, isAsMeant));
    const { fingerprint } = plan;
    this.#reports.set(keyOf(uri, server), { fingerprint, text: reportOf(plan, outcome) });
    const kept: PersonalProbe = {
      uri,
      record: recordOf(plan, outcome, uri, version, runtime.now()),
      tools: outcome.snapshot && outcome.snapshot.tools.length > 0 ? outcome.snapshot : null,
    };
    const count = (wanted: string): number =>
      outcome.steps.filter(({ verdict }) => verdict === wanted).length;
    return {
      problem: null,
      passed: count('pass'),
      failed: count('fail'),
      changed: outcome.tools.changed ?? null,
      probes: probes.add(kept),
    };
  }

  #textFor(plan: Plan, calls: ProbeCalls): string {
    const { consentText } = this.#session.runtime.probes();
    return safe.lines(consentText(plan, { calls, timeout: TIMEOUT_MS, sandbox: SANDBOX }));
  }

  async #find({ uri, server }: ServerParams): Promise<Target | { readonly problem: SafeText }> {
    const { facts, probes } = this.#session;
    const found = await findServer(this.#session, this.#workspace, { uri, server });
    if ('problem' in found) return found;
    const { path, config, fingerprint } = found;
    const folder = facts.folderOf(path) ?? dirname(path);
    const around = { folder, fingerprint, real: [], env: {} };
    const plan = this.#session.runtime.probes().planOf(config, found.server, around);
    if (!plan) return { problem: NOTHING };
    const own = probes.of(uri, found.server.name)?.tools ?? undefined;
    const policyFile = await facts.projectFileFor(path);
    const lock = await this.#session.runtime.readText(lockFileFor(policyFile));
    const about = pathFrom(dirname(policyFile), path);
    const before = own ?? lockedTools(lock, about, plan);
    return { path, plan, before, otherTools: toolsBeside(lock, about, found.server.name) };
  }
}

/** Names were made fit to be shown on their way to the client. */
function namesIn(calls: ProbeCalls, before: ToolSnapshot | undefined): ProbeCalls {
  if (typeof calls === 'string') return calls;
  const known = before?.tools.map(({ name }) => name) ?? [];
  return known.filter((name) => calls.includes(safe.name(name)));
}

function keyOf(uri: string, server: string): string {
  return `${uri}#${server}`;
}

function whyOf({ kind, why }: Outcome, isAsMeant: boolean): SafeText {
  if (kind === 'cancelled') return CANCELLED;
  if (kind === 'refused' && !isAsMeant) return CHANGED;
  return safe.text(why);
}

function refused(problem: SafeText): ProbeQuestion {
  return { problem, title: '', detail: '', stamp: '', tools: [] };
}

function nothing(problem: SafeText): ProbeResult {
  return { problem, passed: 0, failed: 0, changed: null, probes: null };
}
