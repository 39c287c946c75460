import type { WorkspaceEdit } from 'vscode-languageserver';
import type { FileEdit } from '../../../rules/findings/finding.ts';
import { type SafeText, safe } from '../../../rules/secrets/safe.ts';
import { pathFrom } from '../../machine/paths.ts';
import { addressOf } from '../../runtime/addresses.ts';
import type { Fixed } from '../../workspace/apply-fixes.ts';
import { isInside } from '../../workspace/inside.ts';
import { type Change, editOfFiles, joinChanges, type Source } from '../edits.ts';
import type { Session } from '../session.ts';
import type { ReadConfig } from '../workspace.ts';

/** What was done to one config, or to one file of a server project. */
interface ChangedFile {
  readonly config: Pick<ReadConfig, 'document' | 'version'>;
  readonly fixed: Pick<Fixed, 'edits' | 'others'>;
}

/**
 * All that changes in several of them, as one edit.
 *
 * @param label what it does, for clients that show it
 */
export async function changeOf(
  session: Session,
  label: string,
  all: readonly ChangedFile[],
): Promise<Change | undefined> {
  const { client, runtime } = session;
  const sources = new Map<string, Source>();
  const own: FileEdit[] = [];
  for (const { config, fixed } of all) {
    const { document, version } = config;
    const file = addressOf(runtime, document.uri);
    sources.set(file, { document, version, text: document.getText() });
    own.push({ file, edits: fixed.edits });
  }
  const edits = [...own, ...all.flatMap(({ fixed }) => fixed.others)];
  const isDescribed = client.annotatesEdits && client.versionedEdits;
  const { changes } = await editOfFiles(
    session,
    edits,
    sources,
    isDescribed ? ANNOTATION : undefined,
  );
  if (changes.length === 0) return undefined;
  const { edit, judged } = joinChanges(changes);
  return { edit: described(session, label, edit, changes.length > 1), judged };
}

const ANNOTATION = 'fix';

/** What changes several files is shown before it happens: by the client, unless it has shown it by then. */
function described(
  { client }: Session,
  label: string,
  edit: WorkspaceEdit,
  several: boolean,
): WorkspaceEdit {
  if (!client.annotatesEdits || !client.versionedEdits) return edit;
  const needsConfirmation = several && client.options.previews !== true;
  return { ...edit, changeAnnotations: { [ANNOTATION]: { label, needsConfirmation } } };
}

/** A file as a person calls it: from the folder that is open, or from their home. */
export function shownFile({ runtime, folders }: Session, uri: string): SafeText {
  const path = addressOf(runtime, uri);
  const around = folders().filter((folder) => isInside(path, folder));
  const [nearest] = around.sort((a, b) => b.length - a.length);
  if (nearest !== undefined) return safe.text(pathFrom(nearest, path));
  const { homeFolder } = runtime;
  return safe.text(isInside(path, homeFolder) ? `~${path.slice(homeFolder.length)}` : path);
}
