export type { Candidate, Detection } from './candidate.ts';
export { detect } from './detect.ts';
export { type CredentialMatch, findCredentials } from './locate.ts';
export { redact, redactIn } from './redact.ts';
