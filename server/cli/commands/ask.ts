import { type Command, InvalidArgumentError, Option } from 'commander';
import { safe } from '../../../rules/secrets/safe.ts';
import type { AskPlan } from '../../probe/ask/types.ts';
import { lazyProbes } from '../../runtime/lazy-prober.ts';
import { findTarget, type Target } from '../find-target.ts';
import { ExitCode, type Io, UsageError } from '../io.ts';
import { type TrustOptions, trustOf, withTrustOptions } from '../options.ts';
import { writeAsk } from '../probe-files.ts';
import { askJson, askText } from '../reporters/ask.ts';

interface Options extends TrustOptions {
  readonly config?: string;
  readonly credential?: string;
  readonly sendTo?: string;
  readonly untilRefused?: number;
  readonly format: 'text' | 'json';
  readonly write?: boolean;
}

export function addAsk(program: Command, io: Io): void {
  withTrustOptions(program.command('ask'))
    .description('Ask the provider of one credential whether it is live, and what it may do.')
    .argument('<server>', 'its name in the config')
    .option(
      '--config <file>',
      'the config it stands in; those of the working folder when there is none',
    )
    .option('--credential <name>', 'the variable or header that holds it, where there are several')
    .option('--send-to <host>', 'yes to sending the value there, without being asked')
    .option(
      '--until-refused <seconds>',
      'ask again and again, until it is refused because you revoke it',
      seconds,
    )
    .addOption(
      new Option('--format <format>', 'how to print it').choices(['text', 'json']).default('text'),
    )
    .option('--write', 'write down what was said, in .mcp-checklist.json')
    .action(async (name: string, options: Options) => {
      const target = await findTarget(io, name, options);
      io.exitWith(await run(io, target, options));
    });
}

function seconds(text: string): number {
  const given = Number(text);
  if (given > 0 && given <= 3600) return given;
  throw new InvalidArgumentError('It is a number of seconds, up to 3600.');
}

async function run(io: Io, target: Target, options: Options): Promise<number> {
  const kit = lazyProbes();
  const plan = chosen(target, options);
  const stop = new AbortController();
  const onSignal = (): void => stop.abort();
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.once(signal, onSignal);
  try {
    const outcome = await kit.prober.ask(plan, {
      trusted: trustOf(options) !== 'restricted',
      consent: async (text) => {
        io.err(`${text}\n`);
        // Who names the host has said yes to that one.
        if (options.sendTo !== undefined) return options.sendTo === kit.hostOf(plan);
        return (await io.ask('Send it?')) === true;
      },
      untilRefused: (options.untilRefused ?? 0) * 1000,
      progress: (text) => io.progress(text),
      signal: stop.signal,
      now: () => Date.now(),
    });
    io.progress('');
    if (outcome.kind !== 'done') {
      const nothing = outcome.sent ? 'nothing was said of' : 'nobody was asked about';
      io.err(`mcp-checklist: ${nothing} ${safe.text(plan.name)}. ${outcome.why}\n`);
      return ExitCode.usage;
    }
    io.out(
      options.format === 'json'
        ? askJson(plan, outcome, kit.hostOf(plan))
        : askText(io, plan, outcome),
    );
    if (options.write && !(await writeAsk(io, target, plan, outcome))) return ExitCode.usage;
    if (outcome.standing === 'unclear') return ExitCode.usage;
    const isMeant = outcome.standing === 'live' || outcome.refusedAfter !== undefined;
    return isMeant ? ExitCode.clean : ExitCode.findings;
  } finally {
    for (const signal of signals) process.removeListener(signal, onSignal);
  }
}

function chosen({ config, server, fingerprint }: Target, { credential }: Options): AskPlan {
  const all = lazyProbes().asksOf(config, server, { fingerprint, env: process.env });
  const fitting = all.filter(({ name }) => credential === undefined || name === credential);
  const [only, ...more] = fitting;
  if (!only)
    throw new UsageError(
      `"${server.name}" has no credential${credential === undefined ? '' : ` ${credential}`} whose provider can be asked.`,
    );
  if (more.length > 0) {
    const names = fitting.map(({ name }) => name).join(', ');
    throw new UsageError(`there are several, ${names}: say which with --credential.`);
  }
  return only;
}
