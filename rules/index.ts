import { rules } from './checks/index.ts';
import type { Config } from './config/config.ts';
import { recognize } from './config/recognize.ts';
import { type ConfigAnalysis, judge } from './engine/run.ts';
import type { Facts } from './findings/facts.ts';
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
export type Analysis = Omit<ConfigAnalysis, 'config'> & { readonly config: Config | null };

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
  return run(text, options, inOrder);
}

/** The same without any finding: a config and its credentials, for files that others are compared with. */
export function survey(text: string, options: AnalyzeOptions = {}): Analysis {
  return run(text, options, []);
}

function run(text: string, options: AnalyzeOptions, chosen: typeof rules): Analysis {
  const {
    path,
    host,
    facts = {},
    settings = defaultSettings,
    project,
    comments,
    surveyed,
  } = options;
  const recognized = surveyed ? surveyed.config : recognize(text, path, host);
  // One that ran out of time has not seen every credential.
  const read =
    surveyed?.config && surveyed.complete ? { ...surveyed, config: surveyed.config } : undefined;
  return recognized
    ? judge(recognized, chosen, { path, facts, settings, project, comments, read })
    : NOTHING;
}

export { rules };
