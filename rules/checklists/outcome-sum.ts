import { serverOf } from '../engine/about.ts';
import type { SubjectRef } from '../findings/subject.ts';
import type { SafeText } from '../secrets/safe.ts';
import { bare } from './bare-finding.ts';
import { candidateOf, evidenceOn, itemsOf } from './candidate.ts';
import type { Checklist, ItemOutcome } from './checklist.ts';
import type { FileEvidence, ServerEvidence } from './evidence.ts';
import { type Part, partOf } from './part.ts';
import { fleetOf } from './production-criteria.ts';
import { orNoServer, StandingSum } from './status.ts';

/** Configs that differ in nothing but their paths and the names of their servers: the first one stands for all. */
interface Kind {
  readonly first: FileEvidence;
}

/** One config, and what is called otherwise in it. */
export interface Counted {
  readonly kind: Kind;
  readonly path: string;
  readonly names: readonly SafeText[];
}

/** How configs of a kind stand to each item. */
interface Weighed {
  readonly parts: readonly Part[];
  /** Which server each subject is. */
  readonly nth: ReadonlyMap<SubjectRef, number>;
}

/**
 * How all configs stand to the items of a list, added up one by one. What speaks for or against them is much the same in
 * most: it is kept and weighed once for each kind of config, and of each config no more than what it is called.
 */
export class OutcomeSum {
  readonly #kinds = new Map<string, Kind>();
  readonly #counted: Counted[] = [];

  /** What is kept of a config until it is added. */
  kept(file: FileEvidence): Counted {
    const names = file.servers.map(({ name }) => name);
    const key = keyOf(file, names);
    let kind = key === undefined ? undefined : this.#kinds.get(key);
    if (!kind) {
      kind = { first: withoutRest(file) };
      if (key !== undefined) this.#kinds.set(key, kind);
    }
    return { kind, path: file.path, names };
  }

  add(config: Counted): void {
    this.#counted.push(config);
  }

  /**
   * The status of every item, as far as it is printed. Throws nothing.
   *
   * @param now milliseconds since 1970: attestations run out
   */
  *of({ items }: Checklist, now?: number): Generator<ItemOutcome> {
    const kinds = new Set(this.#counted.map(({ kind }) => kind));
    const fleet = fleetOf([...kinds].flatMap(({ first }) => first.servers));
    const weighed = new Map<Kind, Weighed>();
    for (const kind of kinds) {
      const candidate = candidateOf(kind.first);
      const parts = items.map((item) => partOf(evidenceOn(item, candidate, fleet, now)));
      const nth = new Map(candidate.servers.map(({ about }, index) => [about, index]));
      weighed.set(kind, { parts, nth });
    }
    const sums = items.map((item) => ({ item, sum: new StandingSum() }));
    for (const counted of this.#counted) {
      const { parts = [], nth = new Map() } = weighed.get(counted.kind) ?? {};
      const called = callerOf(counted, nth);
      for (const [index, part] of parts.entries()) sums[index]?.sum.add(part, called);
    }
    for (const { item, sum } of sums) {
      const { status, reasons } = sum.outcome();
      yield { item, status, reasons: orNoServer(reasons) };
    }
  }
}

/** What a subject of the first config of a kind is in another one. */
function callerOf(
  { path, names }: Counted,
  nth: Weighed['nth'],
): (subject: SubjectRef) => SubjectRef {
  const servers: SubjectRef[] = [];
  return (subject) => {
    if (subject.kind === 'file') return { kind: 'file', file: path };
    const index = nth.get(subject) ?? -1;
    const name = names[index];
    if (name === undefined) return subject;
    servers[index] ??= { kind: 'server', file: path, name };
    return servers[index];
  };
}

/** Without what no status is made of: it may be one of ten thousand. */
function withoutRest(file: FileEvidence): FileEvidence {
  return { ...file, findings: file.findings.map(bare), silenced: file.silenced.map(bare) };
}

/** The same for all configs of a kind; undefined where something in one is about no other. */
function keyOf(
  { servers, findings, silenced, unread, unlisted, parked, attestations, probes }: FileEvidence,
  names: readonly SafeText[],
): string | undefined {
  const said = silenced.length + attestations.length + probes.length;
  if (said > 0 || unread || unlisted || parked) return undefined;
  // Servers of one name share what was found.
  if (new Set(names).size < names.length) return undefined;
  let key = '';
  for (const server of servers) {
    if (server.audit) return undefined;
    key += `${traitsOf(server)}\n`;
  }
  for (const finding of findings) {
    if (!itemsOf(finding.rule)) continue;
    key += `${finding.rule} ${finding.severity} ${names.indexOf(serverOf(finding))}\n`;
  }
  return key;
}

/** All that is asked of a server but its name. */
function traitsOf(server: ServerEvidence): string {
  const { local, audited, offSwitch, literal, ends, references, environments } = server;
  const switches = `${local} ${audited} ${offSwitch} ${literal} ${ends}`;
  if (references.length + environments.length === 0) return switches;
  return `${switches} ${JSON.stringify([references, environments])}`;
}
