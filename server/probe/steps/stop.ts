import { count } from '../../../rules/secrets/count.ts';
import { sentence } from '../../../rules/secrets/safe.ts';
import type { Stop } from '../types.ts';
import type { Steps } from './steps.ts';

const SOON = 5_000;

/** The drill: how long it took from asking to the last process. */
export function judgeStop(steps: Steps, stops: readonly Stop[]): void {
  // Who ends by itself shows nothing of how it is ended.
  const idle = stops.find(({ by }) => by !== 'itself' && by !== 'none') ?? stops[0];
  if (!idle) return;
  const left = Math.max(...stops.map((it) => it.left));
  const items = ['production/10'];
  const outlived = Math.max(...stops.map((it) => it.outlived ?? 0));
  if (outlived > 0 && left === 0)
    steps.add(
      'stop.group',
      [],
      'review',
      sentence`${count(outlived, 'process', 'processes')} that it started outlived it until its whole group was ended: applications that end it alone leave them. End them when standard input closes.`,
    );
  if (left > 0)
    steps.add(
      'stop',
      items,
      'fail',
      sentence`${count(left, 'process', 'processes')} stayed behind after it was ended, and had to be looked for.`,
      idle.ms,
    );
  else if (idle.by === 'itself')
    steps.add(
      'stop',
      items,
      'review',
      sentence`It ended by itself each time: how long it takes to end it was not seen.`,
    );
  else if (idle.ms > SOON)
    steps.add(
      'stop',
      items,
      'review',
      sentence`It took ${count(Math.round(idle.ms / 1000), 'second')} to end it.`,
      idle.ms,
    );
  else
    steps.add(
      'stop',
      items,
      'pass',
      sentence`It ends within ${count(Math.max(1, Math.ceil(idle.ms / 1000)), 'second')}, and nothing is left.`,
      idle.ms,
    );
}
