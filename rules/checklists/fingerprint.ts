import type { Place, Server } from '../config/config.ts';
import type { Digest } from '../findings/facts.ts';
import type { CredentialMatch } from '../secrets/index.ts';
import { groupedBy } from '../text/groups.ts';

/**
 * What a server is: its command, arguments and addresses, the versions in them included. Credentials and
 * references are left out, so that rotating one, or moving it to where it belongs, asks nobody again.
 *
 * @param credentials those of the server; others do not matter
 */
export function fingerprintOf(
  server: Server,
  credentials: readonly CredentialMatch[],
  digest: Digest,
): string {
  const byPlace = groupedBy(credentials, ({ place }) => place);
  const parts = server.places
    .filter(({ role }) => role === 'command' || role === 'arg' || role === 'url')
    .map((place) => [place.role, withoutSecrets(place, byPlace.get(place) ?? [])]);
  return digest('mcp-checklist server', JSON.stringify(parts)).slice(0, 16);
}

function withoutSecrets(place: Place, credentials: readonly CredentialMatch[]): string {
  const hidden = [
    ...credentials,
    ...place.references.filter(({ syntax }) => syntax !== 'vscode-variable'),
  ].sort((a, b) => a.start - b.start);
  const { value } = place.text;
  let result = '';
  let position = 0;
  for (const { start, end } of hidden) {
    if (start < position) continue;
    result += `${value.slice(position, start)}*`;
    position = end;
  }
  return result + value.slice(position);
}
