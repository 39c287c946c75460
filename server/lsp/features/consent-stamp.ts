import type { Session } from '../session.ts';

/**
 * Stands for what a person says yes to, to the letter: the words that they read, and what would be done or sent. Its key
 * is one that nobody else has: a plan may hold a credential, and a hash of one is nobody's business.
 */
export function consentStamp({ runtime }: Session, plan: object, text: string): string {
  return runtime.hashCredential(JSON.stringify([plan, text]));
}
