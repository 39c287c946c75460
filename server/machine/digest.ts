import { createHmac } from 'node:crypto';
import type { Digest } from '../../rules/findings/facts.ts';

/** A keyed hash, as what is written down about findings and servers is marked with. */
export const digest: Digest = (key, text) => createHmac('sha256', key).update(text).digest('hex');
