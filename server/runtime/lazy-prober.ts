import type { Prober } from '../probe/types.ts';

/** The bundle stands beside this one; it is read from disk when the first probe is asked for. */
export const lazyProber: Prober = {
  probe: (plan, options) => load().probe(plan, options),
  ask: (plan, options) => load().ask(plan, options),
};

function load(): Prober {
  return (require('./probe.cjs') as { readonly prober: Prober }).prober;
}
