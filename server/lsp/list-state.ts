import type { ItemStatus, SubjectStatus } from '../../rules/checklists/checklist.ts';
import { type FileEvidence, unreadEvidence } from '../../rules/checklists/evidence.ts';
import { byList, judgeConfigs } from '../../rules/checklists/index.ts';
import { isProbed, probesOn } from '../../rules/checklists/probes.ts';
import { criticalsFirst, progressFrom } from '../../rules/checklists/progress.ts';
import { placeOf } from '../../rules/engine/about.ts';
import type { Word } from '../../rules/findings/evidence.ts';
import type { Finding } from '../../rules/findings/finding.ts';
import type { ItemId } from '../../rules/findings/item-id.ts';
import { daysLeft, endsSoon } from '../../rules/policy/attestations.ts';
import { type SafeText, safe, sentence } from '../../rules/secrets/safe.ts';
import type { AttestationState, ItemState, ListState, ServerState } from '../protocol.ts';
import { type KnownConfig, probeOf } from './known-config.ts';

/** What an item's state needs to know of everything in reach. */
export interface Known {
  readonly now: number;
  /** By path. */
  readonly configs: ReadonlyMap<string, KnownConfig>;
  /** Where a finding is in the list of all. */
  readonly places: ReadonlyMap<Finding, number>;
}

/** Every list of the configs: of the open folders and of the machine apart, as a person's own are no folder's fault. */
export function listStates(
  files: readonly FileEvidence[],
  around: { readonly inFolder: (path: string) => boolean; readonly together: boolean },
  cut: readonly string[],
  known: Known,
): readonly ListState[] {
  // Of a folder that was not read to the end, nothing is known.
  const beyond = cut.map((folder) => unreadEvidence(folder, ''));
  if (around.together) return listsOf('all', files, beyond, known);
  const here = files.filter(({ path }) => around.inFolder(path));
  const away = files.filter(({ path }) => !around.inFolder(path));
  return [...listsOf('folder', here, beyond, known), ...listsOf('machine', away, [], known)];
}

function listsOf(
  scope: ListState['scope'],
  files: readonly FileEvidence[],
  beyond: readonly FileEvidence[],
  known: Known,
): readonly ListState[] {
  if (files.length + beyond.length === 0) return [];
  return byList(judgeConfigs([...files, ...beyond], known.now)).map(({ list, items }) => ({
    key: `${list.id}/${scope}`,
    scope,
    title: list.title,
    configs: files.length,
    quiet: scope === 'machine',
    progress: progressFrom(items),
    items: criticalsFirst(items.map((it) => itemState(it, known))),
  }));
}

function itemState(
  { item, status, reasons, subjects, findings }: ItemStatus,
  { configs, places, now }: Known,
): ItemState {
  const { id, number, title, short, severity, effort, question } = item;
  return {
    id,
    number,
    title,
    short,
    severity,
    effort,
    question,
    probeable: isProbed(id),
    status,
    evidence: reasons.map(({ text, about }) => {
      const path = about && placeOf(about);
      const uri = path === undefined ? undefined : configs.get(path)?.uri;
      const isElsewhere = path !== undefined && uri === undefined;
      return { text: isElsewhere ? sentence`${safe.text(path)}: ${text}` : text, uri: uri ?? null };
    }),
    servers: subjects.flatMap((it) => serverState(configs.get(placeOf(it.about)), it, id, now)),
    findings: findings.flatMap(({ finding }) => places.get(finding) ?? []),
  };
}

function serverState(
  config: KnownConfig | undefined,
  { about, status, text, word }: SubjectStatus,
  item: ItemId,
  now: number,
): readonly ServerState[] {
  if (config === undefined || about.kind !== 'server') return [];
  const { uri } = config;
  const attestation = word ? attestationState(uri, word, status === 'attested', now) : null;
  const probed = probeWord(config, about.name, item, now);
  return [{ uri, server: about.name, status, text, attestation, probed }];
}

function probeWord(
  config: KnownConfig,
  server: SafeText,
  item: ItemId,
  now: number,
): ServerState['probed'] {
  const says = probeOf(config, server, now)?.items[item];
  const { evidence } = config;
  const known = says && evidence.servers.find(({ name }) => name === server);
  if (!known) return null;
  const [word] = probesOn(item, known, evidence.probes, now);
  return { on: probeOf(config, server, now)?.on ?? '', says, text: word?.text ?? sentence`` };
}

function attestationState(
  uri: string,
  { person, on, until, note, path }: Word,
  counts: boolean,
  now: number,
): AttestationState {
  return {
    by: person,
    on,
    until,
    note: note ?? sentence``,
    kept: path === uri ? 'person' : 'project',
    ...(counts && endsSoon(until, now) && { endsIn: daysLeft(until, now) }),
  };
}
