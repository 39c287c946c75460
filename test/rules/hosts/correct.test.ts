import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { hostById } from '../../../rules/hosts/index.ts';
import { analyze } from '../../../rules/index.ts';

/**
 * One config per host that it takes as it stands, with the fields its vendor documents, in our own words. Whoever writes
 * such a file has nothing to mend; most vendors show their servers without a version, so pins may be mentioned.
 */
const root = path.join(import.meta.dirname, 'correct');
const files = readdirSync(root).sort();
const PINS: ReadonlySet<string> = new Set(['unpinned-package', 'unpinned-image']);

it('knows correct configs of at least 40 hosts', () => {
  expect(files.length).toBeGreaterThanOrEqual(40);
});

describe.each(files)('%s', (name) => {
  const id = name.replace(/\.\w+$/, '');
  const text = readFileSync(path.join(root, name), 'utf8');

  it('is a config of a host that the table has', () => {
    const { config } = analyze(text, { host: id });
    expect(hostById(id)?.id).toBe(id);
    expect(config?.document.problems).toEqual([]);
    expect(config?.servers.length).toBeGreaterThan(0);
  });

  it('is silent but for pins', () => {
    const { findings, failures } = analyze(text, { host: id });
    expect(failures).toEqual([]);
    const said = findings.filter(({ rule }) => !PINS.has(rule));
    expect(said.map(({ rule, pointer, message }) => `${rule} ${pointer}: ${message}`)).toEqual([]);
  });
});
