import { dirname, relative, sep } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { safe } from '../../../rules/secrets/safe.ts';
import { foldersToDistrust } from '../../machine/run-program.ts';
import type { ProbeOptions } from '../../probe/types.ts';
import { lazyProbes } from '../../runtime/lazy-prober.ts';
import { findProjectTarget } from '../find-project.ts';
import { findTarget, type Target } from '../find-target.ts';
import { ExitCode, type Io, UsageError } from '../io.ts';
import { type TrustOptions, trustOf, withTrustOptions } from '../options.ts';
import { knownTools, writeProbe } from '../probe-files.ts';
import { probeJson, probeText } from '../reporters/probe.ts';

interface Options extends TrustOptions {
  readonly config?: string;
  readonly yes?: boolean;
  readonly format: 'text' | 'json';
  readonly call?: readonly string[];
  readonly calls: boolean;
  readonly realCredential?: readonly string[];
  readonly steps?: readonly number[];
  readonly timeout: number;
  readonly sandbox: ProbeOptions['sandbox'];
  readonly write?: boolean;
  readonly project?: string | true;
  readonly url?: string;
  readonly load?: boolean;
  readonly otherClient?: string | true;
}

const MINUTES = 3;
/** A client that every server knows. */
const CLIENT = 'Visual Studio Code';

export function addProbe(program: Command, io: Io): void {
  withTrustOptions(program.command('probe'))
    .description('Start or call one server, after asking, and see how it behaves.')
    .argument('[server]', 'its name in the config, or that of the project')
    .option(
      '--config <file>',
      'the config it stands in; those of the working folder when there is none',
    )
    .option('--project [folder]', 'the server whose source is there, as its manifest starts it')
    .option(
      '--url <address>',
      'where that server listens on this machine, once you have started it',
    )
    .option('--load', 'also send a server on this machine 1,000 requests at once')
    .option(
      '--other-client [name]',
      'start it once more under the name of a client, and compare the tools',
    )
    .option('--yes', 'do it without asking; what will happen is printed all the same')
    .addOption(
      new Option('--format <format>', 'how to print it').choices(['text', 'json']).default('text'),
    )
    .option('--call <names...>', 'also call these tools, beside those that say they only read')
    .option('--no-calls', 'call no tool')
    .option(
      '--real-credential <names...>',
      'use the own values of these variables, after asking once more',
    )
    .option('--steps <items>', 'only what is about these items, such as 7,8', numbers)
    .option('--timeout <seconds>', 'for all of it', seconds, MINUTES * 60)
    .addOption(
      new Option('--sandbox <kind>', 'where it runs')
        .choices(['auto', 'none', 'bwrap'])
        .default('auto'),
    )
    .option(
      '--write',
      'write down what was seen, in .mcp-checklist.json and .mcp-checklist.lock.json',
    )
    .action(async (name: string | undefined, options: Options) => {
      const target = await targetOf(io, name, options);
      io.exitWith(await run(io, target, options));
    });
}

function targetOf(io: Io, name: string | undefined, options: Options): Promise<Target> {
  const { project, ...rest } = options;
  if (project !== undefined) {
    const folder = project === true ? '.' : project;
    return findProjectTarget(io, folder, { ...rest, ...(name !== undefined && { name }) });
  }
  if (name === undefined) throw new UsageError('name a server, or say --project.');
  return findTarget(io, name, rest);
}

function numbers(text: string): readonly number[] {
  const given = text.split(',').map(Number);
  if (given.every((it) => Number.isInteger(it) && it > 0)) return given;
  throw new InvalidArgumentError('Items are written as 7,8.');
}

function seconds(text: string): number {
  const given = Number(text);
  if (given > 0 && given <= 3600) return given;
  throw new InvalidArgumentError('It is a number of seconds, up to 3600.');
}

async function run(io: Io, target: Target, options: Options): Promise<number> {
  const real = await confirmReal(io, options);
  const { planOf, prober } = lazyProbes();
  const plan = planOf(target.config, target.server, {
    folder: folderOf(target),
    fingerprint: target.fingerprint,
    real,
    env: process.env,
  });
  if (!plan) throw new UsageError('the server names neither a command nor an address.');
  const known = await knownTools(target, plan);
  const stop = new AbortController();
  const onSignal = (): void => stop.abort();
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.once(signal, onSignal);
  try {
    const outcome = await prober.probe(
      plan,
      await probeOptions(io, target, options, known, stop.signal),
    );
    io.progress('');
    if (outcome.kind !== 'done') {
      io.err(
        `mcp-checklist: ${safe.text(plan.server)} was not probed. ${safe.text(outcome.why)}\n`,
      );
      return ExitCode.usage;
    }
    io.out(options.format === 'json' ? probeJson(plan, outcome) : probeText(io, plan, outcome));
    if (options.write && !(await writeProbe(io, target, plan, outcome))) return ExitCode.usage;
    return outcome.steps.some(({ verdict }) => verdict === 'fail')
      ? ExitCode.findings
      : ExitCode.clean;
  } finally {
    for (const signal of signals) process.removeListener(signal, onSignal);
  }
}

/** What a relative path of a config means: the folder somebody works in, where the config is below it. */
function folderOf({ path }: Target): string {
  const folder = process.cwd();
  const isBelow = !relative(folder, path).startsWith(`..${sep}`);
  return isBelow ? folder : dirname(path);
}

/** A second, separate yes for each variable whose own value is used; without a terminal nobody can give it. */
async function confirmReal(io: Io, { realCredential = [] }: Options): Promise<readonly string[]> {
  for (const name of realCredential) {
    const yes = await io.ask(
      `Use the real value of ${safe.name(name)}? No failure is provoked with it, no tool called.`,
    );
    if (!yes)
      throw new UsageError(
        `nobody said yes to using the real ${name}; a terminal is needed for that.`,
      );
  }
  return realCredential;
}

async function probeOptions(
  io: Io,
  { path }: Target,
  options: Options,
  known: Pick<ProbeOptions, 'before' | 'otherTools'>,
  signal: AbortSignal,
): Promise<ProbeOptions> {
  return {
    trusted: trustOf(options) !== 'restricted',
    consent: async (text) => {
      io.err(`${text}\n`);
      return options.yes === true || (await io.ask('Start?')) === true;
    },
    distrusted: foldersToDistrust([path]),
    calls: options.calls ? (options.call ?? 'hints') : 'none',
    ...(options.steps && { steps: options.steps }),
    timeout: options.timeout * 1000,
    sandbox: options.sandbox,
    ...(options.load && { load: true }),
    ...(options.otherClient !== undefined && {
      otherClient: options.otherClient === true ? CLIENT : options.otherClient,
    }),
    ...known,
    progress: (text) => io.progress(text),
    signal,
    now: () => Date.now(),
  };
}
