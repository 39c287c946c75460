import type { Signals } from '../../../project/signals/signals.ts';
import { rateLimit, settings, state, token } from './code/callers.ts';
import { guards, identifier, page, upload } from './code/input.ts';
import { breaker, cache, log, retry } from './code/running.ts';
import { codeHelp } from './code/snippet.ts';
import { health, metrics, readOnly, seal, toolError } from './code/tools.ts';
import { deletion, limits, privacy, prompts, support, telemetry } from './docs/people.ts';
import { envExample, hostConfiguration, installation, settingsTable } from './docs/set-up.ts';
import { argumentsTables, exampleCall, permissions, toolsTable } from './docs/tools.ts';
import { errorsTable, troubleshooting } from './docs/trouble.ts';
import { bugsField } from './files/addresses.ts';
import { issueForm, securityPolicy } from './files/community.ts';
import { bundleManifest, serverJson } from './files/listings.ts';
import { alertRules, indexMigration, loadTest, testJob } from './files/pipeline.ts';
import type { Help, Helper } from './help.ts';
import { knownOf } from './known.ts';
import { links } from './links.ts';
import { injectionTest, integrationTest, pageTest, testPerTool } from './tests/helpers.ts';

const measuring = codeHelp('metrics', 'Write a wrapper that measures tools', metrics);
const login = codeHelp('login-state', 'Write a state that is signed', state);
const remembering = codeHelp('answer-cache', 'Write a cache with an end', cache);

/** What there is for each item: drafts first, then code, then what is to be read. */
const helpers: Readonly<Record<number, readonly Helper[]>> = {
  1: [codeHelp('settings', 'Write a check of what has to be set', settings), envExample],
  2: [codeHelp('rate-limit', 'Write a limit for callers', rateLimit)],
  3: [codeHelp('verify-token', 'Write a check of tokens', token)],
  4: [permissions, codeHelp('read-only', 'Write a switch for writing tools', readOnly)],
  5: [codeHelp('guards', 'Write guards for paths, addresses and programs', guards)],
  6: [codeHelp('quote-identifier', 'Write a quoting of names', identifier)],
  7: [codeHelp('page', 'Write an escape for pages, and their headers', page)],
  8: [codeHelp('read-upload', 'Write a reader of files that are sent', upload)],
  10: [codeHelp('seal', 'Write an encryption of fields', seal)],
  12: [telemetry],
  13: [deletion],
  14: [codeHelp('log', 'Write a logger', log)],
  15: [codeHelp('log', 'Write a logger that leaves secrets out', log)],
  17: [codeHelp('circuit-breaker', 'Write a breaker', breaker)],
  18: [codeHelp('retry', 'Write a retry', retry)],
  19: [codeHelp('tool-error', 'Write one shape of errors', toolError)],
  20: [remembering],
  21: [remembering],
  22: [indexMigration],
  25: [testPerTool, testJob],
  26: [integrationTest, testJob],
  27: [injectionTest],
  28: [pageTest],
  29: [loadTest],
  30: [toolsTable],
  31: [argumentsTables],
  32: [errorsTable],
  33: [exampleCall],
  34: [settingsTable, envExample],
  35: [limits],
  36: [installation, serverJson, bundleManifest],
  37: [hostConfiguration],
  38: [troubleshooting],
  39: [troubleshooting],
  40: [prompts],
  41: [privacy],
  42: [deletion],
  43: [login],
  44: [login],
  48: [measuring],
  49: [measuring],
  50: [measuring],
  53: [alertRules],
  54: [alertRules],
  55: [codeHelp('health', 'Write a look at the database', health), alertRules],
  56: [alertRules],
  57: [support],
  58: [issueForm, bugsField],
  59: [securityPolicy],
  60: [securityPolicy],
};

/**
 * What helps with an item of the publish list in one project: drafts with the project's own names, code, or what to
 * read. Pure; throws nothing: what cannot be made here is left out.
 *
 * @param number of the item
 * @returns edits of files as paths from the folder that was read; a file that is there is never written over
 */
export function helpFor(number: number, signals: Signals): readonly Help[] {
  const known = knownOf(signals);
  return [...(helpers[number] ?? []), ...(links[number] ?? [])].flatMap((helper) => {
    try {
      return helper(known) ?? [];
    } catch {
      // A fault of ours must not cost the other help.
      return [];
    }
  });
}
