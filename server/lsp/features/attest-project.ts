import { join } from 'node:path';
import { publishFingerprint } from '../../../rules/checklists/publish/fingerprint.ts';
import { projectShapes } from '../../../rules/policy/schema.ts';
import { type SafeText, safe, sentence } from '../../../rules/secrets/safe.ts';
import { dayOf } from '../../machine/day.ts';
import type { AttestParams, AttestResult, WithdrawParams } from '../../protocol.ts';
import { attesting, withdrawing } from '../../workspace/statements.ts';
import { editOfPlainFile } from '../edits.ts';
import type { Session } from '../session.ts';

const BROKEN = sentence`The file .mcp-checklist.json is a link or no valid JSON. Put it right first.`;

const failed = (problem: SafeText): AttestResult => ({ edit: null, attestations: null, problem });

/** Whether a word is about a server project. */
export function isAboutProject({ item }: Pick<WithdrawParams, 'item'>): boolean {
  return item.startsWith('publish/');
}

/** Writes down that a person looked at an item of the publish list: in the policy file, or for the client to keep. */
export async function attestProject(
  session: Session,
  { uri, keep, ...said }: AttestParams,
): Promise<AttestResult> {
  const { attestations, facts, projects, runtime } = session;
  const found = projects.projectAt(uri);
  const item = found?.report.items.find(({ id }) => id === said.item);
  if (!found || !item) return failed(sentence`That server project is not there any more.`);
  const { report, path } = found;
  const day = dayOf(runtime.now());
  const fingerprint = publishFingerprint(report.version, item.section);
  const word = { ...said, server: report.name, fingerprint, on: said.on ?? day };
  if (!projectShapes().attestation.safeParse({ ...word, path: '.' }).success)
    return failed(sentence`Say who looked, and until when it counts: as ${safe.text(day)}.`);
  if (keep === 'project' && (word.note ?? '').trim() === '')
    return failed(sentence`Say what you saw: the team cannot ask you later.`);
  if (keep === 'person') {
    const others = attestations.all.filter((it) => it.uri !== uri || it.item !== said.item);
    return { edit: null, attestations: [...others, { ...word, uri }], problem: null };
  }
  const { file, edits } = await attesting(facts, path, word, join(path, 'package.json'));
  const change = await editOfPlainFile(session, file, edits);
  return change ? { ...change, attestations: null, problem: null } : failed(BROKEN);
}

/** Takes back what was said on an item of a project, wherever it is kept. */
export async function withdrawFromProject(
  session: Session,
  { item, uri }: WithdrawParams,
): Promise<AttestResult> {
  const { attestations, facts, projects } = session;
  const others = attestations.all.filter((it) => it.uri !== uri || it.item !== item);
  const kept = others.length < attestations.all.length ? others : null;
  const found = projects.projectAt(uri);
  const word = found?.report.items.find(({ id }) => id === item)?.word;
  // A word of this person's own names the folder by its address.
  if (!found || !word || word.path === uri)
    return { edit: null, attestations: kept, problem: null };
  const about = { item, server: found.report.name };
  const manifest = join(found.path, 'package.json');
  const { file, edits } = await withdrawing(facts, found.path, about, manifest);
  const change = await editOfPlainFile(session, file, edits);
  const done = change ? { ...change, problem: null } : { edit: null, problem: BROKEN };
  return { ...done, attestations: kept };
}
