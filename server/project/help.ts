import { helpFor } from '../../rules/checklists/publish/help/index.ts';
import type { ServerProject } from '../../rules/project/project.ts';
import { Signals } from '../../rules/project/signals/signals.ts';
import { safe } from '../../rules/secrets/safe.ts';
import type { ProjectHelp } from './types.ts';

/** What helps with an item of the publish list, in a form that can be sent. */
export function helpOf(project: ServerProject, item: number): readonly ProjectHelp[] {
  return helpFor(item, new Signals(project)).map(({ id, title, kind, edits, link, next }) => ({
    id,
    title: safe.text(title),
    kind,
    edits,
    ...(link !== undefined && { link }),
    next: next.map((it) => safe.text(it)),
  }));
}
