import { InvalidArgumentError } from 'commander';
import type { FileEvidence } from '../../rules/checklists/evidence.ts';
import type { Finding } from '../../rules/findings/finding.ts';
import { safe, sentence } from '../../rules/secrets/safe.ts';

/** One part of many: for a fleet of configs that is judged on several machines. */
export interface Shard {
  /** From 1 to `count`. */
  readonly index: number;
  readonly count: number;
}

/** What a part says beside its report, so that all of them together make the report of one run. */
export interface ShardReport extends Shard {
  /** For each file of the report, which one it is among all. */
  readonly order: readonly number[];
  readonly evidence: readonly FileEvidence[];
}

/** Reads `2/4`. */
export function parseShard(text: string): Shard {
  const match = /^([1-9]\d{0,3})\/([1-9]\d{0,3})$/.exec(text);
  const [index, count] = [Number(match?.[1]), Number(match?.[2])];
  if (!match || index > count) throw new InvalidArgumentError('Parts are written as 1/4 … 4/4.');
  return { index, count };
}

/** Whether a file belongs to a part. */
export function isPartOf(nth: number, shard: Shard | undefined): boolean {
  return shard === undefined || nth % shard.count === shard.index - 1;
}

/** Of findings, what the checklist asks: nothing else travels from machine to machine. */
export function lightEvidence(evidence: FileEvidence): FileEvidence {
  const lighten = (it: Finding): Finding => ({
    ...it,
    fixes: [],
    related: [],
    message: sentence``,
    pointer: safe.text(it.pointer),
    at: { ...it.at, file: safe.text(it.at.file) },
    about: 'file' in it.about ? { ...it.about, file: safe.text(it.about.file) } : it.about,
  });
  // How equal credentials are told is known to one process only.
  const { credentials: _, ...rest } = evidence;
  const { path, servers, findings, silenced, attestations, parked } = rest;
  return {
    ...rest,
    path: safe.text(path),
    servers: servers.map((it) => ({ ...it, given: it.given.map((name) => safe.text(name)) })),
    findings: findings.map(lighten),
    silenced: silenced.map(lighten),
    ...(parked && {
      parked: {
        ...parked,
        path: safe.text(parked.path),
        findings: parked.findings.map(lighten),
        silenced: parked.silenced.map(lighten),
      },
    }),
    attestations: attestations.map(({ note, ...it }) => ({
      ...it,
      by: safe.text(it.by),
      path: safe.text(it.path),
      ...(note !== undefined && { note: safe.text(note) }),
    })),
  };
}
