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
export function isResolvedField(
  fields: readonly string[] | undefined,
  { pointer, server }: Place,
): boolean {
  if (!server || !fields || !pointer.startsWith(`${server.pointer}/`)) return false;
  const [field = ''] = pointer.slice(server.pointer.length + 1).split('/', 1);
  return fields.includes(field);
}
