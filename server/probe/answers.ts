import type { Answer } from './session/session.ts';
import { isRecord } from './tools.ts';

/** How a server passes a refusal on. */
export type Refusal =
  /** An error that names it. */
  | 'clear'
  | 'vague'
  /** As text like any other, without `isError`. */
  | 'as success'
  /** As a success with nothing in it. */
  | 'silent'
  | 'died'
  | 'no answer';

/** Words that tell a person what to look at. */
const NAMES_IT =
  /\b(?:40[13]|unauthori[sz]ed|forbidden|unauthenticated|(?:in)?valid.{0,20}(?:token|key|credential|secret|auth)|authenticat\w*|authori[sz]ation|permission|credentials?|api.?keys?|access.?token|expired|log ?in|sign ?in|invalid_token|bad token)\b/i;
const SAYS_WRONG =
  /error|fail|could not|cannot|unable|invalid|denied|refused|status(?: code)? ?[45]\d\d/i;

/** @param names of the variables it was started with: a text that names one says what to do */
export function refusalIn(answer: Answer, names: readonly string[]): Refusal {
  if (answer.kind === 'none') return 'no answer';
  if (answer.kind === 'gone') return 'died';
  const text = textIn(answer);
  const isClear = NAMES_IT.test(text) || names.some((it) => it.length > 4 && text.includes(it));
  if (isFailure(answer)) return isClear ? 'clear' : 'vague';
  if (/^[\s[\]{}"]*$/.test(text) || /^(?:null|undefined)$/.test(text.trim())) return 'silent';
  return isClear || SAYS_WRONG.test(text) ? 'as success' : 'silent';
}

/** Whether the words of an answer tell of something wrong, however it is marked. */
export function saysWrong(answer: Answer): boolean {
  return SAYS_WRONG.test(textIn(answer)) || /unknown|not found|no such/i.test(textIn(answer));
}

export function isFailure(answer: Answer): boolean {
  return answer.kind === 'error' || (answer.kind === 'result' && answer.value.isError === true);
}

/** All the text of an answer. */
export function textIn(answer: Answer): string {
  if (answer.kind === 'error') return answer.text;
  if (answer.kind !== 'result') return '';
  const content = Array.isArray(answer.value.content) ? answer.value.content : [];
  return content
    .map((it: unknown) => (isRecord(it) && typeof it.text === 'string' ? it.text : ''))
    .join('\n');
}

const STACK =
  /\n[ \t]{2,8}at [^\n]{1,300}:\d+:\d+|Traceback \(most recent call last\)|goroutine \d+ \[/;

export function hasStackIn(text: string): boolean {
  return STACK.test(text);
}

export function hasStack(answer: Answer): boolean {
  return hasStackIn(textIn(answer));
}
