import { expect, test } from 'vitest';
import { redact, redactIn } from '../../../rules/secrets/index.ts';
import { seeded } from '../../fake.ts';

const fake = seeded(11);

test('shows at most four characters, a quarter, and nothing of short values', () => {
  for (let length = 0; length < 64; length++) {
    const value = fake.base62(length);
    const shown = redact(value).replaceAll('•', '');
    expect(shown.length).toBeLessThanOrEqual(Math.min(4, length / 4));
    if (length < 16) expect(shown).toBe('');
    expect(value.endsWith(shown)).toBe(true);
  }
});

test('the length of a value does not show', () => {
  expect(redact('a'.repeat(5))).toBe(redact('b'.repeat(15)));
});

test('masks credentials in running text', () => {
  const token = fake.githubToken();
  const password = fake.password();
  const key = fake.base62(32);
  const text = [
    `GET https://app:${password}@mcp.acme.dev/mcp?api_key=${key} failed`,
    `Authorization: Bearer ${token}`,
    `spawn npx --token ${key} ENOENT`,
    `ACME_API_KEY=${key}`,
  ].join('\n');
  const redacted = redactIn(text);
  for (const secret of [token, password, key]) expect(redacted).not.toContain(secret);
  expect(redacted).toContain('mcp.acme.dev/mcp?api_key=•••• failed');
  expect(redactIn('listening on http://localhost:3000, pid 4711')).toBe(
    'listening on http://localhost:3000, pid 4711',
  );
});

test('leaves names alone that are no credentials', () => {
  for (const name of [
    'bearer token',
    'Authorization: Bearer token',
    'NEW_RELIC_INSERT_KEY',
    '/mcpServers/a/env/INSERT_KEY',
  ])
    expect(redactIn(name)).toBe(name);
});
