import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { GitFacts } from '../../rules/findings/facts.ts';
import { analyze } from '../../rules/index.ts';
import { type GitState, GitStates } from '../../server/machine/git-states.ts';
import { factsOf, folders, inputOf, pathOf, ROOT, settingsOf } from './fixture.ts';
import { Template } from './template.ts';

/** As much of what is found in every fixture as could hang on git. */
function foundWhere(stateOf: GitFacts['stateOf']): readonly string[] {
  return folders(ROOT).flatMap((rule) =>
    folders(join(ROOT, rule)).map((name) => {
      const folder = join(ROOT, rule, name);
      const { file, host } = inputOf(folder);
      const { text } = new Template(readFileSync(join(folder, file), 'utf8'));
      const facts = { ...factsOf(folder), git: { stateOf } };
      const path = pathOf(folder) || `/repo/${file}`;
      const { findings } = analyze(text, { host, path, facts, settings: settingsOf(folder) });
      return JSON.stringify([rule, name, findings.map((it) => [it.rule, it.severity, it.message])]);
    }),
  );
}

const answering = (state: GitState): GitStates =>
  new GitStates(async (paths) => new Map(paths.map((it) => [it, state])));

const STATES = ['tracked', 'open', 'ignored', 'outside', 'unknown'] as const;
const unknown = foundWhere(() => 'unknown');

test.each(STATES)(
  'a config is judged again for the answer "%s" where a rule speaks of it',
  async (state) => {
    const states = answering(state);
    states.factsFor('/repo/mcp.json').stateOf('/repo/.env');
    const isJudgedAgain = (await states.answer()).length > 0;
    const speaks = JSON.stringify(foundWhere(() => state)) !== JSON.stringify(unknown);
    expect(isJudgedAgain).toBe(speaks);
  },
);
