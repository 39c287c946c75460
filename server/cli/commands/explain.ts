import type { Command } from 'commander';
import { projectRuleIds } from '../../../rules/checks/project-ids.ts';
import { rules } from '../../../rules/index.ts';
import { safe } from '../../../rules/secrets/safe.ts';
import { pageOf } from '../../machine/pages.ts';
import type { Io } from '../io.ts';
import { paint } from '../reporters/style.ts';

export function addExplain(program: Command, io: Io): void {
  const command = program
    .command('explain')
    .description('Say what a rule finds, why, and how to fix it.')
    .argument('<rule>', 'the id of a rule')
    .action((id: string) => {
      const page = pageOf(id);
      if (page === undefined)
        command.error(`error: there is no rule ${safe.text(id)}${closeTo(id)}`);
      else io.out(page.replace(/^#.*$/gm, (heading) => paint(io, 'bold', heading)));
    });
}

/** What was probably meant: a rule that shares a word with it. */
function closeTo(id: string): string {
  const words = id.toLowerCase().match(/[a-z]{4,}/g) ?? [];
  const near = [...rules.map(({ meta }) => meta.id), ...projectRuleIds].filter((it) =>
    words.some((word) => it.includes(word)),
  );
  return near.length > 0
    ? `. Did you mean ${near.join(' or ')}?`
    : '. "mcp-checklist rules" lists them.';
}
