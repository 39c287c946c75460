import { dirname } from 'node:path';
import { lastProbeOf, lastProbesOf } from '../../../rules/checklists/probes.ts';
import type { ProbeRecord } from '../../../rules/findings/probe-record.ts';
import { addProbe } from '../../../rules/policy/edit.ts';
import { safe, sentence } from '../../../rules/secrets/safe.ts';
import { applyEdits } from '../../../rules/text/span.ts';
import { pathFrom } from '../../machine/paths.ts';
import type { PersonalProbe, ServerParams, ShareProbeResult } from '../../protocol.ts';
import { lockFileFor, lockTools } from '../../workspace/tool-locks.ts';
import { editOfPlainFile, joinChanges } from '../edits.ts';
import { askedOf } from '../known-config.ts';
import type { Session } from '../session.ts';
import type { Workspace } from '../workspace.ts';

const BROKEN = sentence`The file .mcp-checklist.json is a link or no valid JSON. Put it right first.`;
const NONE = sentence`This server has not been probed here since it last changed.`;
const ELSEWHERE = sentence`This file is not on the disk of the server.`;

/** The last probe of a server that counts, wherever it is kept. */
function recordFor(
  session: Session,
  workspace: Workspace,
  { uri, server }: ServerParams,
): ProbeRecord | undefined {
  const { evidence } = workspace.configOf(uri) ?? {};
  const known = evidence?.servers.find(({ name }) => name === server);
  return evidence && known && lastProbeOf(known, evidence.probes, session.runtime.now());
}

/**
 * The report of a server: what is remembered of its last probe, else what is kept of it, and what providers said of its
 * credentials.
 */
export function serverReport(
  session: Session,
  workspace: Workspace,
  params: ServerParams,
  remembered: string | undefined,
): string | null {
  const { reportOfRecord, reportOfAsked } = session.runtime.probes();
  const config = workspace.configOf(params.uri);
  const record = recordFor(session, workspace, params);
  const asked = config ? askedOf(config, safe.name(params.server), session.runtime.now()) : [];
  const probed = remembered ?? (record && reportOfRecord(record));
  if (asked.length === 0) return probed ?? null;
  return reportOfAsked(safe.name(params.server), asked, probed);
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
  const own = ownOf(session, workspace, params);
  const [first] = own;
  if (!first) return failed(NONE);
  const file = await facts.projectFileFor(path);
  const about = pathFrom(dirname(file), path);
  const policy = await editOfPlainFile(session, file, (text) => {
    const written = own.reduce<string | undefined>((all, { record }) => {
      const edits = all === undefined ? undefined : addProbe(all, { ...record, path: about });
      return edits && applyEdits(all ?? '', edits);
    }, text);
    return written === undefined
      ? undefined
      : [{ span: { start: 0, end: text.length }, newText: written }];
  });
  if (!policy) return failed(BROKEN);
  const tools = own.find((it) => it.tools)?.tools;
  const lock =
    tools &&
    (await editOfPlainFile(session, lockFileFor(file), (text) => [
      { span: { start: 0, end: text.length }, newText: lockTools(text, about, tools) },
    ]));
  const change = lock ? joinChanges([policy, lock]) : policy;
  return { ...change, problem: null, probes: probes.without(own) };
}

/** What this person keeps of a server as it stands in its config now. */
function ownOf(
  { probes, runtime }: Session,
  workspace: Workspace,
  { uri, server }: ServerParams,
): readonly PersonalProbe[] {
  const { evidence } = workspace.configOf(uri) ?? {};
  const known = evidence?.servers.find(({ name }) => name === server);
  if (!known) return [];
  return probes.holding(lastProbesOf(known, probes.about(uri), runtime.now()));
}
