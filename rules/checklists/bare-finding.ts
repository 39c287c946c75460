import type { Finding } from '../findings/finding.ts';
import type { SubjectRef } from '../findings/subject.ts';
import { type SafeText, sentence } from '../secrets/safe.ts';

const NOWHERE = { file: '', span: { start: 0, end: 0 } };
const NOTHING = sentence``;
const NONE: readonly never[] = [];

/** What is open is counted, and looks the same in many configs: one of each will do. */
const counted = new Map<string, Finding>();
const MOST_COUNTED = 5_000;

/** As much of a finding as a status is made of: the rest would be kept of ten thousand configs. */
export function bare({ rule, severity, message, about, suppressed }: Finding): Finding {
  // What somebody accepted is said.
  if (suppressed) return bareOf(rule, severity, about, message, suppressed);
  const name = about.kind === 'server' ? about.name : '';
  const key = `${about.kind} ${rule} ${severity} ${name}`;
  const known = counted.get(key);
  if (known) return known;
  if (counted.size >= MOST_COUNTED) counted.clear();
  const made = bareOf(rule, severity, about, NOTHING, null);
  counted.set(key, made);
  return made;
}

function bareOf(
  rule: string,
  severity: Finding['severity'],
  about: SubjectRef,
  message: SafeText,
  suppressed: Finding['suppressed'],
): Finding {
  return {
    rule,
    severity,
    confidence: 'high',
    messageId: '',
    message,
    at: NOWHERE,
    about: about.kind === 'server' ? { kind: 'server', file: '', name: about.name } : NO_SERVER,
    pointer: '',
    related: NONE,
    fixes: NONE,
    suppressed,
  };
}

const NO_SERVER = { kind: 'file', file: '' } as const;
