import { perObject } from '../text/memory.ts';
import type { SourceModule } from './model.ts';

/**
 * Remembers what was found out about a module. Modules never change, and of a project that somebody types in all but one
 * stay: what hangs on nothing else need not be found out again.
 *
 * @param compute pure
 */
export function perModule<T>(compute: (module: SourceModule) => T): (module: SourceModule) => T {
  return perObject(compute);
}
