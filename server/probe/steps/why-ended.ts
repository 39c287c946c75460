import { type SafeText, sentence } from '../../../rules/secrets/safe.ts';

/** What was not said at all. */
export const WORDLESS: SafeText = sentence`, without a word`;
const ARGUMENTS = sentence`: it wants other arguments or variables`;
const UNKNOWN = sentence`, and what it said names no cause that is known here`;

/** What launchers and runtimes say of themselves, whatever they start. */
const ASIDE = /^(?:npm (?:warn|notice)\b|\(node:\d+\)|\(Use `node --trace|Debugger )/i;

/** Causes as programs name them, the more telling ones first: what a server says is not repeated. */
const CAUSES: readonly (readonly [said: RegExp, words: SafeText])[] = [
  [
    /cannot find (?:module|package)|ERR_MODULE_NOT_FOUND|ModuleNotFoundError|No module named|ERR_DLOPEN_FAILED|native (?:addon|module|build)/i,
    sentence`: a module of it is not there, or was not built`,
  ],
  [/\bE404\b|ETARGET|No matching version|404 Not Found/, sentence`: its package is not there`],
  [
    /go\.mod file not found|Missing script|could not read package\.json|No such file or directory|\bENOENT\b/i,
    sentence`: a file is missing; it starts in an empty folder`,
  ],
  [
    /kubeconfig|no (?:current.context|configuration)|config(?:uration)?(?: file)? (?:not found|is missing)|not configured/i,
    sentence`: it is not set up; it starts with an empty home`,
  ],
  [/\bEACCES\b|\bEPERM\b|permission denied/i, sentence`: it may not do something`],
  [
    /unsupported engine|requires? (?:node|python|go)\b|SyntaxError|bad option:|unsupported (?:node|python)/i,
    sentence`: the program that runs it is too old, or another one`,
  ],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|getaddrinfo|fetch failed|socket hang up|connection (?:terminated|closed|refused|reset)/i,
    sentence`: it wants something of the network at the start`,
  ],
  [
    /\b(?:401|403|unauthori[sz]ed|forbidden|credentials?|api.?key|token|secret|password|log ?in|authenticat(?:e|ed|ion))\b/i,
    sentence`, and says something of a credential`,
  ],
  [
    /missing required arg|too few arguments|unknown option|is required|must be (?:set|provided)|not set\b/i,
    ARGUMENTS,
  ],
];

/** Why a server ended, in words of ours, by what it said; {@link WORDLESS} where it said nothing. */
export function whyEnded(said: string): SafeText {
  const lines = said.split('\n').filter((it) => it.trim() !== '' && !ASIDE.test(it.trim()));
  if (lines.length === 0) return WORDLESS;
  // Help that is printed behind an error names every option there is.
  const [text = '', help] = lines.join('\n').split(/^[ \t]*usage:/im);
  const cause = CAUSES.find(([said]) => said.test(text))?.[1];
  return cause ?? (help === undefined ? UNKNOWN : ARGUMENTS);
}
