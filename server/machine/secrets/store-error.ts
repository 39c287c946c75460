import { codeOf } from '../error-code.ts';

export type StoreProblem =
  /** It leads somewhere else than it says: nobody knows where a secret would end up. */
  | 'link'
  /** A folder, a pipe or a device. */
  | 'not-a-file'
  /** The same bytes have another name, or another owner. */
  | 'shared'
  /** Above the folder in which it has to be. */
  | 'outside'
  | 'tracked'
  | 'not-ignored'
  /** No env file can hold it. */
  | 'value'
  /** The file gives this name another value already. */
  | 'taken'
  | 'busy'
  | 'unwritable'
  /** What was read back is not what was written. */
  | 'not-kept';

/** Why secrets could not be stored, in words fit to be shown; none of the secrets is in them. */
export class StoreError extends Error {
  readonly problem: StoreProblem;
  /** The file that was to be written. */
  readonly file: string;

  constructor(problem: StoreProblem, file: string, message: string) {
    super(message);
    this.name = 'StoreError';
    this.problem = problem;
    this.file = file;
  }
}

export function unwritable(file: string, error: unknown): StoreError {
  if (error instanceof StoreError) return error;
  return new StoreError('unwritable', file, `${file} cannot be written (${codeOf(error)}).`);
}
