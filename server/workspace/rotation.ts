import type { Finding, Fix } from '../../rules/findings/finding.ts';
import {
  placesWith,
  referenceNamed,
  replaceCredential,
} from '../../rules/fixes/replace-credential.ts';
import type { Analysis } from '../../rules/index.ts';
import type { CredentialMatch } from '../../rules/secrets/index.ts';
import { type SafeText, safe, sentence } from '../../rules/secrets/safe.ts';
import { applyEdits, type Span } from '../../rules/text/span.ts';
import { applyFixes, type Fixed } from './apply-fixes.ts';
import { type Taken, takenByFixes } from './taken-out.ts';

/** One place in which a credential stands, and what can be done about it there. */
export interface CredentialPlace {
  /** Tells the places of a file apart. */
  readonly id: string;
  readonly span: Span;
  readonly server: SafeText;
  /** Of the variable, header or flag. */
  readonly name: SafeText;
  /** What a reference there looks like, as the title of its fix; null where nobody would look it up. */
  readonly reference: SafeText | null;
  /** Whether another value can be written there. */
  readonly settable: boolean;
}

/** What is to be done with every place of a credential. */
export interface Rotation {
  /** The credential as it is now. */
  readonly value: string;
  readonly to: 'reference' | 'value';
  /** Of the variable that references name. */
  readonly name: string;
  /** The new credential; undefined to keep the old one. */
  readonly fresh?: string | undefined;
  /** The ids of places that stay as they are. */
  readonly without: ReadonlySet<string>;
}

/** What became of one file. */
export interface Rotated extends Fixed {
  /** So many places changed. */
  readonly done: number;
  /** In so many places the text still has the credential, comments included. */
  readonly left: number;
  /** What references look up from now on, with what it replaces. */
  readonly taken: readonly (Taken & { readonly past: string })[];
}

/** The places of a credential in a judged text. */
export function placesOf(
  { config, credentials, findings }: Analysis,
  value: string,
  name: string,
): readonly CredentialPlace[] {
  return placesWith(credentials, value).map((found) => {
    const span = spanOf(found);
    const fix = (config && referenceNamed(config, [found], name)) ?? movingFix(findings, span);
    return {
      id: idOf(found),
      span,
      server: safe.name(found.place.server?.name ?? ''),
      name: safe.name(found.place.name || found.where),
      reference: fix?.title ?? null,
      settable: replaceCredential(found, 'x') !== undefined,
    };
  });
}

/** Its pointer: the same after other places of the file have changed. */
function idOf({ place, start }: CredentialMatch): string {
  return `${place.pointer} ${start}`;
}

function spanOf({ place, start, end }: CredentialMatch): Span {
  return place.text.spanOf(start, end);
}

/** What takes it out where the host resolves nothing. */
function movingFix(findings: readonly Finding[], span: Span): Fix | undefined {
  return findings
    .filter(({ at }) => at.span.start === span.start && at.span.end === span.end)
    .flatMap(({ fixes }) => fixes)
    .find(({ moves, preferred }) => moves && preferred);
}

/** Replaces a credential in all places of one file that are meant; writes nothing. */
export async function rotate(
  text: string,
  judge: (text: string) => Analysis,
  rotation: Rotation,
): Promise<Rotated> {
  const { value, without } = rotation;
  const meant = ({ credentials }: Analysis) =>
    placesWith(credentials, value).filter((it) => !without.has(idOf(it)));
  const fixed = await (rotation.to === 'value'
    ? withValue(text, meant(judge(text)), rotation.fresh ?? '')
    : withReference(text, judge, meant, rotation.name));
  const after = judge(fixed.text).credentials;
  const countIn = (all: Analysis['credentials']): number => placesWith(all, value).length;
  const written = rotation.fresh?.includes(value) ? 0 : fixed.text.split(value).length - 1;
  const done = countIn(judge(text).credentials) - countIn(after);
  return {
    ...fixed,
    done,
    left: Math.max(written, countIn(after)),
    taken: takenBy(judge(text), fixed, rotation),
  };
}

/** What has to be where the references look: the new credential, where there is one. */
function takenBy(
  { credentials }: Analysis,
  fixed: Fixed,
  { to, value, fresh }: Rotation,
): Rotated['taken'] {
  if (to === 'value') return [];
  const past = (it: Taken): Taken & { readonly past: string } => ({ ...it, past: it.value });
  return takenByFixes(credentials, fixed).map((it) =>
    it.value === value && fresh !== undefined ? { ...past(it), value: fresh } : past(it),
  );
}

async function withValue(
  text: string,
  places: readonly CredentialMatch[],
  fresh: string,
): Promise<Fixed> {
  const edits = places.flatMap((it) => replaceCredential(it, fresh) ?? []);
  const applied = edits.map(() => sentence`Write the new value`);
  const nothing = { made: [], moved: [], others: [], problems: [] };
  return { text: applyEdits(text, edits), edits, applied, ...nothing };
}

function withReference(
  text: string,
  judge: (text: string) => Analysis,
  meant: (analysis: Analysis) => readonly CredentialMatch[],
  name: string,
): Promise<Fixed> {
  let now: Analysis | undefined;
  return applyFixes(text, {
    find: async (current) => {
      now = judge(current);
      const spans = new Set(meant(now).map((it) => spanOf(it).start));
      // One that a team lives with is replaced as well.
      return now.findings
        .filter(({ rule, at }) => rule === 'plaintext-secret' && spans.has(at.span.start))
        .map((it) => ({ ...it, suppressed: null }));
    },
    choose: ({ at }) => {
      if (!now?.config) return undefined;
      const places = meant(now);
      const found = places.find((it) => spanOf(it).start === at.span.start);
      if (!found) return undefined;
      const own = referenceNamed(now.config, [found, ...places.filter((it) => it !== found)], name);
      if (!own) return movingFix(now.findings, at.span);
      // A reference changes nothing but this file.
      const edits = own.edits().filter((it) => 'span' in it);
      return { ...own, edits: () => [{ file: at.file, edits }] };
    },
    answer: async () => undefined,
  });
}
