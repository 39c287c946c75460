import { join } from 'node:path';
import type { ProjectItem, ProjectReport } from '../../project/types.ts';
import type { ProjectEvidenceState, ProjectItemState, ProjectState } from '../../protocol.ts';
import type { HeldFolder } from './held-folder.ts';

/** All server projects and how they stand to the publish list, ready to be sent. */
export function projectsState(
  folders: readonly HeldFolder[],
  uriOf: (path: string) => string,
): readonly ProjectState[] {
  return folders.flatMap(({ path, judgement }) =>
    (judgement?.reports ?? []).map((report) => stateOf(path, report, uriOf)),
  );
}

function stateOf(
  folder: string,
  { root, name, version, tools, items }: ProjectReport,
  uriOf: (path: string) => string,
): ProjectState {
  return {
    root: uriOf(join(folder, root)),
    name,
    version,
    tools: tools.length,
    items: items.map((item) => itemState(folder, item, uriOf)),
  };
}

function itemState(
  folder: string,
  { id, number, section, title, severity, status, reason, question, evidence }: ProjectItem,
  uriOf: (path: string) => string,
): ProjectItemState {
  return {
    id,
    number,
    section,
    title,
    severity,
    status,
    reason,
    question,
    evidence: evidence.flatMap(({ text, file, range, says }): readonly ProjectEvidenceState[] =>
      file === undefined || range === undefined
        ? []
        : [{ uri: uriOf(join(folder, file)), file, range, text, says }],
    ),
  };
}
