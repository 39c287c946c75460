import type { ProviderId } from '../catalog/providers.ts';
import type { Candidate, Detection } from './candidate.ts';
import { type FormatMatch, findFormats, labelOf } from './format.ts';
import { inspect } from './inspect.ts';
import { seen, withoutInvisible } from './invisible.ts';
import type { ConfigAnalysis } from './judge.ts';
import { claimsOf, JWT } from './jwt.ts';
import { mask } from './mask.ts';
import { readName } from './name.ts';
import { Overlaps } from './overlaps.ts';
import type { Hit } from './parts/context.ts';
import { isPlaceholder } from './placeholder.ts';
import { suggestName } from './suggest.ts';
import { MASK } from './view.ts';

/** Beyond this, a value is not read: nothing that long is typed by hand. */
export const MAX_VALUE = 64 * 1024;

/** A detection, and what the report says about where it stands. */
export interface Found extends Detection {
  readonly inUrl: boolean;
  readonly inDefault: boolean;
}

/**
 * Finds the credentials, and the placeholders for one, in a single string.
 *
 * @param candidate the decoded value and what is known about it; offsets that come back are UTF-16 code units of it
 * @returns detections that do not overlap, in order; none for references, empty and half-typed values. Never throws.
 */
export function detect(candidate: Candidate): readonly Detection[] {
  return find(candidate).map(({ inUrl: _url, inDefault: _default, ...detection }) => detection);
}

/** {@link detect}, with the place inside the value. */
export function find(candidate: Candidate): readonly Found[] {
  const visible = seen(candidate.value.slice(0, MAX_VALUE));
  const name = withoutInvisible(candidate.name);
  if (!visible) return findVisible({ ...candidate, name });
  const { text, at } = visible;
  // The references given are places in the other text; without any they are looked for.
  const found = findVisible({ ...candidate, name, value: text, references: [] });
  return found.map((it) => ({ ...it, start: at(it.start), end: at(it.end - 1) + 1 }));
}

function findVisible(candidate: Candidate): readonly Found[] {
  const value = candidate.value.slice(0, MAX_VALUE);
  if (value.length < 2) return [];
  const { text, fallbacks } = mask(value, candidate.references);
  const found = judgeText(text, candidate);
  for (const { name, start, end } of fallbacks) {
    if (end > value.length || end <= start) continue;
    const isTold = readName(name).kind !== 'plain';
    const inner: Candidate = {
      value: value.slice(start, end),
      role: candidate.role,
      name: isTold ? name : candidate.name,
      references: [],
    };
    for (const detection of judgeText(inner.value, inner)) {
      found.push({
        ...detection,
        start: detection.start + start,
        end: detection.end + start,
        inDefault: true,
      });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Something the format alone decides; `judgement` is missing where it decides that there is nothing to say. */
interface Settled {
  readonly start: number;
  readonly end: number;
  readonly judgement: ConfigAnalysis | undefined;
}

function judgeText(text: string, { role, name }: Candidate): Found[] {
  const settled: Settled[] = [];
  // Most texts have none of them.
  for (const it of pemKeys(text)) settled.push(it);
  for (const it of webTokens(text, name)) settled.push(it);
  for (const match of findFormats(text)) settled.push(judgeFormat(match, text, name));
  const hits: Hit[] = [];
  const position = role === 'arg' || role === 'command' ? 'argument' : 'value';
  // A token that is the whole value has no parts to look at.
  if (!settled.some(({ start, end }) => start === 0 && end === text.length)) {
    inspect({ text, at: (index) => index }, name, position, (hit) => hits.push(hit));
  }

  if (settled.length === 0 && hits.length === 0) return [];
  const found: Found[] = [];
  const taken = new Overlaps(text.length);
  const parts = new Overlaps(text.length);
  if (settled.length > 0) for (const hit of hits) parts.add(hit);
  for (const it of settled) {
    const { start, end, judgement } = it;
    const isTaken = taken.first(it) >= 0;
    taken.add(it);
    if (isTaken || !judgement) continue;
    const hit = hits[parts.first(it)];
    // The innermost name belongs to it only if nothing else goes by that name.
    const isSame = hit?.start === start && hit.end === end;
    found.push(
      toFound({
        start,
        end,
        judgement,
        name: isSame ? hit.name : name,
        inUrl: isInUrl(text, start),
      }),
    );
  }
  for (const hit of hits) {
    const isTaken = taken.first(hit) >= 0;
    taken.add(hit);
    if (!isTaken) found.push(toFound(hit));
  }
  return found;
}

function toFound({ start, end, judgement, name, inUrl }: Hit): Found {
  const { verdict, confidence, label, provider, traits } = judgement;
  const suggestedName = suggestName(name, label, provider);
  return {
    verdict,
    confidence,
    start,
    end,
    label,
    provider,
    suggestedName,
    traits,
    inUrl,
    inDefault: false,
  };
}

function isInUrl(text: string, start: number): boolean {
  const scheme = text.lastIndexOf('://', start);
  return scheme >= 0 && !/[\s"']/.test(text.slice(scheme, start));
}

function judgeFormat(
  { start, end, provider, format }: FormatMatch,
  text: string,
  name: string,
): Settled {
  const value = text.slice(start, end);
  const isPublicName = readName(name).kind === 'public';
  // A key id and a key made for tests are worth less than the rest.
  const isLesser = /id$|test-mode/.test(format.label);
  return {
    start,
    end,
    judgement: {
      verdict: isPlaceholder(value) ? 'placeholder' : 'credential',
      confidence: isPublicName ? 'low' : isLesser ? 'medium' : 'high',
      label: labelOf(provider, format),
      provider,
      traits: format.broad ? { broad: true } : {},
    },
  };
}

/** JSON Web Tokens. Supabase's anon key is one, made to be published: its payload says so. */
function webTokens(text: string, name: string): Settled[] {
  const found: Settled[] = [];
  for (let start = text.indexOf('eyJ'); start >= 0; start = text.indexOf('eyJ', start + 3)) {
    if (start > 0 && /[A-Za-z0-9_-]/.test(text[start - 1] as string)) continue;
    const token = JWT.exec(text.slice(start, start + 40_000))?.[0];
    if (!token) continue;
    found.push({ start, end: start + token.length, judgement: judgeWebToken(token, name) });
    start += token.length - 3;
  }
  return found;
}

function judgeWebToken(token: string, name: string): ConfigAnalysis | undefined {
  const claims = claimsOf(token);
  const reading = readName(name);
  if (claims?.role === 'anon') return undefined;
  const provider: ProviderId | undefined = claims?.issuer?.includes('supabase')
    ? 'supabase'
    : reading.provider;
  const isService = claims?.role === 'service_role';
  // The sample of jwt.io, in every tutorial.
  const isSample = claims?.subject === '1234567890' && claims.name === 'John Doe';
  return {
    verdict: isSample ? 'placeholder' : 'credential',
    confidence: reading.kind === 'secret' || isService ? 'high' : 'medium',
    label: isService ? 'Supabase service_role key' : 'JSON Web Token',
    ...(provider && { provider }),
    traits: {
      ...(claims?.expires !== undefined && { expires: claims.expires }),
      ...(claims?.role !== undefined && { jwtRole: claims.role }),
      ...(isService && { broad: true }),
    },
  };
}

const PEM_BEGIN = '-----BEGIN ';

/** Private keys as RFC 7468 and its forerunners write them; public keys and certificates are none. */
function pemKeys(text: string): Settled[] {
  const found: Settled[] = [];
  for (
    let start = text.indexOf(PEM_BEGIN);
    start >= 0;
    start = text.indexOf(PEM_BEGIN, start + PEM_BEGIN.length)
  ) {
    const label = /^[A-Z0-9 ]{0,40}-----/.exec(
      text.slice(start + PEM_BEGIN.length, start + 80),
    )?.[0];
    if (!label) continue;
    const bodyStart = start + PEM_BEGIN.length + label.length;
    const endMark = text.indexOf('-----END ', bodyStart);
    const close = endMark < 0 ? -1 : text.indexOf('-----', endMark + 9);
    // The line end behind the last line is the key's: a reference in its place brings its own.
    const isLast = close < 0 || /^(?:\\[nr]|\s)*$/.test(text.slice(close + 5));
    const end = isLast ? text.length : close + 5;
    const body = text.slice(bodyStart, endMark < 0 ? text.length : endMark).replace(/\\n|\s/g, '');
    const isPrivate =
      /PRIVATE KEY/.test(label) &&
      body.length >= 40 &&
      !body.includes(MASK) &&
      !/\.\.\./.test(body);
    const judgement: ConfigAnalysis = {
      verdict: isPlaceholder(body.slice(0, 200)) ? 'placeholder' : 'credential',
      confidence: 'high',
      label: 'private key',
      provider: 'private-key',
      traits: {},
    };
    found.push({ start, end, judgement: isPrivate ? judgement : undefined });
    start = end - PEM_BEGIN.length;
  }
  return found;
}
