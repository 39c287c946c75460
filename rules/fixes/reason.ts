import { vulnerabilitiesIn } from '../catalog/advisories.ts';
import type { Answer, Fix, Lookup } from '../findings/finding.ts';
import { type SafeText, safe, sentence } from '../secrets/safe.ts';

/**
 * The title of a fix whose question was answered: with the version, and why it is this one.
 *
 * @param fix with a lookup; the title of one without is complete
 */
export function answeredTitle(
  { title, lookup }: Pick<Fix, 'title' | 'lookup'>,
  answer: Answer,
): SafeText {
  if (!lookup) return title;
  const [before = '', ...after] = title.split('…');
  const shown = after.length === 0 ? title : safe.text(before + answer.version + after.join('…'));
  return sentence`${shown} (${reasonOf(lookup, answer)})`;
}

/** Why a version was chosen, in words without a full stop: "newest on the npm registry that is 3 days old". */
export function reasonOf(lookup: Lookup, { version, source, why }: Answer): SafeText {
  const where = safe.name(source);
  if (!why) return sentence`same as in ${where}`;
  if (lookup.ecosystem === 'oci')
    return sentence`what "${safe.name(lookup.spec || 'latest')}" is today in ${where}`;
  if (lookup.ecosystem === 'git') return sentence`newest commit in ${where}`;
  const days = why.minimumAgeDays;
  const age =
    days === undefined
      ? safe.text('')
      : sentence` that is ${days} ${days === 1 ? safe.text('day') : safe.text('days')} old`;
  const left = lookup.instead ?? why.passed;
  if (left === undefined) return sentence`newest on ${where}${age}`;
  return sentence`${leftBehind(lookup, left)}; ${safe.name(version)} is the newest without${age}`;
}

function leftBehind({ ecosystem, name }: Lookup, version: string): SafeText {
  const count = (['exact', 'range'] as const)
    .map((pinning) => vulnerabilitiesIn({ ecosystem, name, version, pinning }))
    .find((it) => it > 0);
  const shown = safe.name(version);
  if (count === undefined) return sentence`${shown} is known to be hostile`;
  return count === 1
    ? sentence`${shown} has a known vulnerability`
    : sentence`${shown} has ${count} known vulnerabilities`;
}
