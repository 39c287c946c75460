import { dirname } from 'node:path';
import type { Finding } from '../../../rules/findings/finding.ts';
import type { Analysis } from '../../../rules/index.ts';
import { ignoreByComment } from '../../../rules/policy/comment.ts';
import { ignoreInSource } from '../../../rules/policy/comment-in-source.ts';
import { addIgnore } from '../../../rules/policy/edit.ts';
import { shownPointer } from '../../../rules/policy/ignores.ts';
import { type SafeText, sentence } from '../../../rules/secrets/safe.ts';
import { applyEdits } from '../../../rules/text/span.ts';
import { pathFrom } from '../../machine/paths.ts';
import type { EditResult, IgnoreParams } from '../../protocol.ts';
import { editOfPlainFile, toWorkspaceEdit } from '../edits.ts';
import type { Session } from '../session.ts';

const CHANGED = sentence`The file has changed. Open the quick fixes again.`;

const failed = (problem: SafeText): EditResult => ({ edit: null, problem });

/** Silences one finding with a reason: by a comment where the file takes them, else in the project file. */
export async function ignoreFinding(
  session: Session,
  { uri, rule, start, reason }: IgnoreParams,
): Promise<EditResult> {
  const document = session.documents.get(uri);
  if (!document) return failed(sentence`Open the file first.`);
  // Otherwise the comment of a stranger would do the same.
  if (session.client.options.trusted === false)
    return failed(sentence`Nothing is ignored in a folder that is not trusted. Trust it first.`);
  const {
    analysis,
    document: judged,
    file: judgedFile,
    version,
  } = await session.analyses.of(document);
  const finding = analysis.findings.find((it) => it.rule === rule && it.at.span.start === start);
  const why = reason.replace(/\s+/g, ' ').trim();
  if (!finding || (!analysis.config && finding.about.kind !== 'project')) return failed(CHANGED);
  if (why === '') return failed(sentence`Without a reason nothing is ignored.`);
  const text = judged.getText();
  const edits =
    analysis.config && finding.about.kind !== 'project'
      ? ignoreByComment(analysis.config, finding, why)
      : ignoreInSource(finding.at.file, text, { rule, span: finding.at.span }, why);
  // Within a string of several lines a comment would be text.
  const silences = async (then: string): Promise<boolean> =>
    finding.about.kind === 'project'
      ? session.projects.isSilenced(judged, then, finding)
      : isSilenced(judgedFile.judge(then), finding);
  if (edits && (await silences(applyEdits(text, edits))))
    return document.version === version
      ? { edit: toWorkspaceEdit(session, judged, edits), problem: null }
      : failed(CHANGED);
  const path = session.runtime.pathOf(uri);
  if (path === undefined)
    return failed(sentence`This file takes no comments, and is not on the disk of the server.`);
  const file = await session.facts.projectFileFor(path);
  const ignore = {
    rule,
    path: pathFrom(dirname(file), path),
    ...(finding.about.kind === 'server' && { server: finding.about.name }),
    pointer: shownPointer(finding.pointer),
    reason: why,
  };
  const change = await editOfPlainFile(session, file, (text) => addIgnore(text, ignore));
  return change
    ? { ...change, problem: null }
    : failed(
        sentence`The file .mcp-checklist.json is a link or no valid JSON. Put it right first.`,
      );
}

function isSilenced({ findings }: Analysis, { rule, pointer }: Finding): boolean {
  const same = findings.filter((it) => it.rule === rule && it.pointer === pointer);
  return same.length > 0 && same.every(({ suppressed }) => suppressed !== null);
}
