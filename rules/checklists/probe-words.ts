import { type SafeText, safe, sentence } from '../secrets/safe.ts';

/** What each start of a probe provoked, in words. */
export const WHEN: Readonly<Record<string, SafeText>> = {
  '401': sentence`the provider says 401`,
  '403': sentence`the provider says 403`,
  '429': sentence`the provider says 429`,
  '500': sentence`the provider fails with 500`,
  cut: sentence`the provider sends half an answer`,
  reset: sentence`the connection breaks`,
  unreachable: sentence`the provider cannot be reached`,
  silence: sentence`the provider never answers`,
  debug: sentence`debug output is on`,
  absent: sentence`a credential is missing`,
  short: sentence`a credential is too short`,
  drift: sentence`it starts a second time`,
  other: sentence`another client asks`,
  arguments: sentence`arguments do not fit`,
};

/** What a failed step means, for the item that it is about; those of no item of this list are missing. */
const FAILED: readonly (readonly [step: RegExp, items: string, words: SafeText])[] = [
  [/^tls\.versions$/, 'production/5', sentence`it still speaks TLS 1.0 or 1.1`],
  [/^tls\.certificate$/, 'production/5', sentence`its certificate is not valid`],
  [/^leak\.\w+\.environment$/, 'production/7 publish/15', sentence`its whole environment shows`],
  [/^leak\.\w+$/, 'production/7 publish/15', sentence`a credential shows`],
  [/^http\.reflected$/, 'production/7', sentence`a refused credential comes back`],
  [/^start$/, 'production/8', sentence`it does not start`],
  [
    /^start\.absent$/,
    'production/8 publish/1',
    sentence`without a credential it does not say why it ends`,
  ],
  [
    /^start\.short$/,
    'production/8 publish/1',
    sentence`with a wrong credential it does not say why it ends`,
  ],
  [/^(?:refusal|call)\./, 'production/8', sentence`a refused credential is not passed on`],
  [/^died\./, 'production/8', sentence`it ends when a call fails`],
  [/^http\.opaque$/, 'production/8 publish/1', sentence`it takes a credential that is none`],
  [/^http\.forged$/, 'production/8 publish/3', sentence`it takes a credential that is none`],
  [/^http\.unsigned$/, 'production/8 publish/3', sentence`it takes a token that nobody signed`],
  [/^http\.expired$/, 'production/8 publish/3', sentence`it takes an expired token`],
  [/^drift\.se/, 'production/9', sentence`asked again, it lists other tools`],
  [/^drift\.recorded$/, 'production/9', sentence`the same version has other tools than before`],
  [/^drift\.other-client$/, 'production/9', sentence`another client is shown other tools`],
  [/^start\.unchecked$/, 'publish/1', sentence`without a credential it starts and says nothing`],
  [/^tools\.(?:schemas|unread)$/, 'publish/5', sentence`tools have no schema of an object`],
  [/^arguments\./, 'publish/5', sentence`arguments that do not fit are not refused`],
  [/^silence$/, 'publish/18', sentence`a call waits for a silent provider`],
  [/^error-shape$/, 'publish/19', sentence`a failure is not marked as one`],
  [/^(?:protocol|http)\.stack$/, 'publish/19', sentence`an answer holds a stack trace`],
  [/^(?:times(?:\.call)?|load\.(?:one|ten))$/, 'publish/24', sentence`it takes more than 200 ms`],
  [/^strings\./, 'publish/27 publish/28', sentence`it does what a text in an argument says`],
  [/^load\.|^http\.dropped$/, 'publish/29', sentence`it does not bear a thousand requests at once`],
  [/^words\.hidden$/, 'publish/30', sentence`its tools hold characters that nobody sees`],
  [/^stop$/, 'production/10', sentence`processes stayed behind when it was ended`],
];

/**
 * What failed of an item, in words.
 *
 * @param item as `production/7`
 * @param steps what each step of a probe came to
 * @returns each thing once, in the order of the steps
 */
export function failuresOf(
  item: string,
  steps: Readonly<Record<string, string>>,
): readonly SafeText[] {
  const words = Object.entries(steps).flatMap(([id, verdict]) => {
    if (verdict !== 'fail') return [];
    const known = FAILED.find(([step, items]) => items.split(' ').includes(item) && step.test(id));
    if (!known) return [];
    const [, start = ''] = id.split('.');
    const when = id.startsWith('leak.') ? WHEN[start] : undefined;
    return when ? sentence`${known[2]} when ${when}` : known[2];
  });
  return [...new Set(words)].map((it) => safe.text(it));
}
