import { join } from 'node:path';
import { starters } from '../../../rules/fixes/starter.ts';
import { hostById, hosts, hostsOfPath } from '../../../rules/hosts/index.ts';
import { safe } from '../../../rules/secrets/safe.ts';
import type { NewConfig, NewConfigsParams } from '../../protocol.ts';
import type { Session } from '../session.ts';

/** VS Code reads this one wherever it runs. */
const ALWAYS = 'vscode';

/**
 * Configs that could be made in a folder for the applications that are used on this machine, as the editor that asks and
 * the person's own configs tell. None is offered that anything would be said about.
 */
export async function newConfigs(
  { inspector, runtime, settings }: Session,
  { folder, app }: NewConfigsParams,
): Promise<readonly NewConfig[]> {
  const root = runtime.pathOf(folder);
  if (root === undefined) return [];
  const used = new Set(
    [hostById(ALWAYS), ...(await runtime.homeConfigs()).flatMap(hostsOfPath)].map(
      (it) => it && familyOf(it),
    ),
  );
  const own = await settings.for(folder);
  const offers: NewConfig[] = [];
  for (const host of hosts) {
    const isHere = used.has(familyOf(host)) || app.includes(host.label);
    const file = host.files.find(({ scope, path }) => scope === 'workspace' && !path.includes('*'));
    if (!isHere || !file) continue;
    const path = join(root, file.path);
    if ((await runtime.readText(path)) !== undefined) continue;
    const inReach = await inspector.fileAt(path, { settings: own });
    const text = starters(host).find((it) => inReach.judge(it).findings.length === 0);
    if (text === undefined) continue;
    const label = safe.text(host.label);
    offers.push({ label, path: safe.text(file.path), uri: runtime.uriOf(path), text });
  }
  return offers;
}

function familyOf({ id, family }: { readonly id: string; readonly family?: string }): string {
  return family ?? id;
}
