import type { Inspection } from '../inspect.ts';

/** What a report is made of. */
export type Printed = Omit<Inspection, 'projectFileFor' | 'complete' | 'collected'>;
