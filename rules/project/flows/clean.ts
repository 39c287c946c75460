import { ALL, type Kinds, kind, NONE } from './taint.ts';

/** What a function gives back of a tainted value: nothing of it, or the value with less that it can do harm in. */
export type Passes = 'nothing' | { readonly cleared: Kinds };

const CASTS =
  /^(?:Number|parseInt|parseFloat|BigInt|Boolean|int|float|bool|len|abs|round|hash|ord|Atoi|ParseInt|ParseFloat|ParseBool|UUID|Date|isNaN|isinstance|indexOf|search|charCodeAt|count|find|index|startsWith|endsWith|startswith|endswith|includes|has|HasPrefix|HasSuffix|Contains|test|match|exec|every|some|localeCompare)$/;
const KEEPS =
  /^(?:trim|trimStart|trimEnd|strip|lstrip|rstrip|lower|upper|toLowerCase|toUpperCase|toString|String|str|repr|slice|substring|substr|padStart|padEnd|normalize|concat|join|resolve|replaceAll|replace|split|splitlines|shift|pop|at|from|format|Sprintf|Sprint|TrimSpace|ToLower|ToUpper|TrimPrefix|TrimSuffix|TrimLeft|TrimRight|Replace|ReplaceAll|Split|Fields|Join|Clean|Abs|expanduser|abspath|normpath|realpath|expandvars|encode|decode|as_posix|removeprefix|removesuffix|stringify|dumps|Path|PurePath|URL|dedent|text|flat|map|filter|list|tuple|sorted|copy|get|string|cast|Buffer|parse|loads|EvalSymlinks|fspath|unique|values|Array|expand|homedir|toAbsolute|untildify|expandHome|expandHomePath|expand_user|joinpath|with_suffix|absolute|Append|append|fileURLToPath|pathToFileURL|Parse|assign)$/;
const WORDS =
  /valid|allow|safe|within|contain|quot|escap|ident|mask|redact|hash|sanit|placeholder|encode|whitelist|permit|restrict|assert|ensure|verif|enforce|reject|guard|secur|authoriz|confine|jail|sandbox|protect|check/i;

/**
 * What a call does to what it is given, by its last name.
 *
 * @param known whether its code was followed, so that its name is only a hint
 */
export function passes(name: string): Passes | undefined {
  if (/^(?:basename|secure_filename|safe_join|Base|IsLocal|getFilename)$/.test(name))
    return { cleared: kind('path') };
  if (/^(?:encodeURIComponent|quote_plus|PathEscape|QueryEscape|urlencode|encodeURI)$/.test(name))
    return { cleared: kind('url', 'path', 'html') };
  if (name === 'quote') return { cleared: kind('url', 'shell', 'path', 'sql') };
  // An absolute path begins with no dash.
  if (/^(?:resolve|abspath|realpath|absolute|Abs|EvalSymlinks)$/.test(name))
    return { cleared: kind('option') };
  if (CASTS.test(name)) return 'nothing';
  if (KEEPS.test(name)) return { cleared: NONE };
  if (isNamedCheck(name)) return { cleared: ALL };
  return undefined;
}

/** Whether a function says by its name that it looks a value over, or makes it harmless. */
export function isNamedCheck(name: string): boolean {
  return (
    WORDS.test(name) &&
    !/^(?:encode|ensureDir|ensure_dir|ensureDirSync|ensure_directory)$/.test(name)
  );
}
