import { rules } from './checks/index.ts';
import type { Config } from './config/config.ts';
import { recognize } from './config/recognize.ts';
import { judge, type RuleFailure } from './engine.ts';
import type { Facts } from './facts.ts';
import type { Finding } from './finding.ts';
import { defaultSettings, type Settings } from './settings.ts';

export interface AnalyzeOptions {
  /** Where the text comes from; tells the host. */
  readonly path?: string;
  /** The host's id, when a person says so; the path is not asked then. */
  readonly host?: string;
  readonly facts?: Facts;
  readonly settings?: Settings;
}

export interface Analysis {
  /** Null for a text that is no MCP config: it has no findings. */
  readonly config: Config | null;
  readonly findings: readonly Finding[];
  /** Rules that threw; the others ran all the same. */
  readonly failures: readonly RuleFailure[];
}

const NOTHING: Analysis = { config: null, findings: [], failures: [] };

/**
 * Reads a text, recognises whose MCP config it is, and judges it. Never throws, whatever the text.
 *
 * @param text the file's content; offsets in the result are UTF-16 code units of it
 * @returns findings in the order in which they stand in the text, suppressed ones included and marked
 */
export function analyze(text: string, options: AnalyzeOptions = {}): Analysis {
  const recognized = recognize(text, options.path, options.host);
  if (!recognized) return NOTHING;
  return judge(recognized, rules, options.facts ?? {}, options.settings ?? defaultSettings);
}

export { rules };
