import { itemOf } from '../../../rules/checklists/index.ts';
import { projectShapes } from '../../../rules/policy/schema.ts';
import { type SafeText, safe, sentence } from '../../../rules/secrets/safe.ts';
import { dayOf } from '../../machine/day.ts';
import type { AttestParams, AttestResult, WithdrawParams } from '../../protocol.ts';
import { attesting, withdrawing } from '../../workspace/statements.ts';
import { editOfPlainFile } from '../edits.ts';
import type { Session } from '../session.ts';
import type { Workspace } from '../workspace.ts';
import { attestProject, isAboutProject, withdrawFromProject } from './attest-project.ts';

const BROKEN = sentence`The file .mcp-checklist.json is a link or no valid JSON. Put it right first.`;
const GONE = sentence`That server is not in the file any more.`;

const failed = (problem: SafeText): AttestResult => ({ edit: null, attestations: null, problem });

/** Writes down that a person looked: in the project file, or for the client to keep. */
export async function attestServer(
  session: Session,
  workspace: Workspace,
  params: AttestParams,
): Promise<AttestResult> {
  if (isAboutProject(params)) return attestProject(session, params);
  const { uri, keep, ...said } = params;
  const { facts, runtime } = session;
  const config = workspace.configOf(uri);
  const server = config?.evidence.servers.find(({ name }) => name === said.server);
  if (!config || !server) return failed(GONE);
  const day = dayOf(runtime.now());
  const word = { ...said, fingerprint: server.fingerprint, on: said.on ?? day };
  if (!projectShapes().attestation.safeParse({ ...word, path: uri }).success)
    return failed(sentence`Say who looked, and until when it counts: as ${safe.text(day)}.`);
  if (!itemOf(said.item)) return failed(sentence`There is no such item.`);
  if (keep === 'project' && (word.note ?? '').trim() === '')
    return failed(sentence`Say what you saw: the team cannot ask you later.`);
  if (keep === 'person') {
    const others = session.attestations.all.filter((it) => !isAbout(it, { uri, ...said }));
    return { edit: null, attestations: [...others, { ...word, uri }], problem: null };
  }
  const path = runtime.pathOf(uri);
  if (path === undefined) return failed(sentence`This file is not on the disk of the server.`);
  const { file, edits } = await attesting(facts, path, word);
  const change = await editOfPlainFile(session, file, edits);
  return change ? { ...change, attestations: null, problem: null } : failed(BROKEN);
}

/** Takes back what was said on an item for a server, wherever it is kept. */
export async function withdrawAttestation(
  session: Session,
  workspace: Workspace,
  params: WithdrawParams,
): Promise<AttestResult> {
  if (isAboutProject(params)) return withdrawFromProject(session, params);
  const { attestations, facts, runtime } = session;
  const others = attestations.all.filter((it) => !isAbout(it, params));
  const kept = others.length < attestations.all.length ? others : null;
  const { project } = workspace.configOf(params.uri) ?? {};
  const { item, server, uri } = params;
  const path = runtime.pathOf(uri);
  const shared = project?.project.attestations.some(
    (it) => it.item === item && it.server === server && it.path === project.path,
  );
  if (!shared || path === undefined) return { edit: null, attestations: kept, problem: null };
  const { file, edits } = await withdrawing(facts, path, { item, server });
  const change = await editOfPlainFile(session, file, edits);
  const done = change ? { ...change, problem: null } : { edit: null, problem: BROKEN };
  return { ...done, attestations: kept };
}

function isAbout(it: WithdrawParams, { item, uri, server }: WithdrawParams): boolean {
  return it.item === item && it.uri === uri && it.server === server;
}
