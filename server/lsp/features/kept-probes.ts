import { dirname } from 'node:path';
import { lastProbeOf } from '../../../rules/checklists/probes.ts';
import type { ProbeRecord } from '../../../rules/findings/probe-record.ts';
import { addProbe } from '../../../rules/policy/edit.ts';
import { sentence } from '../../../rules/secrets/safe.ts';
import { pathFrom } from '../../machine/paths.ts';
import type { ServerParams, ShareProbeResult } from '../../protocol.ts';
import { lockFileFor, lockTools } from '../../workspace/tool-locks.ts';
import { editOfPlainFile, joinChanges } from '../edits.ts';
import type { Session } from '../session.ts';
import type { Workspace } from '../workspace.ts';

const BROKEN = sentence`The file .mcp-checklist.json is a link or no valid JSON. Put it right first.`;
const NONE = sentence`This server has not been probed here since it last changed.`;
const ELSEWHERE = sentence`This file is not on the disk of the server.`;

/** The last probe of a server that counts, wherever it is kept. */
export function recordFor(
  session: Session,
  workspace: Workspace,
  { uri, server }: ServerParams,
): ProbeRecord | undefined {
  const { evidence } = workspace.configOf(uri) ?? {};
  const known = evidence?.servers.find(({ name }) => name === server);
  return evidence && known && lastProbeOf(known, evidence.probes, session.runtime.now());
}

/** A report from what is kept, where nobody remembers the probe itself. */
export function keptReport(
  session: Session,
  workspace: Workspace,
  params: ServerParams,
): string | null {
  const record = recordFor(session, workspace, params);
  return record ? session.runtime.probes().reportOfRecord(record) : null;
}

/** Writes what this person keeps of the last probe of a server down for the team, with its tools. */
export async function shareProbe(
  session: Session,
  workspace: Workspace,
  params: ServerParams,
): Promise<ShareProbeResult> {
  const { facts, probes, runtime } = session;
  const failed = (problem: typeof BROKEN) => ({ edit: null, probes: null, problem });
  const path = runtime.pathOf(params.uri);
  if (path === undefined) return failed(ELSEWHERE);
  const name = recordFor(session, workspace, params)?.server;
  const own = name === undefined ? undefined : probes.of(params.uri, name);
  if (!own) return failed(NONE);
  const file = await facts.projectFileFor(path);
  const about = pathFrom(dirname(file), path);
  const policy = await editOfPlainFile(session, file, (text) =>
    addProbe(text, { ...own.record, path: about }),
  );
  if (!policy) return failed(BROKEN);
  const { tools } = own;
  const lock =
    tools &&
    (await editOfPlainFile(session, lockFileFor(file), (text) => [
      { span: { start: 0, end: text.length }, newText: lockTools(text, about, tools) },
    ]));
  const change = lock ? joinChanges([policy, lock]) : policy;
  return { ...change, problem: null, probes: probes.with(own, false) };
}
