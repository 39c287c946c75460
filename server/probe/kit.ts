import { askText } from './ask/consent.ts';
import { asksOf } from './ask/plan.ts';
import { questions } from './ask/questions.ts';
import type { AskPlan } from './ask/types.ts';
import { consentText } from './consent.ts';
import { askRecordOf, itemsOf, recordOf } from './items.ts';
import { planOf } from './plan.ts';
import { reportOf, reportOfAsked, reportOfRecord } from './report.ts';
import { told } from './told.ts';
import { toolReport } from './tool-report.ts';
import type { Prober } from './types.ts';

/** All that is done around a probe, and starts and sends nothing. */
export const planning = {
  planOf,
  consentText,
  itemsOf,
  recordOf,
  reportOf,
  reportOfRecord,
  reportOfAsked,
  asksOf,
  askText,
  askRecordOf,
  toolReport,
  told,
  /** Where a credential would be sent. */
  hostOf: ({ provider }: AskPlan): string => questions[provider]?.host ?? '',
} as const;

/** What the bundle of the probe offers: whoever wants something of it loads it then. */
export interface ProbeKit extends Readonly<typeof planning> {
  readonly prober: Prober;
}
