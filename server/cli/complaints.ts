import { safe } from '../../rules/secrets/safe.ts';
import type { Complaint } from './gather.ts';
import type { Io } from './io.ts';

/** What a person is told on the error output about files that were not, or not wholly, looked at. */
export class Complaints {
  readonly #io: Io;
  readonly #reportsUnread: boolean;
  /** Whether everything that was asked for could be read. */
  isComplete = true;

  /** @param reportsUnread whether the report says it of files that it has a finding for */
  constructor(io: Io, reportsUnread: boolean) {
    this.#io = io;
    this.#reportsUnread = reportsUnread;
  }

  take({ shown, message, host }: Complaint): void {
    this.isComplete = false;
    if (host !== undefined) this.sayUnread(shown, message);
    else this.say(shown, `${message}.`);
  }

  /** Of a file that the report has a finding for. */
  sayUnread(shown: string, message: string): void {
    if (!this.#reportsUnread) this.say(shown, `${message}.`);
  }

  /** About one file. */
  say(where: string, what: string): void {
    this.#io.err(`mcp-checklist: ${safe.text(where)}: ${safe.text(what)}\n`);
  }
}
