import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type Command, Option } from 'commander';
import type { Settings } from '../../rules/findings/settings.ts';
import { hostById, hosts } from '../../rules/hosts/index.ts';
import { PROJECT_FILE } from '../../rules/policy/policy.ts';
import { Past } from '../machine/past.ts';
import { decode } from '../machine/read-text.ts';
import type { Trust } from '../machine/trust.ts';
import { isFolder, READ_PROBLEMS } from './gather.ts';
import type { InspectOptions } from './inspection.ts';
import { type Io, UsageError } from './io.ts';
import { readOverride } from './overrides.ts';
import type { Shard } from './shard.ts';

/** What `check` and `checklist` have in common. */
export interface CommonOptions extends TrustOptions {
  readonly host?: string;
  readonly strict?: boolean;
  readonly user?: boolean;
  readonly stdinPath?: string;
  readonly shard?: Shard;
  readonly config?: string;
}

/** What every command that looks at a folder has. */
export interface TrustOptions {
  readonly trustProject?: boolean;
  readonly restricted?: boolean;
}

export function withTrustOptions(command: Command): Command {
  return command
    .option(
      '--trust-project',
      'believe these folders: use their registry settings, ask the hosts that their configs name',
    )
    .addOption(
      new Option(
        '--restricted',
        'believe nothing of these folders: git is not asked about them, and .mcp-checklist.json does not count',
      ).conflicts('trustProject'),
    );
}

/** The one policy file that counts. */
export function configOption(): Option {
  return new Option(
    '--config <file>',
    `use this policy file, wherever a ${PROJECT_FILE} is`,
  ).conflicts('restricted');
}

/** @throws {UsageError} where there is no such file */
export function policyFileOf(config: string | undefined): string | undefined {
  if (config === undefined) return undefined;
  if (!isFile(config)) throw new UsageError(`--config: ${config} is no file.`);
  return resolve(config);
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** One notion for all commands, and for the editor. */
export function trustOf({ trustProject, restricted }: TrustOptions): Trust {
  if (restricted) return 'restricted';
  return trustProject ? 'project' : 'read';
}

export function withCommonOptions(command: Command): Command {
  return withTrustOptions(command)
    .argument('[paths...]', 'files and folders; the working folder when there is none')
    .addOption(
      new Option('--host <id>', 'judge every file as a config of this host').argParser((id) => {
        if (hostById(id)) return id;
        const known = hosts.map((host) => host.id).join(', ');
        return command.error(`error: there is no host of that id. Known ones: ${known}, generic`);
      }),
    )
    .option('--strict', 'also run the rules that are off by default')
    .addOption(configOption())
    .option('--stdin-path <path>', 'judge the standard input as the file of that path')
    .option(
      '--user',
      'also look at the configs of your home folder; at these alone without a path',
    );
}

/** What a command that ends with a verdict takes beside. */
export interface GateOptions extends CommonOptions {
  /** False for `--no-ignores`. */
  readonly ignores?: boolean;
  readonly baselineFrom?: string;
  readonly failOnEmpty?: boolean;
  readonly exitZero?: boolean;
  readonly quiet?: boolean;
  /** Severities for this run, by rule. */
  readonly rule?: Settings['rules'];
}

export function withGateOptions(command: Command): Command {
  return withCommonOptions(command)
    .addOption(
      new Option(
        '--rule <id=severity>',
        'how bad a rule is in this run; off lists it as accepted',
      ).argParser(readOverride),
    )
    .option('--no-ignores', 'let no comment, ignore or baseline silence anything')
    .addOption(
      new Option(
        '--baseline-from <commit>',
        'of ignores, baseline and comments count those of that commit, not those in the files',
      ).conflicts('ignores'),
    )
    .option('--fail-on-empty', 'exit with 2 where no MCP config is found')
    .option('--exit-zero', 'exit with 0 although something is found')
    .option('-q, --quiet', 'print only what fails, and nothing where nothing does');
}

/** The same for such a command. */
export async function gateOptions(
  io: Io,
  paths: readonly string[],
  options: GateOptions,
): Promise<InspectOptions> {
  const common = await inspectOptions(io, paths, options);
  const settings = { ...common.settings, rules: options.rule ?? {} };
  const asked = { ...common, settings };
  if (options.ignores === false) return { ...asked, silences: 'none' };
  if (options.baselineFrom === undefined) return asked;
  const past = new Past(options.baselineFrom);
  const own = options.user || asked.given ? [] : ['.'];
  for (const path of paths.length > 0 ? paths : own) {
    const absolute = resolve(path);
    // Else a slip of the pen would look like a commit in which nothing was silenced.
    if (await past.isKnown(isFolder(absolute) ? absolute : dirname(absolute))) continue;
    throw new UsageError(
      `--baseline-from: ${path} is in no git repository that has the commit "${options.baselineFrom}". Fetch it first.`,
    );
  }
  return { ...asked, silences: past };
}

/** What a command line asks for; its standard input is read if it says so. */
export async function inspectOptions(
  io: Io,
  paths: readonly string[],
  options: CommonOptions,
): Promise<InspectOptions> {
  const { host, user, shard, stdinPath } = options;
  const asked = {
    paths,
    host,
    user,
    shard,
    settings: settingsOf(options),
    trust: trustOf(options),
    policyFile: policyFileOf(options.config),
  };
  if (stdinPath === undefined) return asked;
  const read = decode(await io.input());
  if (!read.ok) {
    throw new UsageError(`the standard input: ${READ_PROBLEMS[read.problem]}.`);
  }
  return { ...asked, given: { path: stdinPath, text: read.text } };
}

export function settingsOf({ strict }: CommonOptions): Settings {
  return { rules: {}, strictness: strict ? 'strict' : 'default', forOneRun: true };
}
