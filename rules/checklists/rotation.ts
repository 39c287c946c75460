import { hostById } from '../hosts/index.ts';
import { count } from '../secrets/count.ts';
import { type SafeText, safe, sentence } from '../secrets/safe.ts';
import { groupedBy } from '../text/groups.ts';
import type { CredentialUse } from './credential-uses.ts';
import type { FileEvidence } from './evidence.ts';

/** The item that asks how a credential is replaced. */
export const ROTATION = 'production/4';

/** A credential with all its places, and what replacing it takes: counted, not guessed. */
export interface Rotation {
  readonly label: SafeText;
  readonly places: readonly { readonly path: string; readonly use: CredentialUse }[];
  /** Places to edit; 1 where all of them look it up. */
  readonly edits: number;
  /** The servers that have to be started anew, and the applications that cannot start one of them alone. */
  readonly servers: number;
  readonly applications: readonly string[];
  readonly ends: string | undefined;
}

/** What replacing each credential takes, the longest way first. Throws nothing. */
export function rotationsOf(files: readonly FileEvidence[]): readonly Rotation[] {
  const all = files.flatMap(({ path, host, credentials = [] }) =>
    credentials.map((use) => ({ path, host, use })),
  );
  const grouped = [...groupedBy(all, ({ use }) => use.id).values()];
  return grouped
    .flatMap((places) => {
      const [first] = places;
      return first ? [rotationOf(first.use.label, places)] : [];
    })
    .sort((a, b) => b.edits - a.edits || b.servers - a.servers || (a.label < b.label ? -1 : 1));
}

function rotationOf(
  label: SafeText,
  places: readonly { readonly path: string; readonly host: string; readonly use: CredentialUse }[],
): Rotation {
  const written = places.filter(({ use }) => use.written).length;
  const applications = places.flatMap(({ host }) => {
    const known = hostById(host);
    return known && known.stop.live !== true ? [known.label] : [];
  });
  return {
    label,
    places: places.map(({ path, use }) => ({ path, use })),
    edits: Math.max(1, written),
    servers: new Set(places.map(({ path, use }) => `${path}\0${use.server}`)).size,
    applications: [...new Set(applications)].sort(),
    ends: places.find(({ use }) => use.ends !== undefined)?.use.ends,
  };
}

/** The steps in words: `1 new value, 3 edits, 2 servers to start anew, Claude Desktop among what restarts as a whole`. */
export function stepsText({ edits, servers, applications, places }: Rotation): SafeText {
  const where = places.some(({ use }) => use.written)
    ? sentence`${count(edits, 'edit')}`
    : sentence`1 edit where it is kept`;
  const start = sentence`${count(servers, 'server')} to start anew`;
  if (applications.length === 0) return sentence`1 new value, ${where}, ${start}`;
  const names = safe.join(
    applications.map((it) => safe.name(it)),
    ', ',
  );
  return sentence`1 new value, ${where}, ${start} (with all of ${names})`;
}
