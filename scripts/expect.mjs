// `npm run expect -- <folders>`: runs tests and has them write their expectations. Read the diff.
import { runMain, tool, toolEnv } from './steps.mjs';

await runMain(async () => {
  const env = { ...toolEnv(), UPDATE_SNAPSHOTS: '1' };
  process.exitCode = await tool('vitest', ['run', ...process.argv.slice(2)], { env });
});
