import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { unreadEvidence } from '../../rules/checklists/evidence.ts';
import { unreadFinding } from '../../rules/checks/config/invalid-syntax.ts';
import { MAX_LENGTH } from '../../rules/document/document.ts';
import type { Host } from '../../rules/hosts/host.ts';
import type { PlainFolders } from '../machine/plain-folders.ts';
import { readTextSync } from '../machine/read-text.ts';
import type { FileInReach, Inspector } from '../workspace/inspector.ts';
import { judgeParked, type ParkedFindings, parkedEvidence } from '../workspace/parked.ts';
import { besideOf } from '../workspace/switches.ts';
import type { Complaints } from './complaints.ts';
import type { Copies } from './copies.ts';
import type { FileName } from './gather.ts';
import type { Collect } from './inspection.ts';
import type { OwnWords } from './own-words.ts';
import { besideReport, fileReport } from './report.ts';
import type { FileResult, Tally } from './tally.ts';
import type { Again } from './waiting.ts';

const TOO_LARGE = 'it is larger than 1 MiB';
const NOT_CHECKED = 'nothing in it was checked';

/** What the judging of all files of a run has in common. */
interface Common<T> {
  readonly inspector: Inspector;
  readonly complaints: Complaints;
  readonly copies: Copies;
  readonly plain: PlainFolders;
  readonly tally: Tally<T>;
  readonly collect: Collect<T> | undefined;
  /** The configs of the person's home that were looked for, as they are shown. */
  readonly own: ReadonlySet<string>;
  readonly ownWords: OwnWords | undefined;
  /** Whether of the evidence no more is asked than a status takes. */
  readonly statusOnly: boolean;
}

/** Makes of a file what is reported of it. */
export class Judge<T> {
  readonly #common: Common<T>;

  constructor(common: Common<T>) {
    this.#common = common;
  }

  /** Of a file that was read. */
  judge({ path, shown, named }: FileName, read: Again): FileResult<T> {
    const { inspector, complaints, copies, tally, collect, own, ownWords, statusOnly } =
      this.#common;
    const { text, file } = read;
    const surveyed = read.analysis ?? copies.find(file, text)?.analysis;
    const analysis = inspector.judge(file, text, surveyed);
    const evidence = inspector.evidenceOf(file, analysis, { statusOnly, ...ownWords?.about(path) });
    const { config, complete } = analysis;
    const parked = config && this.#parked(file, config.host, text);
    if (!config && named && text.length > MAX_LENGTH) {
      complaints.sayUnread(shown, TOO_LARGE);
      return this.unread({ path, shown, named }, '', TOO_LARGE, file);
    }
    if (config?.document.refused) complaints.sayUnread(shown, NOT_CHECKED);
    const report = named || config ? fileReport(shown, text, analysis) : undefined;
    return {
      own: own.has(shown),
      reported: report !== undefined,
      report,
      ...tally.kept(
        evidence && {
          ...evidence,
          path: shown,
          ...(parked && { parked: parkedEvidence(parked, besideOf(shown)) }),
        },
      ),
      ...(parked && { beside: besideReport(parked, besideOf(shown), config.host.id) }),
      complete: complete && !evidence?.unread,
      servers: config?.servers.filter((it) => it.read).length ?? 0,
      collected: report && collect?.({ path, shown, named, text, analysis, file }, report),
    };
  }

  /** Of a file of which nothing is known: it is in the report all the same, or silence would look like a pass. */
  unread(
    { path, shown, named }: FileName,
    host: string,
    problem: string,
    file: FileInReach,
  ): FileResult<T> {
    const { collect, own, tally } = this.#common;
    const findings = [unreadFinding(path, problem)];
    const nothing = { failures: [], credentials: [], unlisted: new Map(), complete: false };
    const analysis = { config: null, findings, ...nothing };
    const report = { ...fileReport(shown, '', analysis), host };
    const collected = collect?.({ path, shown, named, text: '', analysis, file }, report);
    const found = { report, ...tally.kept(unreadEvidence(shown, host)), collected };
    return { own: own.has(shown), reported: true, complete: false, servers: 0, ...found };
  }

  /** What was taken out of a config is on the disk all the same. */
  #parked(file: FileInReach, host: Host, text: string): ParkedFindings | undefined {
    const { inspector, plain } = this.#common;
    const beside = besideOf(file.path);
    // Of ten thousand configs hardly one has it.
    const isThere = !plain.has(dirname(beside)) && existsSync(beside);
    const read = isThere ? readTextSync(beside) : undefined;
    return judgeParked(inspector, file, host, text, read?.ok ? read.text : undefined);
  }
}
