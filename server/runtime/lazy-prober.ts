import type { ProbeKit } from '../probe/kit.ts';

/** The bundle stands beside this one; it is read from disk when the first probe is asked for. */
export function lazyProbes(): ProbeKit {
  return (require('./probe.cjs') as { readonly kit: ProbeKit }).kit;
}
