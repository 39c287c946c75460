/**
 * What in the words of a tool is not for the person who reads them: told with precision, as in 747 real tools nearly
 * nothing is meant that way. Word lists of other scanners mark 5 to 20 of 100 of those.
 */
export type ToolWord =
  /** Characters that nobody sees, and a model reads. */
  | 'hidden'
  /** `<important>`, `[SYSTEM …]`, an HTML comment. */
  | 'pseudo-tag'
  /** "Do not tell the user". */
  | 'secrecy'
  /** `~/.ssh/id_rsa`, `.aws/credentials`. */
  | 'credential-file'
  /** "Ignore all previous instructions". */
  | 'override'
  /** The whole conversation, or the system prompt, as an argument. */
  | 'conversation'
  /** A long run of base64 or of escapes. */
  | 'encoded'
  /** "Send it to https://…". */
  | 'sends-out'
  /** A tool of another server by its name. */
  | 'other-tool';

/** The words of one tool, wherever they stand. */
export interface ToolTexts {
  readonly name: string;
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  /** Names and texts of its arguments, with what they may be. */
  readonly arguments?: readonly string[] | undefined;
}

/**
 * Marks of direction, zero-width ones, tags, variation selectors beyond the first sixteen, controls and the escape that
 * begins ANSI; not the joiner and the selector that emoji are made of.
 * https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing
 */
const HIDDEN =
  /[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u{e0000}-\u{e007f}]|[\u{e0100}-\u{e01ef}]|(?![\t\n\r])\p{Cc}/u;

const PSEUDO_TAGS: readonly RegExp[] = [
  /<(?:important|system|instructions?|secret)>/i,
  /<!--|\bsystem override\b/i,
  /\[SYSTEM\b/,
];
/** So written nobody means a person: it is for whoever reads tags. */
const SHOUTED_TAG = /<(?:IMPORTANT|SYSTEM|INSTRUCTIONS?|SECRET)>/;
const SECRECY: readonly RegExp[] = [
  // Not "never tell the user that … is unsupported": that is about using the tool.
  /\b(?:do not|don['’]t|never) (?:\w{1,12} ){0,2}(?:tell|inform|notify|alert) (?:the |your |a )?(?:user|person|human)(?: (?:about|what|of|this|anything|that you|you)\b|[.!,;\n]|$)/i,
  /\bwithout (?:telling|informing|notifying|asking) (?:the |your |a )?(?:user|person|human)\b/i,
  /\bkeep (?:this|it|that) (?:secret |hidden )?from (?:the |your )?(?:user|person|human)\b/i,
];
/** In this order, close together, in one sentence. */
const SECRECY_IN_ORDER: readonly (readonly RegExp[])[] = [
  [
    /\b(?:do not|don['’]t|never|without)\b/i,
    /\b(?:mention|reveal|disclos|divulg)(?:e|ing|s)?\b/i,
    /\b(?:user|human|person)\b/i,
  ],
  [/\b(?:hide|conceal)\b/i, /\bfrom\b/i, /\b(?:user|human|person)\b/i],
];
const CREDENTIAL_FILE =
  /~\/\.ssh\b|\bid_(?:rsa|ed25519|ecdsa)\b|\.aws\/credentials\b|\/etc\/shadow\b|(?:^|[\s"'`(/~])\.netrc\b|\bclaude_desktop_config\.json\b|\.cursor\/mcp\.json\b/i;
/** A sentence that says it keeps away from them. */
const REFUSES =
  /\b(?:reject(?:s|ed)?|refuse[sd]?|den(?:y|ies|ied)|block(?:s|ed)?|forbid(?:s|den)?|exclude[sd]?|cannot|can['’]t|not allowed|never read|must not|do not (?:read|access)|redact(?:s|ed)?|mask(?:s|ed)?)\b/i;
const OVERRIDE =
  /\b(?:ignore|disregard|forget|override)\b (?:\w{1,12} ){0,3}(?:previous|prior|earlier|above|system|other) (?:\w{1,12} ){0,1}(?:instructions?|prompts?|rules)\b/i;
const CONVERSATION = /\b(?:entire|whole|full|complete) conversation\b|\bsystem[ _]prompt\b/i;
const ENCODED = /[A-Za-z0-9+/]{120,}={0,2}|(?:\\x[0-9a-f]{2}){12,}|(?:&#x?[0-9a-f]{1,6};){8,}/i;
const SENDS_OUT: readonly RegExp[] = [
  /\b(?:send|upload|bcc|forward|post|exfiltrate)\b/i,
  /\bto\b/i,
  /https?:\/\/|\w@\w/i,
];
/** Nobody reads a longer sentence as one. */
const SENTENCE = 400;
const CLOSE = 60;

/**
 * Whether one text of a tool hides something from people, or gives the model an order that is not about using the tool:
 * that nobody means well, and its author is warned of it. What else asks for a look is told by {@link wordsOfText}.
 *
 * @param text of a tool, as it reaches the model. Throws nothing.
 * @returns undefined where it does neither
 */
export function misleading(text: string): 'hidden' | 'orders' | undefined {
  if (HIDDEN.test(text)) return 'hidden';
  const isOrder =
    SHOUTED_TAG.test(text) || sentencesOf(text).some((it) => OVERRIDE.test(it) || isSecretive(it));
  return isOrder ? 'orders' : undefined;
}

/**
 * What in one text of a tool asks for a look. Throws nothing.
 *
 * @param of an argument is asked for, of anything else told
 * @returns each kind once
 */
export function wordsOfText(text: string, of: 'argument' | 'tool'): readonly ToolWord[] {
  const words = wordsIn(text);
  return of === 'argument' && CONVERSATION.test(text) ? [...words, 'conversation'] : words;
}

/**
 * What in the words of a tool asks for a look: information, but for `hidden`, which is a warning. Throws nothing.
 *
 * @param others names of tools of other servers that the same application runs
 * @returns each kind once
 */
export function wordsOfTool(
  tool: ToolTexts,
  others: ReadonlySet<string> = NONE,
): readonly ToolWord[] {
  const { name, title = '', description = '', arguments: given = [] } = tool;
  const all = [name, title, description, ...given];
  const found = new Set([
    ...[name, title, description].flatMap((it) => wordsOfText(it, 'tool')),
    ...given.flatMap((it) => wordsOfText(it, 'argument')),
  ]);
  if (all.slice(1).some((it) => namesOther(it, name, others))) found.add('other-tool');
  return [...found];
}

/** The same for what a server says of itself: that is meant for the model, so that few things are odd in it. */
export function wordsOfInstructions(text: string): readonly ToolWord[] {
  return wordsIn(text).filter((it) => it === 'hidden' || it === 'credential-file');
}

const NONE: ReadonlySet<string> = new Set();

function wordsIn(text: string): readonly ToolWord[] {
  if (text === '') return [];
  const found: ToolWord[] = [];
  if (HIDDEN.test(text)) found.push('hidden');
  if (PSEUDO_TAGS.some((it) => it.test(text))) found.push('pseudo-tag');
  if (ENCODED.test(text)) found.push('encoded');
  const sentences = sentencesOf(text);
  if (sentences.some((it) => OVERRIDE.test(it))) found.push('override');
  if (sentences.some(isSecretive)) found.push('secrecy');
  if (sentences.some((it) => inOrder(withoutLinks(it), SENDS_OUT))) found.push('sends-out');
  if (sentences.some((it) => CREDENTIAL_FILE.test(it) && !REFUSES.test(it)))
    found.push('credential-file');
  return found;
}

function isSecretive(sentence: string): boolean {
  return (
    SECRECY.some((it) => it.test(sentence)) ||
    SECRECY_IN_ORDER.some((words) => inOrder(sentence, words))
  );
}

/** A line of a comment goes on in the next one; an empty line and a point of a list do not. */
function sentencesOf(text: string): readonly string[] {
  const paragraphs: string[][] = [[]];
  for (const line of text.split('\n').map((it) => it.trim())) {
    if (line === '' || /^[-*\u2022#\d]/.test(line)) paragraphs.push([]);
    if (line !== '') paragraphs.at(-1)?.push(line.replace(/\s+/g, ' '));
  }
  return paragraphs.flatMap((lines) =>
    lines
      .join(' ')
      .split(/(?<=[.!?])\s/)
      .map((it) => it.slice(0, SENTENCE)),
  );
}

/** Whether something of each kind stands in a sentence, one behind the other and close to it. */
function inOrder(text: string, [first, ...rest]: readonly RegExp[]): boolean {
  if (!first) return true;
  const found = first.exec(text);
  if (!found) return false;
  const behind = text.slice(found.index + found[0].length);
  return isBehind(behind, rest) || inOrder(behind, [first, ...rest]);
}

function isBehind(text: string, [next, ...rest]: readonly RegExp[]): boolean {
  if (!next) return true;
  const found = next.exec(text);
  if (!found || found.index > CLOSE) return false;
  return isBehind(text.slice(found.index + found[0].length), rest);
}

/** What stands in a link, or in an address that is a page's title, is no order. */
function withoutLinks(text: string): string {
  return text
    .split(' ')
    .filter(
      (it) => !it.includes('](') && !(it.includes('://') && /(?:send|upload|post)-/i.test(it)),
    )
    .join(' ');
}

/** Only names that are no word of a language: eight characters or more, with something inside that no word has. */
function namesOther(text: string, own: string, others: ReadonlySet<string>): boolean {
  if (others.size === 0) return false;
  const words = text.match(/[A-Za-z][\w-]{7,127}/g) ?? [];
  return words.some((it) => it !== own && /[_-]|[a-z][A-Z]/.test(it) && others.has(it));
}
