/**
 * What the name of a tool says it does. A config shows nothing else of a tool, so this is a guess by words: the first verb
 * decides, and a word that is a noun as often as a verb (`order`, `commit`) counts as a noun in front of what one looks at.
 */

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** Verbs of looking. */
const LOOKS = set(
  'get list read search describe fetch show find check query view count explain lookup retrieve browse inspect analyze ' +
    'analyse summarize summarise diff compare validate verify resolve preview estimate calculate compute detect monitor ' +
    'watch tail peek ls cat grep glob stat whoami ping help discover explore scan lint suggest recommend translate ' +
    'download export extract parse convert render snapshot screenshot capture trace profile audit tree wait poll ' +
    'ask load hover scroll navigate think lookups',
);

/** What one looks at: `order_history`, `deploy_status`. */
const LOOKED_AT = set(
  'status info information history details detail logs log metrics metric state count counts report reports list results ' +
    'result output outputs summary overview schema stats statistics health version versions graph hierarchy docs ' +
    'documentation id ids url urls names name type types size usage cost price prices activity events timeline metadata ' +
    'options quota limits limit templates analytics insights errors messages changes files members items types format ' +
    'book',
);

/** Verbs that change, start, send or spend something, whatever follows. */
const CHANGES = set(
  'write edit create update modify move upload replace append delete remove drop destroy kill purge truncate wipe ' +
    'overwrite push pull merge publish deploy send transfer pay restore uninstall install insert upsert apply reset put ' +
    'grant revoke cancel refund commit rebase clone fork rename copy mkdir chmod chown execute exec run eval evaluate ' +
    'invoke start stop restart terminate shutdown reboot enable disable toggle unlock assign unassign approve reject ' +
    'dismiss submit reply respond invite unarchive trash clear flush sync save store register unregister subscribe ' +
    'unsubscribe trigger dispatch reschedule buy sell swap mint burn withdraw deposit unlink attach detach mount unmount ' +
    'migrate rollback rollout revert stash amend squash unstar unfollow follow unpin click fill press drag tap ' +
    'swipe mutate mutation increment decrement rotate regenerate provision promote spawn inject change alter adjust ' +
    'perform manage control make notify forward post patch scale drain cordon uncordon cleanup checkout upgrade downgrade ' +
    'ban unban block unblock mute kick suspend resume delegate escalate claim sign encrypt decrypt format wire charge ' +
    'pause transition purchase finalize interact redeem seed import archive deactivate activate bulkwrite rm mv cp rmdir touch unset turn str editor',
);

/** Programs that take any order: the name of the program says it all. */
const ANYTHING = set(
  'shell bash zsh powershell pwsh terminal sudo computer cli interpreter repl console_exec kubectl_generic osascript applescript',
);

/** Of these a plural or a noun is as likely, so that they count as verbs at the front, or behind the name of a service, only. */
const NOUNS_TOO = set(
  'post patch commit merge order book record share schedule open request process trade stake mark link label tag star like ' +
    'pin vote react comment call test archive email message deploy release run build start sync import charge transfer ' +
    'scale push checkout change control format sign store block copy move claim stop drop input type select add set turn use ' +
    'close lock bid log drag touch forward wire editor trigger',
);

/** Verbs that need a certain object to change something. */
const WITH_OBJECT: Readonly<Record<string, RegExp>> = {
  open: /^(?:pull|pr|issue|ticket|position|door|cover)$/,
  use: /^(?:aws|gcloud|az|kubectl|cli|computer|browser|shell|bash|docker|terraform|tool|mcp)$/,
  build:
    /^(?:app|project|image|sim|simulator|device|workspace|scheme|solution|run|macos|mac|ios|docker|package|and)$/,
  request: /^(?:review|reviewers?|copilot|payment|refund|access|changes)$/,
  switch: /^(?:branch|on|off)$/,
  input: /^(?:text|keyevent|key|tap|swipe)$/,
  resolve: /^(?:comment|thread|conflict|conflicts|incident|alert|review|ticket|issue)$/,
  process: /^(?:payment|refund|order|transaction)$/,
  lock: /^./,
  type: /^(?:text|into|keys|in)$|^$/,
  select: /^(?:option|options)$/,
  log: /^(?:work|time|hours)$/,
  capture: /^(?:payment|order|charge)$/,
};
/** And those that need one that is not of this kind. */
const WITHOUT_OBJECT: Readonly<Record<string, RegExp>> = {
  add: /^(?:numbers?|two|integers?|floats?|vectors?|matri\w*|and)$|^$/,
  set: /^(?:working|viewport|context|active|current|focus|of)$|^$/,
  pull: /^requests?$/,
  close: /^(?:browser|page|tab|window|session|connection|popup)$|^$/,
  make: /^(?:plan|chart|diagram|sense)$/,
  call: /^(?:graph|hierarchy|tree|stack|chain)$|^$/,
  format: /^(?!disk|drive|volume)/,
  copy: /^(?:link|url)$/,
  post: /^(?:id|by|search|list|get)$/,
};

/**
 * Whether the name of a tool says that it changes, runs, sends or spends something: `execute_sql`, `slack_post_message`,
 * `kubectl_apply`, `insert-many`, `createRefund`. Names of looks are none: `get_deploy_status`, `commit_history`.
 *
 * @param name as the server gives it, in any way of writing
 */
export function isChangingTool(name: string): boolean {
  const words = wordsOf(name);
  const first = words[0] ?? '';
  if (LOOKS.has(first) && !WITH_OBJECT[first]) return isLookAndMore(words);
  for (const [index, word] of words.entries()) {
    if (ANYTHING.has(word)) return true;
    if (isVerbAt(words, index)) return true;
    if (LOOKS.has(word)) return isLookAndMore(words.slice(index));
  }
  return false;
}

/** `find_and_replace`, `get_or_create`, `search_replace`, `check_out`: a look that does not stop at that. */
function isLookAndMore(words: readonly string[]): boolean {
  if (words[0] === 'check' && words[1] === 'out') return true;
  const joint = words.findIndex((word) => word === 'and' || word === 'or' || word === 'then');
  const rest = joint >= 0 ? words.slice(joint + 1) : words.length === 2 ? words.slice(1) : [];
  return rest.some((word) => CHANGES.has(word) && !NOUNS_TOO.has(word));
}

/** Whether the word at that place is a verb that changes something, given what follows. */
function isVerbAt(words: readonly string[], index: number): boolean {
  const word = words[index] ?? '';
  const next = words[index + 1] ?? '';
  if (Object.hasOwn(WITH_OBJECT, word)) return WITH_OBJECT[word]?.test(next) ?? false;
  const isAdding = word === 'add' || word === 'set' || word === 'close' || word === 'call';
  const isNoun = NOUNS_TOO.has(word);
  if (!isAdding && !CHANGES.has(word) && !(isNoun && index === 0)) return false;
  if (next === '' && index > 0 && word === 'add') return true;
  if (Object.hasOwn(WITHOUT_OBJECT, word) && WITHOUT_OBJECT[word]?.test(next)) return false;
  if (word === 'run' && words[index - 1] === 'dry') return false;
  if (!isNoun) return true;
  // `commit_history`, `order_status`, `merge_request_list`, `release_get`.
  return !words.slice(index + 1).some((it) => LOOKED_AT.has(it) || LOOKS.has(it)) || isSaid(word);
}

/** Verbs of this kind that take what one looks at as their object: `post_message`, `add_label`, `set_status`. */
function isSaid(word: string): boolean {
  return /^(?:add|set|post|start|stop|run|call|change|move|copy|drop|push|close|import)$/.test(
    word,
  );
}

/** Camel case, digits and every separator split a name. */
function wordsOf(name: string): readonly string[] {
  return name
    .slice(0, 200)
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}
