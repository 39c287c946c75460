import { count } from '../../../rules/secrets/count.ts';
import { safe, sentence } from '../../../rules/secrets/safe.ts';
import { type ListedTool, nameOf } from '../tools.ts';
import type { ProbeOptions } from '../types.ts';
import type { Steps } from './steps.ts';

/** Which tools were called, and why the others were not: what nobody called was not seen. */
export function judgeCalls(
  steps: Steps,
  tools: readonly ListedTool[],
  called: readonly ListedTool[],
  calls: ProbeOptions['calls'],
): void {
  const names = new Set(tools.map(nameOf));
  const ticked = typeof calls === 'object' ? calls : [];
  const unknown = ticked.filter((it) => !names.has(it));
  if (unknown.length > 0) {
    const shown = safe.join(
      unknown.slice(0, 5).map((it) => safe.name(it)),
      ', ',
    );
    steps.add('calls.unknown', [], 'review', sentence`It has no tool of this name: ${shown}.`);
  }
  if (tools.length === 0) return;
  if (calls === 'none') steps.add('calls', [], 'info', sentence`No tool was called: you said so.`);
  else if (called.length === 0)
    steps.add(
      'calls',
      [],
      'review',
      sentence`No tool was called: none of them is marked as read-only. Name those that may be called.`,
    );
  else if (called.length === tools.length)
    steps.add('calls', [], 'info', sentence`Every tool was called.`);
  else
    steps.add(
      'calls',
      [],
      'info',
      sentence`Called: ${called.length} of ${count(tools.length, 'tool')}; the others are not marked as read-only, or were not needed.`,
    );
}
