import type { SectionId } from './item.ts';

/** What is done once a server is published is done again and again: only its date counts. */
const BY_DATE: SectionId = 'after-publishing';

/**
 * What a word on an item is bound to: the project's major version, before the first one its minor version. The next one
 * may be another server, so that somebody has to look again.
 *
 * @param version as the manifest has it; null for none
 */
export function publishFingerprint(version: string | null, section: string): string {
  if (section === BY_DATE) return 'by date';
  const [, major, minor = '0'] = /^v?(\d{1,9})(?:\.(\d{1,9}))?/.exec(version ?? '') ?? [];
  if (major === undefined) return 'no version';
  return major === '0' ? `version 0.${minor}` : `version ${major}`;
}
