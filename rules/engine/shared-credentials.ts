import { keyOf } from '../config/keys.ts';
import type { Related } from '../findings/finding.ts';
import type { CredentialMatch } from '../secrets/index.ts';
import { sentence } from '../secrets/safe.ts';
import { groupedBy } from '../text/groups.ts';
import type { Span } from '../text/span.ts';
import { boundRelated, MOST_RELATED } from './limits.ts';
import type { SharedContext } from './rule.ts';
import { isShared, textOf } from './summary.ts';

/** A credential that stands in more than one place: said once per file, at the first of its places there. */
export interface SharedCredential {
  readonly found: CredentialMatch;
  /** The name it goes by where it has one: the value has a finding of its own already. */
  readonly span: Span;
  /** The first of the other places. */
  readonly related: readonly Related[];
  /** How many places there are, this one included. */
  readonly count: number;
  readonly environment: string | undefined;
  /** What the places are for, where names tell. */
  readonly environments: ReadonlySet<string>;
}

/** The credentials of a config that stand in several places, of it or of other configs; looked for once. */
export function sharedCredentials(context: SharedContext): readonly SharedCredential[] {
  return context.once(find);
}

/** Whether the same credential is for another environment as well. */
export function isReused(environment: string | undefined, others: ReadonlySet<string>): boolean {
  return environment !== undefined && [...others].some((other) => other !== environment);
}

function find({
  credentials,
  facts,
  file,
  environmentOf,
}: SharedContext): readonly SharedCredential[] {
  const environmentAt = ({ place }: CredentialMatch) =>
    environmentOf(place.server?.name, place.name);
  return [...groupedBy(credentials.filter(isShared), textOf)].flatMap(([value, places]) => {
    const elsewhere = facts.credentials?.elsewhere(facts.credentials.hash(value)) ?? NOWHERE;
    const count = places.length + elsewhere.count;
    if (count < 2) return [];
    const environments = new Set([
      ...places.flatMap((it) => environmentAt(it) ?? []),
      ...elsewhere.environments,
    ]);
    // Where it opens two environments, the place to look at is one of which that is known.
    const found =
      (environments.size > 1 && places.find((it) => environmentAt(it) !== undefined)) || places[0];
    if (!found) return [];
    // One more than are listed: the one that speaks for all of them is none of the others.
    const here = places.slice(0, MOST_RELATED + 1).filter((it) => it !== found);
    return [
      {
        found,
        span: spanOf(found),
        related: boundRelated(
          [
            ...here.map((it) => ({ at: { file, span: spanOf(it) }, message: SAME })),
            ...elsewhere.places.map(({ path, range }) => ({
              at: { file: path, range },
              message: SAME,
            })),
          ],
          count - 1,
        ),
        count,
        environment: environmentAt(found),
        environments,
      },
    ];
  });
}

const SAME = sentence`The same credential.`;
const NOWHERE = { places: [], count: 0, environments: [] };

function spanOf({ place, start, end }: CredentialMatch): Span {
  return keyOf(place)?.spanOf() ?? place.text.spanOf(start, end);
}
