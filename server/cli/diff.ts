import { createTwoFilesPatch } from 'diff';
import { analyze } from '../../rules/index.ts';
import { redact } from '../../rules/secrets/redact.ts';
import { safe } from '../../rules/secrets/safe.ts';
import type { Io } from './io.ts';
import { paint } from './style.ts';

/** What would change, as a unified diff in which no credential can be read. */
export function diffText(io: Io, path: string, before: string, after: string): string {
  const shown = safe.text(path);
  const patch = createTwoFilesPatch(
    shown,
    shown,
    masked(path, before),
    masked(path, after),
    '',
    '',
    {
      context: 2,
    },
  );
  const lines = patch.split('\n').filter((line) => !/^(?:=+$|Index: )/.test(line));
  return lines.map((line) => colour(io, line)).join('\n');
}

function colour(io: Io, line: string): string {
  const text = line === '' ? '' : (line[0] ?? '') + safe.text(line.slice(1));
  if (/^(?:---|\+\+\+)/.test(line)) return paint(io, 'bold', text);
  if (line.startsWith('@@')) return paint(io, 'cyan', text);
  if (line.startsWith('+')) return paint(io, 'green', text);
  return line.startsWith('-') ? paint(io, 'red', text) : text;
}

/** The text with every credential in it masked, those included that only their name gives away. */
function masked(path: string, text: string): string {
  const spans = analyze(text, { path })
    .credentials.filter(({ verdict }) => verdict === 'credential')
    .map(({ place, start, end }) => ({
      ...place.text.spanOf(start, end),
      shown: redact(place.text.value.slice(start, end)),
    }))
    .sort((a, b) => a.start - b.start);
  let result = '';
  let position = 0;
  for (const { start, end, shown } of spans) {
    if (start < position) continue;
    result += text.slice(position, start) + shown;
    position = end;
  }
  return result + text.slice(position);
}
