import type { Place } from '../../project/tools/tool.ts';
import type { Opinion } from './item.ts';

/** As many places as anybody opens. */
const MOST = 5;

/** It holds, and here is where it shows. Without a place nothing is said to hold: then a person is asked. */
export function pass(text: string, places: readonly Place[]): Opinion {
  const shown = places.slice(0, MOST);
  return { says: shown.length > 0 ? 'for' : 'unclear', text, places: shown };
}

export function fail(text: string, places: readonly Place[] = []): Opinion {
  return { says: 'against', text, places: places.slice(0, MOST) };
}

export function review(text: string, places: readonly Place[] = []): Opinion {
  return { says: 'unclear', text, places: places.slice(0, MOST) };
}

export function notApplicable(text: string): Opinion {
  return { says: 'not-applicable', text, places: [] };
}
