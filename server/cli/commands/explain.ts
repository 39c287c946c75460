import type { Command } from 'commander';
import { policyWords } from '../../../rules/checklists/policy-words.ts';
import { safe } from '../../../rules/secrets/safe.ts';
import { pageOf } from '../../machine/pages.ts';
import type { Io } from '../io.ts';
import { meant } from '../overrides.ts';
import { paint } from '../reporters/style.ts';

const LISTED = ' "mcp-checklist rules" lists them.';

export function addExplain(program: Command, io: Io): void {
  const command = program
    .command('explain')
    .description('Say what a rule finds, why, and how to fix it.')
    .argument('<rule>', 'the id of a rule')
    .action((id: string) => {
      const page = pageOf(id);
      if (page === undefined)
        command.error(
          `error: there is no rule "${safe.name(id)}".${meant(id, policyWords.rules) || LISTED}`,
        );
      else io.out(page.replace(/^#.*$/gm, (heading) => paint(io, 'bold', heading)));
    });
}
