import type { Config, Server } from '../../../rules/config/config.ts';
import { type SafeText, safe, sentence } from '../../../rules/secrets/safe.ts';
import type { ServerParams } from '../../protocol.ts';
import type { Session } from '../session.ts';
import type { Workspace } from '../workspace.ts';

const GONE = sentence`That server is not in the file any more.`;
const UNTRUSTED = sentence`Trust the folder first: nothing in it is started or sent before that.`;
const ELSEWHERE = sentence`This file is not on the disk of the server.`;
const TWICE = sentence`Several servers have this name: give them different ones first.`;
const OFF = sentence`It is switched off. Switch it on first.`;

/** A server as it stands in its config now. */
export interface FoundServer {
  readonly path: string;
  readonly config: Config;
  readonly server: Server;
  /** See `fingerprintOf`. */
  readonly fingerprint: string;
}

/** The server that somebody wants started, or whose credential they want sent: only where they trust the folder. */
export async function findServer(
  { client, runtime }: Session,
  workspace: Workspace,
  { uri, server }: ServerParams,
): Promise<FoundServer | { readonly problem: SafeText }> {
  // Here as well, whoever asks.
  if (client.options.trusted !== true) return { problem: UNTRUSTED };
  const path = runtime.pathOf(uri);
  if (path === undefined) return { problem: ELSEWHERE };
  const read = await workspace.read(uri);
  const { config } = read?.file.judge(read.document.getText()) ?? {};
  const meant = (config?.servers ?? []).filter((it) => it.read && safe.name(it.name) === server);
  const [found, other] = meant;
  if (!config || !found) return { problem: GONE };
  if (other) return { problem: TWICE };
  if (found.disabled) return { problem: OFF };
  const known = workspace.configOf(uri)?.evidence.servers ?? [];
  const fingerprint = known.find(({ name }) => name === server)?.fingerprint ?? '';
  return { path, config, server: found, fingerprint };
}
