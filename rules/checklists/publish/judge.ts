import type { Evidence } from '../../findings/evidence.ts';
import type { ServerProject } from '../../project/project.ts';
import { Signals } from '../../project/signals/signals.ts';
import { safe } from '../../secrets/safe.ts';
import { authentication } from './criteria/authentication.ts';
import { callers } from './criteria/callers.ts';
import { dataProtection } from './criteria/data-protection.ts';
import { documentation } from './criteria/documentation.ts';
import { help } from './criteria/help.ts';
import { inputValidation } from './criteria/input-validation.ts';
import { logging } from './criteria/logging.ts';
import { monitoring } from './criteria/monitoring.ts';
import { operation } from './criteria/operation.ts';
import { performance } from './criteria/performance.ts';
import { secrets } from './criteria/secrets.ts';
import { support } from './criteria/support.ts';
import { testing } from './criteria/testing.ts';
import { withoutDrafts } from './help/drafts.ts';
import type { Criterion, Opinion, PublishItem } from './item.ts';
import { publishItems } from './publish.ts';

const criteria: Readonly<Record<number, Criterion>> = {
  ...authentication,
  ...callers,
  ...inputValidation,
  ...dataProtection,
  ...secrets,
  ...logging,
  ...performance,
  ...testing,
  ...documentation,
  ...help,
  ...support,
  ...operation,
  ...monitoring,
};

/**
 * What speaks for or against each item of the publish list in a project: one piece of evidence for each place. No
 * words of persons, no findings of rules. Never throws: where a criterion fails, a person is asked.
 */
export function publishEvidence(
  project: ServerProject,
  signals: Signals = new Signals(project),
): readonly Evidence[] {
  const about = { kind: 'project', root: project.root } as const;
  const read = withoutDrafts(project);
  const without = read === project ? signals : read && new Signals(read);
  return publishItems.flatMap((item) => {
    const { says, text, places } = opinionOn(item, signals, without);
    const common = {
      item: item.id,
      about,
      says,
      text: safe.text(text),
      from: { criterion: item.id },
    };
    return places.length === 0 ? [common] : places.map((at) => ({ ...common, at }));
  });
}

/** What holds only by a draft is for a person to read first. */
function opinionOn(item: PublishItem, signals: Signals, without: Signals | null): Opinion {
  const opinion = opinionOf(item, signals);
  if (without === signals || opinion.says !== 'for') return opinion;
  const holds = without !== null && opinionOf(item, without).says === 'for';
  return holds ? opinion : { ...opinion, says: 'unclear', text: DRAFTED };
}

const DRAFTED = 'It holds by a draft: read and correct it, then delete the line that says so.';

/** What hangs on code, by number: documents and tests are read in every language. */
const BY_CODE: ReadonlySet<number> = new Set([
  ...Array.from({ length: 23 }, (_, index) => index + 1),
  34,
  41,
]);

/** Of code in a language that is only listed nothing is held against it: what is missing may be there. */
function isSure({ number }: PublishItem, { says }: Opinion, { project, code }: Signals): boolean {
  if (says !== 'against' || !BY_CODE.has(number)) return true;
  const calls = code.each('a call', (sites) => sites.calls.slice(0, 1));
  return calls.length > 0 || project.unread.length === 0;
}

function opinionOf(item: PublishItem, signals: Signals): Opinion {
  try {
    const opinion = criteria[item.number]?.(signals);
    if (opinion) return isSure(item, opinion, signals) ? opinion : { ...opinion, says: 'unclear' };
  } catch {
    // A fault of ours must not cost the other items.
  }
  return { says: 'unclear', text: item.question, places: [] };
}
