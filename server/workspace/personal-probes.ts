import * as z from 'zod/mini';
import type { ProbeRecord } from '../../rules/findings/probe-record.ts';
import { projectShapes } from '../../rules/policy/schema.ts';
import type { PersonalProbe } from '../protocol.ts';
import { toolSnapshot } from './tool-locks.ts';

function shape() {
  const record = projectShapes().probe;
  return z.array(z.object({ uri: z.string(), record, tools: z.nullable(toolSnapshot()) }));
}

/** What probes showed, kept by the client for a person; this only reads it. */
export class PersonalProbes {
  #kept: readonly PersonalProbe[] = [];

  /** @param given what a client sent; anything that is no list of them counts as none */
  replace(given: unknown): void {
    const parsed = shape().safeParse(given);
    this.#kept = parsed.success ? parsed.data : [];
  }

  about(uri: string): readonly ProbeRecord[] {
    return this.#kept.flatMap(({ uri: own, record }) => (own === uri ? record : []));
  }

  /** @param server as its config spells it */
  of(uri: string, server: string): PersonalProbe | undefined {
    return this.#kept.find(
      (it) => it.uri === uri && it.record.server === server && !it.record.asked,
    );
  }

  /** Those that hold one of these records, which are from {@link about}. */
  holding(records: readonly ProbeRecord[]): readonly PersonalProbe[] {
    return this.#kept.filter(({ record }) => records.includes(record));
  }

  /**
   * Takes another one, in place of what was known of the same: at once, as the next may come before the client has sent
   * this one back.
   *
   * @returns all of them
   */
  add(probe: PersonalProbe): readonly PersonalProbe[] {
    this.#kept = [...this.#kept.filter((it) => keyOf(it) !== keyOf(probe)), probe];
    return this.#kept;
  }

  /** All but some. */
  without(probes: readonly PersonalProbe[]): readonly PersonalProbe[] {
    return this.#kept.filter((it) => !probes.includes(it));
  }
}

/** What a provider said of a credential stands beside what the server did. */
function keyOf({ uri, record: { server, asked } }: PersonalProbe): string {
  return JSON.stringify([uri, server, asked?.name]);
}
