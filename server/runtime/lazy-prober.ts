import type { Prober } from '../probe/types.ts';

/** The bundle stands beside this one; it is read from disk when the first probe is asked for. */
export const lazyProber: Prober = {
  probe: (plan, options) => {
    const { prober } = require('./probe.cjs') as { readonly prober: Prober };
    return prober.probe(plan, options);
  },
};
