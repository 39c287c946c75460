import type { Evidence } from '../findings/evidence.ts';
import type { ItemId } from '../findings/item-id.ts';
import { attestationOf } from '../policy/attestations.ts';
import type { Attestation } from '../policy/policy.ts';
import { type SafeText, safe, sentence } from '../secrets/safe.ts';

/**
 * What a person said about an item, for a server or a project as it is today, whether it still counts or not.
 * Throws nothing.
 *
 * @param subject its name, and what it is today
 * @param attestations those about its config or folder
 * @param now milliseconds since 1970; without it, nothing has run out
 */
export function wordOn(
  item: ItemId,
  subject: { readonly name: string; readonly fingerprint: string },
  attestations: readonly Attestation[],
  now: number | undefined,
): Pick<Evidence, 'says' | 'text' | 'from'> | undefined {
  if (attestations.length === 0) return undefined;
  const found = attestationOf(attestations, item, subject, now);
  if (!found) return undefined;
  const { standing, attestation } = found;
  const [by, on, until] = [attestation.by, attestation.on, attestation.until].map((it) =>
    safe.text(it),
  ) as [SafeText, SafeText, SafeText];
  const note = attestation.note === undefined ? undefined : safe.text(attestation.note);
  const from = { person: by, on, until, path: attestation.path, ...(note && { note }) };
  if (standing === 'expired')
    return { says: 'unclear', text: sentence`${by} looked; that ran out on ${until}.`, from };
  if (standing === 'changed')
    return { says: 'unclear', text: sentence`It has changed since ${by} looked on ${on}.`, from };
  const end = note ? sentence`: ${note}` : sentence`.`;
  return { says: 'for', text: sentence`${by} looked on ${on}, good until ${until}${end}`, from };
}
