export type { Candidate, Detection } from './candidate.ts';
export { detect } from './detect.ts';
export { credentialsInComments } from './in-comments.ts';
export { type CredentialMatch, findCredentials } from './locate.ts';
export { redact, redactIn } from './redact.ts';
