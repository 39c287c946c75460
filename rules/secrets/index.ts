export type { Candidate, Detection, Traits } from './candidate.ts';
export { detect } from './detect.ts';
export { findCredentials, type Located } from './locate.ts';
export { redact, redactIn } from './redact.ts';
