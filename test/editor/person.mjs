import { walkAll } from './hands.mjs';
import { askWalk, restrictedWalk } from './person-asks.mjs';
import { baselineWalk } from './person-baseline.mjs';
import { probeWalk } from './person-probes.mjs';

/** What a person does by hand. @returns {Promise<{ passed: number, failed: number }>} */
export function actAsPerson() {
  const all = [probeWalk, askWalk, restrictedWalk, baselineWalk];
  const wanted = process.env.MCP_CHECKLIST_WALK;
  return walkAll(all.filter((start) => !wanted || start().name.includes(wanted)));
}
