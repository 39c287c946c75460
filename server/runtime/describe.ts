import { safe } from '../../rules/secrets/safe.ts';
import { isLookupError } from '../registry/types.ts';

/** Kind and place of an error. Its message is left out: those of parsers quote what they read. */
export function describe(error: unknown): string {
  if (isLookupError(error)) return safe.text(error.message);
  if (!(error instanceof Error)) return 'unknown error';
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : '';
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [`${error.name}${code}`, ...frames.slice(0, 8)].join('\n');
}
