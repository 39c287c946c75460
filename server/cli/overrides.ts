import { InvalidArgumentError } from 'commander';
import { policyWords } from '../../rules/checklists/policy-words.ts';
import type { Settings } from '../../rules/findings/settings.ts';
import { safe } from '../../rules/secrets/safe.ts';
import { nearest } from '../../rules/text/nearest.ts';

const SEVERITIES = ['off', 'hint', 'information', 'warning', 'error'] as const;

/** Reads `unpinned-package=error`, beside what was said before. */
export function readOverride(text: string, before: Settings['rules'] = {}): Settings['rules'] {
  const equals = text.lastIndexOf('=');
  const [rule, given] = [text.slice(0, Math.max(0, equals)), text.slice(equals + 1)];
  if (equals < 0)
    throw new InvalidArgumentError('It is written as ID=SEVERITY, as in unpinned-package=error.');
  if (!policyWords.rules.includes(rule))
    throw new InvalidArgumentError(
      `There is no rule "${safe.name(rule)}".${meant(rule, policyWords.rules)}`,
    );
  const severity = SEVERITIES.find((it) => it === given);
  if (!severity)
    throw new InvalidArgumentError(
      `A severity is one of ${SEVERITIES.join(', ')}.${meant(given, SEVERITIES)}`,
    );
  return { ...before, [rule]: severity };
}

/** What was probably meant, as a sentence to go on with; '' where nothing is near. */
export function meant(word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  return near === undefined ? '' : ` Did you mean "${near}"?`;
}
