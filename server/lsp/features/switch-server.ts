import { switchByKey as switchServerEdits } from '../../../rules/fixes/switch/key.ts';
import { safe, sentence } from '../../../rules/secrets/safe.ts';
import type { EditResult, SwitchParams } from '../../protocol.ts';
import { addressOf } from '../../runtime/addresses.ts';
import { editOfOtherFile } from '../edits.ts';
import type { Session } from '../session.ts';
import type { Workspace } from '../workspace.ts';

/** Switches a server off or on, in the file its host reads; says how else it can be done where it cannot. */
export async function switchOneServer(
  session: Session,
  workspace: Workspace,
  { uri, index, name, on }: SwitchParams,
): Promise<EditResult> {
  let problem = sentence`That server is not in the file any more.`;
  const read = await workspace.read(uri);
  if (!read) return { edit: null, problem };
  const path = addressOf(session.runtime, uri);
  const change = await editOfOtherFile(session, path, (text) => {
    const { config } = read.file.judge(text);
    const server = config?.servers[index];
    if (!config || !server || safe.name(server.name) !== name) return undefined;
    problem = sentence`${safe.name(config.host.label)} has no switch for one server in this file. Do it there: ${safe.text(config.host.stop.how)}.`;
    return switchServerEdits(config, server, on);
  });
  return change ? { ...change, problem: null } : { edit: null, problem };
}
