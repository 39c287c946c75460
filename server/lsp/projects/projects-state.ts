import { join } from 'node:path';
import { progressOf } from '../../../rules/checklists/progress.ts';
import { sections } from '../../../rules/checklists/publish/item.ts';
import { sentence } from '../../../rules/secrets/safe.ts';
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

const titles = new Map<string, string>(sections.map(({ id, title }) => [id, title]));

function stateOf(
  folder: string,
  { root, name, version, tools, items }: ProjectReport,
  uriOf: (path: string) => string,
): ProjectState {
  const uri = uriOf(join(folder, root));
  return {
    root: uri,
    name,
    version,
    tools: tools.length,
    progress: progressOf(items),
    items: items.map((item) => itemState(folder, item, uri, uriOf)),
  };
}

function itemState(
  folder: string,
  { section, evidence, word, ...item }: ProjectItem,
  root: string,
  uriOf: (path: string) => string,
): ProjectItemState {
  return {
    ...item,
    section: titles.get(section) ?? section,
    evidence: evidence.flatMap(({ text, file, range, says, accepted }): ProjectEvidenceState[] => {
      if (file === undefined || range === undefined) return [];
      const stands = accepted ? 'accepted' : says;
      return [{ uri: uriOf(join(folder, file)), file, range, text, says: stands }];
    }),
    attestation: word && {
      by: word.person,
      on: word.on,
      until: word.until,
      note: word.note ?? sentence``,
      kept: word.path === root ? 'person' : 'project',
    },
  };
}
