import { spawn } from 'node:child_process';
import path from 'node:path';
import { askProvider } from './ask/ask.ts';
import { consentText } from './consent.ts';
import { CancelledError, Context, NotStartableError } from './context.ts';
import { RemoteProbe } from './http/remote.ts';
import { type ProbeKit, planning } from './kit.ts';
import { LocalProbe, type LocalResult } from './local.ts';
import { removeOldRuns } from './session/old-runs.ts';
import { Steps } from './steps/steps.ts';
import type { Outcome, Plan, ProbeOptions, Prober } from './types.ts';
import { World } from './world.ts';

/** Starts or calls one server, because a person asked for that one; loaded when that happens. */
const prober: Prober = {
  probe,
  ask: (plan, options) => askProvider(plan, options),
};

export const kit: ProbeKit = { ...planning, prober };

const NO_TOOLS = { count: 0, readOnly: 0, writes: 0, unsaid: 0, hash: '', changed: undefined };

async function probe(plan: Plan, options: ProbeOptions): Promise<Outcome> {
  const started = new Date(options.now()).toISOString();
  const nothing = (kind: Outcome['kind'], why: string): Outcome => ({
    kind,
    why,
    started,
    ran: undefined,
    sandbox: 'none',
    credentials: 'none',
    network: 'none',
    steps: [],
    tools: NO_TOOLS,
    listed: [],
    hosts: [],
    stop: { by: 'none', ms: 0, left: 0 },
    snapshot: undefined,
  });
  // Here as well, whoever asks: nothing of a folder is started before it is trusted.
  if (!options.trusted) return nothing('refused', 'The folder is not trusted.');
  if (!(await options.consent(consentText(plan, options))))
    return nothing('refused', 'Nobody said yes.');
  const steps = new Steps();
  const world = new World();
  const context = new Context(plan, options, world, __dirname);
  const dismiss = guard(world);
  const onAbort = (): void => void context.current?.kill();
  options.signal?.addEventListener('abort', onAbort);
  try {
    await removeOldRuns(Date.now());
    await world.make();
    context.throwIfOver();
    if (plan.transport !== 'stdio') {
      const remote = await new RemoteProbe(context, steps).run();
      return outcomeOf(context, steps, started, {
        ...remote,
        stop: nothing('done', '').stop,
        ran: undefined,
      });
    }
    await context.prepare();
    return outcomeOf(context, steps, started, await new LocalProbe(context, steps).run());
  } catch (error) {
    if (options.signal?.aborted || error instanceof CancelledError)
      return nothing('cancelled', 'It was called off.');
    if (error instanceof NotStartableError) return nothing('not-started', error.message);
    throw error;
  } finally {
    options.signal?.removeEventListener('abort', onAbort);
    await context.close();
    await world.remove();
    await dismiss();
  }
}

function outcomeOf(
  context: Context,
  steps: Steps,
  started: string,
  { counts, hashes, listed, ran, stop }: LocalResult,
): Outcome {
  const { plan, provider } = context;
  const start = steps.all.find(({ id }) => /^(?:start(?:\.terminal)?|http\.reached)$/.test(id));
  const isDone = plan.transport === 'stdio' && start?.id !== 'start.terminal';
  return {
    kind: start?.verdict === 'pass' || isDone ? 'done' : 'not-started',
    why: start?.verdict === 'pass' ? '' : (start?.sentence ?? ''),
    started,
    ran,
    sandbox: context.sandbox,
    credentials: context.isReal ? 'real' : plan.slots.length > 0 ? 'made up' : 'none',
    network: provider ? 'answered' : context.isReal || plan.transport !== 'stdio' ? 'real' : 'none',
    steps: steps.all,
    tools: counts,
    listed,
    hosts: provider?.hosts() ?? [],
    stop,
    snapshot: {
      server: plan.server,
      fingerprint: plan.fingerprint,
      names: plan.names,
      ran,
      hash: counts.hash,
      tools: [...hashes].sort((a, b) => (a.name < b.name ? -1 : 1)),
    },
  };
}

/** Who cleans up when we are ended without a word. @returns what tells it that there is nothing to do, and waits for it to go */
function guard({ mark, root }: World): () => Promise<void> {
  const child = spawn(process.execPath, [path.join(__dirname, 'probe-guard.cjs'), mark, root], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    // Below an editor, Node is Electron.
    env: { PATH: process.env.PATH ?? '', ELECTRON_RUN_AS_NODE: '1' },
    windowsHide: true,
  });
  child.on('error', () => undefined);
  child.stdin.on('error', () => undefined);
  child.unref();
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  return async () => {
    child.stdin.end('done\n');
    child.ref();
    await gone;
  };
}
