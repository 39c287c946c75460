import { codeSource, safeSource } from '../../../rules/secrets/safe-source.ts';
import { framesOf } from './frame.ts';
import { githubReport } from './github.ts';
import { jsonReport } from './json.ts';
import { markdownReport } from './markdown.ts';
import type { Format } from './reporter.ts';
import { sarifReport, sarifResults } from './sarif.ts';
import { textReport } from './text.ts';

export type FormatName = 'text' | 'json' | 'sarif' | 'github' | 'markdown';

/** Every way in which findings are printed. */
export const FORMATS: Readonly<Record<FormatName, Format>> = {
  text: {
    begin: textReport,
    details: ({ text, analysis }, _report, { brief }) => {
      if (brief) return {};
      const { config, credentials, findings } = analysis;
      const about = findings[0]?.about.kind;
      const source = about === 'project' ? codeSource(text) : safeSource(text, config, credentials);
      return { frames: framesOf(text, findings, source) };
    },
  },
  json: { begin: jsonReport },
  sarif: {
    begin: sarifReport,
    details: (judged, report) => ({ results: sarifResults(judged, report) }),
    needsDetails: true,
  },
  github: { begin: githubReport },
  markdown: { begin: markdownReport },
};

export const formatNames = Object.keys(FORMATS) as readonly FormatName[];
