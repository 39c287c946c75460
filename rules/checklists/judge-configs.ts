import { candidateOf, evidenceOn } from './candidate.ts';
import type { Checklist, FoundIn, ItemOutcome, ItemStanding, ItemStatus } from './checklist.ts';
import type { FileEvidence } from './evidence.ts';
import { type Part, partOf } from './part.ts';
import { type FleetSummary, fleetOf } from './production-criteria.ts';
import { orNoServer, StandingSum, standingOf } from './status.ts';

const NONE: readonly never[] = [];

/** How one config stands to one item. */
export interface ConfigPart extends Part {
  /** Findings of the item's rules that nobody silenced, with the file they stand in. */
  readonly findings: readonly FoundIn[];
  /** Those that somebody silenced. */
  readonly silenced: readonly FoundIn[];
}

/** The same with what it was made from: with ten thousand configs, too much to be kept. */
type JudgedPart = ConfigPart & Pick<ItemStatus, 'evidence'>;

/**
 * The status of every item of a list about configs, from what was found in all files together.
 *
 * @param checklist whose items to judge
 * @param files what each config showed
 * @param now milliseconds since 1970: attestations run out
 */
export function judgeChecklist(
  checklist: Checklist,
  files: readonly FileEvidence[],
  now?: number,
): readonly ItemStatus[] {
  const fleet = fleetOf(files.flatMap(({ servers }) => servers));
  const judged = files.map((file) => judgeConfig(checklist, file, fleet, now));
  return joinConfigs(checklist, judged).map((status, index) => ({
    ...status,
    evidence: judged.flatMap((parts) => parts[index]?.evidence ?? []),
  }));
}

/**
 * How one config stands to each item of a list, in the order of the list. It is the same for as long as its evidence,
 * the fleet and the half of the day are: whoever keeps it has only what changed judged again. Throws nothing.
 *
 * @param checklist whose items to judge
 * @param file what the config showed
 * @param fleet what is known of the servers of all configs of the list
 * @param now milliseconds since 1970: attestations run out
 */
export function judgeConfig(
  checklist: Checklist,
  file: FileEvidence,
  fleet: FleetSummary,
  now?: number,
): readonly JudgedPart[] {
  const candidate = candidateOf(file);
  return checklist.items.map((item) => {
    const evidence = evidenceOn(item, candidate, fleet, now);
    const found = (candidate.found.get(item.id) ?? NONE).map(({ path, finding }) => ({
      path,
      finding,
    }));
    return {
      evidence,
      findings: found.filter(({ finding }) => !finding.suppressed),
      silenced: found.filter(({ finding }) => finding.suppressed),
      ...partOf(evidence),
    };
  });
}

/**
 * The status of every item of a list, from how each config stands to it. Throws nothing.
 *
 * @param checklist the list that the configs were judged by
 * @param configs as `judgeConfig` gives them
 */
export function joinConfigs(
  checklist: Checklist,
  configs: readonly (readonly ConfigPart[])[],
): readonly ItemStanding[] {
  return checklist.items.map((item, index) => {
    const parts = configs.flatMap((config) => config[index] ?? []);
    const standing = standingOf(parts);
    return {
      item,
      findings: parts.flatMap(({ findings }) => findings),
      silenced: parts.flatMap(({ silenced }) => silenced),
      ...standing,
      reasons: orNoServer(standing.reasons),
    };
  });
}

/**
 * The same without the subjects and findings of all: a list that says only how it stands is joined anew with every edit.
 *
 * @param checklist the list that the configs were judged by
 * @param configs as `judgeConfig` gives them
 */
export function joinOutcomes(
  checklist: Checklist,
  configs: readonly (readonly ConfigPart[])[],
): readonly ItemOutcome[] {
  return checklist.items.map((item, index) => {
    const sum = new StandingSum();
    for (const config of configs) {
      const part = config[index];
      if (part) sum.add(part);
    }
    const { status, reasons } = sum.outcome();
    return { item, status, reasons: orNoServer(reasons) };
  });
}
