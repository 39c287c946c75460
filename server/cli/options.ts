import { type Command, Option } from 'commander';
import { hostById, hosts } from '../../rules/hosts/index.ts';
import type { Settings } from '../../rules/settings.ts';

/** What `check` and `checklist` have in common. */
export interface CommonOptions {
  readonly host?: string;
  readonly strict?: boolean;
  readonly user?: boolean;
}

export function withCommonOptions(command: Command): Command {
  return command
    .argument('[paths...]', 'files and folders; the working folder when there is none')
    .addOption(
      new Option('--host <id>', 'judge every file as a config of this host').argParser((id) => {
        if (hostById(id)) return id;
        const known = hosts.map((host) => host.id).join(', ');
        return command.error(`error: there is no host of that id. Known ones: ${known}, generic`);
      }),
    )
    .option('--strict', 'also run the rules that are off by default')
    .option(
      '--user',
      'also look at the configs of your home folder; at these alone without a path',
    );
}

export function settingsOf({ strict }: CommonOptions): Settings {
  return { rules: {}, strictness: strict ? 'strict' : 'default' };
}
