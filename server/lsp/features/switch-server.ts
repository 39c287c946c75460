import { dirname } from 'node:path';
import { offIn } from '../../../rules/fixes/switch/plan.ts';
import { safe, sentence } from '../../../rules/secrets/safe.ts';
import { editsBetween } from '../../../rules/text/change.ts';
import type { SwitchParams, SwitchResult } from '../../protocol.ts';
import { addressOf } from '../../runtime/addresses.ts';
import { planSwitch, settle, stateOf, whenOf } from '../../workspace/switches.ts';
import { editOfOtherFile } from '../edits.ts';
import type { Session } from '../session.ts';
import type { Workspace } from '../workspace.ts';

/**
 * Switches servers of one config off or on, in the way that their host honours. What is taken out is on the disk before
 * the edit is answered, and is forgotten only when the edit that brings it back is on the disk.
 */
export async function switchServers(
  session: Session,
  workspace: Workspace,
  { uri, names, on, settled }: SwitchParams,
): Promise<SwitchResult> {
  const gone = sentence`That server is not in the file any more.`;
  const read = await workspace.read(uri);
  const text = read?.document.getText() ?? '';
  const { config } = read?.file.judge(text) ?? {};
  if (!config) return { edit: null, problem: gone, note: null };
  const path = addressOf(session.runtime, uri);
  const file = { path, text, host: config.host };
  if (settled) {
    const saved = await session.runtime.readText(path);
    if (saved !== undefined) await settle(session.runtime, { ...file, text: saved });
    session.events.changed.emit(uri);
    return { edit: null, problem: null, note: null };
  }
  const off = offIn(await stateOf(session.runtime, file), config.host);
  // Names were made fit to be shown on their way to the client.
  const known = [...config.servers.filter((it) => it.read), ...off].map(({ name }) => name);
  const meant = [...new Set(known)].filter((name) => names.includes(safe.name(name)));
  const outcome = await planSwitch(session.runtime, file, meant, on);
  const [first] = outcome.done;
  if (!first) {
    const how = sentence`${safe.name(config.host.label)} has no switch for it in this file. Do it there: ${safe.text(config.host.stop.how)}.`;
    return { edit: null, problem: meant.length === 0 ? gone : how, note: null };
  }
  for (const { path: beside, before, after, meanwhile, kept } of outcome.beside) {
    const text = on && kept ? (meanwhile ?? before) : after;
    await session.runtime.writeBeside(beside, before, text, dirname(path), kept);
  }
  if (first.way === 'file') session.facts.offChanged();
  session.events.changed.emit(uri);
  const note = whenOf(file, first.way);
  if (outcome.text === text) return { edit: null, problem: null, note };
  const change = await editOfOtherFile(session, path, (now) =>
    now === text ? editsBetween(text, outcome.text) : undefined,
  );
  return change ? { ...change, problem: null, note } : { edit: null, problem: gone, note: null };
}
