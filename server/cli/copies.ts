import type { Host } from '../../rules/hosts/host.ts';
import { hostsOfPath } from '../../rules/hosts/index.ts';
import type { Analysis } from '../../rules/index.ts';
import type { FileInReach } from '../workspace/inspector.ts';

/** So many texts are compared; what was read of some that came twice is kept, as long as all of them are no longer. */
const MOST_SEEN = 2_000;
const LONGEST = 10_000;
const MOST_KEPT = 100_000;

interface Copied extends Copy {
  readonly host: Host;
}

/** A file whose text others have. */
export interface Copy {
  readonly path: string;
  /** The one of all of them that is kept. */
  readonly text: string;
  readonly analysis: Analysis;
}

/**
 * What was read of texts that several files have: a template fills a fleet, and a monorepo, with the same config. What is
 * read of one is a value, the same for each of them where nothing but the text and the host has a part in it.
 */
export class Copies {
  readonly #seen = new Set<string>();
  readonly #kept = new Map<string, Copied>();
  #length = 0;

  /** What was read of another file of this text; undefined where it has to be read. */
  find(file: FileInReach, text: string): Copy | undefined {
    const copied = this.#kept.get(text);
    return copied && copied.host === hostOf(file) ? copied : undefined;
  }

  /** Takes what was read of a file: the first time, no more than that somebody has this text. */
  add(file: FileInReach, text: string, analysis: Analysis): void {
    const host = hostOf(file);
    if (!host || !analysis.complete || text.length > LONGEST) return;
    if (!this.#seen.has(text)) {
      if (this.#seen.size >= MOST_SEEN) this.#seen.clear();
      this.#seen.add(text);
      return;
    }
    if (this.#length + text.length > MOST_KEPT) {
      this.#kept.clear();
      this.#length = 0;
    }
    this.#kept.set(text, { path: file.path, text, host, analysis });
    this.#length += text.length;
  }
}

/** The host where the path alone tells it and nothing beside the file has a say: else the path counts, or a list of servers. */
function hostOf({ path, host, known }: FileInReach): Host | undefined {
  if (host !== undefined || (known.facts.off?.size ?? 0) > 0) return undefined;
  const [first] = hostsOfPath(path);
  return first?.dedicated && !first.sniff ? first : undefined;
}
