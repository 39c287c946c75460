export type { Candidate, Detection } from './candidate.ts';
export { detect } from './detect.ts';
export { findCredentials, type Located } from './locate.ts';
export { redact, redactIn } from './redact.ts';
