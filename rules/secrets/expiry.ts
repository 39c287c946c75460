import type { CredentialMatch } from './locate.ts';

/** The last moment a date can hold, in seconds (ECMA-262). */
const LAST = 8.64e12;

/** The name of what is signed, right before the signature. */
const SIGNATURE = /[?&;](?:sig|(?:x-amz-|x-goog-)?signature)=$/i;

/**
 * When a credential ends, in seconds since 1970, as far as it says so itself: the `exp` of a JSON Web Token (RFC 7519
 * §4.1.4), `se` of a shared access signature (learn.microsoft.com/rest/api/storageservices/create-service-sas),
 * `X-Amz-Date` with `X-Amz-Expires` (docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html), the same of
 * Google (cloud.google.com/storage/docs/authentication/signatures), and `Expires` of CloudFront and of S3's older
 * signatures. Throws nothing.
 *
 * @returns undefined where it carries no date
 */
export function endOf({ traits, place, start }: CredentialMatch): number | undefined {
  if (traits.expires !== undefined) return bounded(traits.expires);
  const { value } = place.text;
  if (!SIGNATURE.test(value.slice(Math.max(0, start - 40), start))) return undefined;
  const query = parametersAround(value, start);
  const signed = query.get('x-amz-date') ?? query.get('x-goog-date');
  if (signed !== undefined) {
    const lasts = Number(query.get('x-amz-expires') ?? query.get('x-goog-expires'));
    return bounded(momentOf(signed) + lasts);
  }
  const until = query.get('se');
  if (until !== undefined) return bounded(Date.parse(until) / 1000);
  const seconds = query.get('expires');
  return seconds === undefined ? undefined : bounded(Number(seconds));
}

/** The day of such a moment, as `2027-01-31`. */
export function dayOfEnd(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10);
}

function bounded(seconds: number): number | undefined {
  return Number.isFinite(seconds) && Math.abs(seconds) <= LAST ? seconds : undefined;
}

/** The parameters of the address around an offset, by their names in small letters. */
function parametersAround(value: string, offset: number): ReadonlyMap<string, string> {
  const begin = Math.max(value.lastIndexOf('?', offset), value.lastIndexOf(' ', offset)) + 1;
  const end = value.slice(offset).search(/[\s"'#]/);
  const query = value.slice(begin, end < 0 ? undefined : offset + end);
  const parameters = new Map<string, string>();
  for (const part of query.split(/[&;]/)) {
    const equals = part.indexOf('=');
    if (equals > 0)
      parameters.set(part.slice(0, equals).toLowerCase(), decoded(part.slice(equals + 1)));
  }
  return parameters;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** `20260131T120000Z` in seconds. */
function momentOf(text: string): number {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text) ?? [];
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`) / 1000;
}
