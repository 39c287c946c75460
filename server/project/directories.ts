import type { Status } from '../../rules/checklists/checklist.ts';
import {
  type DirectoryStanding,
  judgeDirectories,
} from '../../rules/checklists/directories/index.ts';
import type { ItemStanding } from '../../rules/checklists/directories/view.ts';
import type { Evidence } from '../../rules/findings/evidence.ts';
import type { ItemId } from '../../rules/findings/item-id.ts';
import type { ServerProject } from '../../rules/project/project.ts';
import type { Signals } from '../../rules/project/signals/signals.ts';
import type { Place } from '../../rules/project/tools/tool.ts';
import { type SafeText, safe } from '../../rules/secrets/safe.ts';
import { placeReport } from './places.ts';
import type { ProjectDemand, ProjectDirectory } from './types.ts';

/** What the items came to, as the demands of directories ask for them. */
interface ItemsStood {
  readonly number: number;
  readonly status: Status;
  readonly reason: SafeText;
  readonly evidence: readonly Evidence[];
}

/** Whether a project is ready for the directories that take its kind, in a form that can be sent and printed. */
export function directoriesOf(
  signals: Signals,
  items: readonly ItemsStood[],
): readonly ProjectDirectory[] {
  const standings = new Map(items.map((item) => [item.number, standingOf(item)]));
  return judgeDirectories(signals, standings).map((it) => directoryReport(signals.project, it));
}

function standingOf({ status, reason, evidence }: ItemsStood): ItemStanding {
  const places = evidence.flatMap(({ at }): readonly Place[] =>
    at && 'span' in at ? [{ file: at.file, span: at.span }] : [],
  );
  return { status, reason, places };
}

function directoryReport(
  project: ServerProject,
  { directory, ready, demands }: DirectoryStanding,
): ProjectDirectory {
  const { id, name, seen, sources } = directory;
  const told = demands.map(
    ({ demand, says, text, places }): ProjectDemand => ({
      id: demand.id,
      demand: demand.text,
      says,
      reason: safe.text(text),
      items: demand.items.map((number): ItemId => `publish/${number}`),
      source: demand.source ?? sources[0] ?? '',
      seen: demand.seen ?? seen,
      places: places.map((place) => placeReport(project, place)),
    }),
  );
  return { id, name, seen, sources, ready, demands: told };
}
