import type { Host } from '../hosts/host.ts';
import type { Place } from './config.ts';

/** Whether a host resolves references in a place, in the syntaxes that it knows. */
export function resolvesIn({ references }: Host, place: Place): boolean {
  return references.places.includes(place.role) || isResolvedField(references.fields, place);
}

/**
 * Whether a place stands in one of these fields of its server.
 *
 * @param fields keys of an entry
 */
export function isResolvedField(fields: readonly string[] | undefined, place: Place): boolean {
  const field = fields && fieldOf(place);
  return field !== undefined && fields?.includes(field) === true;
}

/** Whether a place stands in a field of its server that the host passes over, as far as that is known. */
export function isUnreadField({ reads }: Host, place: Place): boolean {
  const field = reads && fieldOf(place);
  return field !== undefined && reads?.[field] === undefined;
}

/** The field of its server that a place stands in. */
function fieldOf({ pointer, server }: Place): string | undefined {
  if (!server || !pointer.startsWith(`${server.pointer}/`)) return undefined;
  return pointer.slice(server.pointer.length + 1).split('/', 1)[0];
}
