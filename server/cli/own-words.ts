import { fileURLToPath, pathToFileURL } from 'node:url';
import type { EvidenceOptions } from '../../rules/checklists/evidence.ts';
import { PersonalAttestations } from '../workspace/personal-attestations.ts';
import { PersonalProbes } from '../workspace/personal-probes.ts';
import type { Io } from './io.ts';

/** What an editor keeps for its person, so that a report that it saves says what its side bar says. */
export class OwnWords {
  readonly #attestations = new PersonalAttestations();
  readonly #probes = new PersonalProbes();

  /** @param given `{ attestations, probes }` as the client keeps them; anything else counts as none */
  constructor(given: unknown) {
    const { attestations, probes } = Object(given) as Record<string, unknown>;
    this.#attestations.replace(withOurAddresses(attestations));
    this.#probes.replace(withOurAddresses(probes));
  }

  /** About a config or a folder; absolute. */
  about(path: string): Required<Pick<EvidenceOptions, 'attestations' | 'probes'>> {
    const uri = pathToFileURL(path).href;
    return { attestations: this.#attestations.about(uri), probes: this.#probes.about(uri) };
  }
}

/** Reads them from the standard input. */
export async function readOwnWords(io: Io): Promise<OwnWords> {
  try {
    return new OwnWords(JSON.parse((await io.input()).toString('utf8')));
  } catch {
    return new OwnWords(undefined);
  }
}

/** Editors write addresses of files in ways of their own: `file:///c%3A/…`. */
function withOurAddresses(list: unknown): unknown {
  if (!Array.isArray(list)) return list;
  return list.map((it: unknown) => {
    const { uri } = Object(it) as { uri?: unknown };
    if (typeof uri !== 'string' || !uri.startsWith('file:')) return it;
    try {
      return { ...Object(it), uri: pathToFileURL(fileURLToPath(uri)).href };
    } catch {
      return it;
    }
  });
}
