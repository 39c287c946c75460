import { rules } from './checks/index.ts';
import type { Config } from './config/config.ts';
import { recognize } from './config/recognize.ts';
import { type Followed, follow, followEdit, type Judge } from './engine/edited.ts';
import { type ConfigAnalysis, conclude, type Judging, judge } from './engine/run.ts';
import type { Facts } from './findings/facts.ts';
import type { Finding } from './findings/finding.ts';
import { defaultSettings, type Settings } from './findings/settings.ts';
import type { ProjectScope } from './policy/policy.ts';
import type { Believed } from './policy/suppressions.ts';

export interface AnalyzeOptions {
  /** Where the text comes from; tells the host. */
  readonly path?: string;
  /** The host's id, when a person says so; the path is not asked then. */
  readonly host?: string;
  readonly facts?: Facts;
  readonly settings?: Settings;
  /** What a team wrote down about its configs. */
  readonly project?: ProjectScope | undefined;
  /** Whose comments silence rules; everybody's where nothing is said. */
  readonly comments?: Believed | undefined;
  /** What {@link survey} said of the same text with the same options: it is not read a second time. */
  readonly surveyed?: Analysis | undefined;
}

/** What was found in a text; a text that is no MCP config has no config and no findings. */
export type Analysis = Omit<ConfigAnalysis, 'config' | 'everything'> & {
  readonly config: Config | null;
};

const inOrder = [...rules].sort((a, b) => (a.last ?? 0) - (b.last ?? 0));

const NOTHING: Analysis = {
  config: null,
  findings: [],
  failures: [],
  credentials: [],
  unlisted: new Map(),
  complete: true,
};

/**
 * Reads a text, recognises whose MCP config it is, and judges it. Never throws, whatever the text.
 *
 * @param text the file's content; offsets in the result are UTF-16 code units of it
 * @returns findings in the order in which they stand in the text, suppressed ones included and marked
 */
export function analyze(text: string, options: AnalyzeOptions = {}): Analysis {
  return run(text, options, inOrder) ?? NOTHING;
}

/** The same without any finding: a config and its credentials, for files that others are compared with. */
export function survey(text: string, options: AnalyzeOptions = {}): Analysis {
  return run(text, options, []) ?? NOTHING;
}

/** A text that is judged while somebody edits it. */
export interface Watched {
  /** As {@link analyze} has them, but for fixes: where only a part of the text was judged, there are none. */
  readonly findings: readonly Finding[];
  /** Undefined where only a part of the text was judged. */
  readonly whole: Analysis | undefined;
  /** For the next edit; undefined for what is no config. */
  readonly followed: Followed | undefined;
}

/**
 * What {@link analyze} finds, where only the findings are wanted: of many servers, those that an edit left alone are not
 * judged again. Never throws, whatever the text.
 *
 * @param before what this said of the text before the edit, with the same options
 */
export function watch(text: string, options: AnalyzeOptions, before?: Watched): Watched {
  const judgeText: Judge = (it, cutOut) =>
    run(it, { ...options, facts: { ...options.facts, cutOut } }, inOrder);
  const followed = before?.followed && followEdit(before.followed, text, judgeText);
  if (followed) return { findings: concluded(followed, options), whole: undefined, followed };
  const whole = run(text, options, inOrder);
  if (!whole) return { findings: [], whole: NOTHING, followed: undefined };
  return { findings: whole.findings, whole, followed: follow(text, whole) };
}

function concluded({ part, everything }: Followed, options: AnalyzeOptions): readonly Finding[] {
  if (!part) return everything;
  const { judged } = part;
  const rest = { ...judgingOf(options), read: judged };
  return conclude(judged.config, inOrder, rest, everything).findings;
}

function run(
  text: string,
  options: AnalyzeOptions,
  chosen: typeof rules,
): ConfigAnalysis | undefined {
  const { path, host, surveyed } = options;
  const recognized = surveyed ? (surveyed.config ?? undefined) : recognize(text, path, host);
  // One that ran out of time has not seen every credential.
  const read =
    surveyed?.config && surveyed.complete ? { ...surveyed, config: surveyed.config } : undefined;
  return recognized && judge(recognized, chosen, judgingOf(options, read));
}

function judgingOf(
  { path, facts = {}, settings = defaultSettings, project, comments }: AnalyzeOptions,
  read?: Judging['read'],
): Judging {
  return { path, facts, settings, project, comments, read };
}

export { rules };
