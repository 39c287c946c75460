import { tmpdir } from 'node:os';
import path from 'node:path';
import semver from 'semver';
import { expect, test } from 'vitest';
import { newestVersion } from '../../../server/registry/main.ts';
import { isLookupError } from '../../../server/registry/types.ts';

const context = {
  configPath: path.join(tmpdir(), '.mcp.json'),
  minimumReleaseAgeDays: 3,
  trusted: true,
  now: Date.now(),
  signal: AbortSignal.timeout(30_000),
};

function ask(name: string, spec = '') {
  return newestVersion({ ecosystem: 'npm', name, spec }, context);
}

/** The registry npm is configured for here, or the reason why it cannot be asked. */
const unreachable = await ask('semver').then(
  () => undefined,
  (error: unknown) => (error instanceof Error ? error.message : String(error)),
);
if (unreachable)
  console.warn(`The tests against the real npm registry are skipped: ${unreachable}`);

test.skipIf(unreachable)('a real package has an exact version that is old enough', async () => {
  const { version, installed } = await ask('@modelcontextprotocol/server-filesystem');
  expect(semver.valid(version)).toBe(version);
  expect(semver.prerelease(version)).toBeNull();
  expect(installed).toBe(false);
  const ranged = await ask('semver', '^6');
  expect(semver.major(ranged.version)).toBe(6);
});

test.skipIf(unreachable)('a name nobody has says so', async () => {
  const error = await ask('mcp-checklist-surely-nobody-has-this-name').catch(
    (reason: unknown) => reason,
  );
  expect(isLookupError(error) && error.message).toContain('anyone could register that name');
});
