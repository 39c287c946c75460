import { duration } from '../text/duration.ts';
import type { Checklist, Item } from './checklist.ts';

/** Is this MCP set-up fit for production? Ten items, criticals first to be put right. */
export const production: Checklist = {
  id: 'production',
  title: 'Production checklist',
  subject: 'config',
  items: [
    {
      id: 'production/1',
      number: 1,
      title: 'No plaintext secrets in configs',
      short: 'No plaintext',
      severity: 'critical',
      ...takes(30),
      question: 'Does any variable, header, argument, address or default hold a credential?',
    },
    {
      id: 'production/2',
      number: 2,
      title: 'Minimal permissions per server',
      short: 'Least privilege',
      severity: 'critical',
      ...takes(60),
      question:
        'Could any server do with less: read instead of write, one repository, one folder, asking first?',
    },
    {
      id: 'production/3',
      number: 3,
      title: 'Audit logs exist',
      short: 'Audit logs',
      severity: 'high',
      ...takes(15),
      question: 'Which secrets were used in the last 24 hours, and which server made which call?',
    },
    {
      id: 'production/4',
      number: 4,
      title: 'Credentials rotate without downtime',
      short: 'Rotation',
      severity: 'high',
      ...takes(60),
      question:
        'In how many places does each credential stand, and does replacing it take under five minutes?',
    },
    {
      id: 'production/5',
      number: 5,
      title: 'Transport is encrypted',
      short: 'Encryption',
      severity: 'critical',
      ...takes(10),
      question: 'Is any other machine reached over http, or with certificate checks switched off?',
    },
    {
      id: 'production/6',
      number: 6,
      title: 'Environments do not share credentials',
      short: 'Environments',
      severity: 'high',
      ...takes(30),
      question:
        'Do development and production use different credentials, and do their names show it?',
    },
    {
      id: 'production/7',
      number: 7,
      title: 'Errors do not leak secrets',
      short: 'Safe errors',
      severity: 'high',
      ...takes(30),
      question:
        'When a call fails on purpose, does more than the last 4 characters of a credential show?',
      failsAt: 'information',
    },
    {
      id: 'production/8',
      number: 8,
      title: 'Expired credentials fail gracefully',
      short: 'Graceful expiry',
      severity: 'medium',
      ...takes(60),
      question: 'With an expired credential, is there a clear error, or a crash, a hang, silence?',
    },
    {
      id: 'production/9',
      number: 9,
      title: 'Third-party servers are pinned',
      short: 'Pinned servers',
      severity: 'high',
      ...takes(15),
      question: 'Does every package, image and repository name exactly one version?',
    },
    {
      id: 'production/10',
      number: 10,
      title: 'A kill switch exists',
      short: 'Kill switch',
      severity: 'high',
      ...takes(30),
      question:
        'Can one server be stopped and its credentials revoked in a minute, the rest running on?',
    },
  ],
};

function takes(minutes: number): Pick<Item, 'minutes' | 'effort'> {
  return { minutes, effort: duration(minutes) };
}
