import { WHEN } from '../../rules/checklists/probe-words.ts';
import type { ProbeStep, ProbeVerdict } from '../../rules/findings/probe-record.ts';
import { type SafeText, safe, sentence } from '../../rules/secrets/safe.ts';

/** What a person reads of one step, or of several that came to the same. */
export type Told = Pick<ProbeStep, 'items' | 'verdict' | 'sentence'>;

/** Each way to fail has a step of its own, and nine of them say the same but for the way: those are told once. */
export function told(steps: readonly ProbeStep[]): readonly Told[] {
  const merged = new Map<ProbeVerdict, readonly ProbeStep[]>();
  for (const verdict of ['pass', 'review'] as const) {
    const alike = steps.filter((it) => it.verdict === verdict && whenOf(it) !== undefined);
    if (alike.length > 1) merged.set(verdict, alike);
  }
  return steps.flatMap((step) => {
    const alike = merged.get(step.verdict);
    if (!alike?.includes(step)) return [step];
    if (alike[0] !== step) return [];
    const { items, verdict } = step;
    return [{ items, verdict, sentence: togetherOf(verdict, alike) }];
  });
}

function whenOf({ id }: ProbeStep): SafeText | undefined {
  return WHEN[/^leak\.(\w+)$/.exec(id)?.[1] ?? ''];
}

function togetherOf(verdict: ProbeVerdict, steps: readonly ProbeStep[]): SafeText {
  const ways = steps.flatMap((it) => whenOf(it) ?? []);
  const all = sentence`${safe.join(ways.slice(0, -1), ', ')}, or ${ways.at(-1) ?? safe.text('')}`;
  return verdict === 'pass'
    ? sentence`No credential shows when ${all}.`
    : sentence`Nothing reached the provider, so it is not known what shows when ${all}.`;
}
