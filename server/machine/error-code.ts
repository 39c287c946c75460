/** `EACCES`, `ENOSPC` …: what people search for. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}
