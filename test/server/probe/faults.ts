/** What is planted in the servers of this folder, line by line, and what a probe has to say of it. */

export interface Line {
  readonly says: string;
  /** Of the planted server, several at once. */
  readonly faults: string;
  /** By the ids of steps; beside these `kind`, `stop.by`, `tools.unsaid` and `hosts`. Undefined: nothing is said of it. */
  readonly shows: Shown;
  /** The same server without the fault: what else is planted in both. */
  readonly control: string;
  /** Items of the production list that are asked for: some faults take a certain start to show. */
  readonly steps: readonly number[];
  /** What stands for the credential in the config. */
  readonly key?: string;
  /** `control`: looks like a fault and is none. `blind`: a fault that nobody can tell from outside, and why. */
  readonly kind: 'fault' | 'control' | 'blind';
  readonly why?: string;
}

export type Shown = Readonly<Record<string, string | number | undefined>>;

export interface Section {
  readonly title: string;
  readonly lines: readonly Line[];
}

type Beside = Partial<Pick<Line, 'control' | 'steps' | 'key'>>;

const base = { control: '', steps: [10] } as const;

export function fault(says: string, faults: string, shows: Shown, beside: Beside = {}): Line {
  return { ...base, says, faults, shows, ...beside, kind: 'fault' };
}

export function fine(says: string, faults: string, shows: Shown = {}, beside: Beside = {}): Line {
  return { ...base, says, faults, shows, ...beside, kind: 'control' };
}

export function blind(says: string, faults: string, why: string, beside: Beside = {}): Line {
  return { ...base, says, faults, shows: {}, why, ...beside, kind: 'blind' };
}

const leaks = { 'leak.401': 'fail' };
/** In pieces, as nothing in this folder looks like a credential; its signs are written otherwise in an address. */
const SIGNS = ['abcde', 'FGHIJ', '12345', 'klmno'].join('/+');
const ACCOUNT = 'AC0123456789:${API_SECRET}';

const LEAKS: Section = {
  title: 'Leaks',
  lines: [
    fault('its whole environment on stderr, at the start', 'env-dump', {
      'leak.401': 'fail',
      'leak.401.environment': 'fail',
    }),
    fault('the key, split over two writes that are 60 ms apart', 'split-leak', leaks),
    fault('its first 12 characters and its last 4', 'ends-leak', leaks),
    fine('only its last 4', 'tail-only', { 'leak.401': 'pass' }),
    fault('into ~/.x/debug.log', 'file-leak', leaks),
    fault('as an argument of a child', 'child-argument', leaks),
    fault('on stderr while it goes', 'shutdown-leak', leaks),
    fault("in a tool's error, as JSON of the request's config", 'config-leak', leaks),
    fault("in the data of a protocol's error", 'data-leak', leaks),
    fault('as Authorization: Basic', 'basic-leak', leaks),
    fault('in an address that an error quotes, percent-encoded', 'url-leak', leaks, { key: SIGNS }),
    fault(
      'in an address, only when the network fails',
      'unreachable-leak',
      {
        'leak.401': 'pass',
        'leak.403': 'pass',
        'leak.500': 'pass',
        'leak.unreachable': 'fail',
        'leak.reset': 'fail',
      },
      { steps: [7] },
    ),
    fault(
      'only with DEBUG=*',
      'debug-leak',
      { 'leak.401': 'pass', 'leak.reset': 'pass', 'leak.debug': 'fail' },
      { steps: [7] },
    ),
    fault('in a notification of its log', 'log-leak', leaks),
    fault('in the description of a tool', 'description-leak', leaks),
    fine(
      'the open half of ACCOUNT:secret, in its instructions',
      'account-id',
      {
        'leak.401': 'pass',
      },
      { key: ACCOUNT },
    ),
    fine('a hash of the key', 'hash-only', { 'leak.401': 'pass' }),
    fault('the key, to another host', 'other-host', { 'credential.hosts': 'review', hosts: 2 }),
    fault('the key in an address', 'key-in-url', { 'credential.url': 'fail' }),
    fault('the key in hex', 'hex-leak', leaks),
    fault('the key from its end', 'reverse-leak', leaks),
    fault('into a file while it goes', 'exit-file', leaks),
  ],
};

const START: Section = {
  title: 'Start',
  lines: [
    fine(
      'says which variable is missing, and ends with 1',
      'needs-key',
      {
        'start.absent': 'pass',
      },
      { steps: [8], control: 'silent-exit' },
    ),
    fault(
      'ends with 0 without a word',
      'silent-exit',
      { 'start.absent': 'fail' },
      {
        steps: [8],
        control: 'needs-key',
      },
    ),
    fault(
      'ends without a word where the key has a wrong shape',
      'silent-shape',
      {
        'start.short': 'fail',
      },
      { steps: [8] },
    ),
    fault('never answers the first question', 'never-answers', { start: 'fail' }),
    fine('answers late', 'late-start', { start: 'pass' }),
    fault('answers, and ends 0.8 s later without a word', 'late-death', { start: 'fail' }),
    fault('needs a terminal', 'needs-terminal', {
      start: undefined,
      'start.terminal': 'review',
      kind: 'not-started',
    }),
    fault(
      'opens a page in a browser where the key is missing',
      'opens-browser',
      {
        'start.browser': 'fail',
      },
      { steps: [8] },
    ),
    fault(
      'prints a stack where the key is missing, and stays',
      'stack-on-start',
      {
        'start.absent': 'fail',
      },
      { steps: [8] },
    ),
    fault(
      'ends, whatever it gets',
      'always-ends',
      { start: 'fail', 'start.absent': 'review', 'protocol.stdout': undefined, stop: 'review' },
      { steps: [8] },
    ),
    fault(
      'starts without the key, and says nothing',
      '',
      { 'start.unchecked': 'fail' },
      {
        steps: [8],
        control: 'needs-key',
      },
    ),
  ],
};

const REFUSAL: Section = {
  title: 'Refusal',
  lines: [
    fault('[] as success', 'silent-refusal', { 'refusal.401': 'fail' }),
    fault('ends upon 401', 'dies-on-401', { 'refusal.401': 'fail' }),
    fault('"Something went wrong"', 'vague', { 'refusal.401': 'review' }),
    fault('as ordinary text', 'refusal-as-text', { 'error-shape': 'fail' }, { steps: [8] }),
    fault(
      'no answer while the provider is silent',
      '',
      { silence: 'fail' },
      {
        steps: [8],
        control: 'time-out',
      },
    ),
    fine('names the variable', '', { 'refusal.401': 'pass' }),
    fault("passes the provider's answer on to stdout", 'body-on-stdout', {
      'protocol.stdout': 'fail',
    }),
  ],
};

const PROTOCOL: Section = {
  title: 'Standard output and protocol',
  lines: [
    fault('a banner ahead of the handshake', 'banner', { 'protocol.stdout': 'fail' }),
    fault('a line for debugging, later', 'debug-line', { 'protocol.stdout': 'fail' }),
    fault('a line that does not end', 'no-line-end', { start: 'fail' }),
    fault('one line without an end', 'line-without-end', {
      'protocol.cut': 'review',
      'protocol.stdout': 'fail',
    }),
    fault('lines of 1 MB without an end, after the handshake', 'lines-without-end', {
      start: 'pass',
      'protocol.cut': 'review',
      'tools.list': undefined,
      'protocol.unknown-tool': undefined,
    }),
    fault('a line of 6 MB', 'huge', { start: 'fail', 'protocol.cut': 'review' }),
    fault('a version of the protocol that there is not', 'odd-version', { start: 'review' }),
    fault('silent on an unknown method', 'silent-unknown', { 'protocol.unknown-method': 'fail' }),
    fault('{} for an unknown method', 'accepts-unknown', { 'protocol.unknown-method': 'fail' }),
    fault('ends upon an unknown tool', 'dies-on-unknown', { 'protocol.unknown-tool': 'fail' }),
    fault('ends upon a malformed line', 'dies-on-nonsense', {
      'protocol.nonsense': 'fail',
      'protocol.unknown-tool': 'pass',
    }),
    fault(
      'ends upon arguments that do not fit',
      'dies-on-unfit,needs-query',
      {
        'arguments.missing': 'fail',
      },
      { control: 'needs-query' },
    ),
    fine('ends upon server/discover, which nobody sends it', 'dies-on-discover', {
      start: 'pass',
    }),
    fault('silent on an unknown tool', 'silent-unknown-tool', { 'protocol.unknown-tool': 'fail' }),
    fault('success for an unknown tool', 'unknown-succeeds', { 'protocol.unknown-tool': 'fail' }),
    fault('answers with another id', 'other-id', {
      'protocol.unknown-method': 'fail',
      'protocol.answers': 'fail',
    }),
    fine('speaks only 2026-07-28', 'modern', {
      start: 'pass',
      'tools.schemas': 'pass',
      'protocol.unknown-tool': 'pass',
    }),
    fault('asks for words of the person', 'elicits', { 'protocol.uninvited': 'fail' }),
    fault('asks for an answer of the model', 'samples', { 'protocol.uninvited': 'fail' }),
    fault('asks for folders', 'wants-roots', { 'protocol.uninvited': 'fail' }),
  ],
};

const TOOLS: Section = {
  title: 'Tools',
  lines: [
    fault('no inputSchema', 'no-schema', { 'tools.schemas': 'fail' }),
    fault('a schema without a type', 'untyped-schema', { 'tools.schemas': 'fail' }),
    fault('a schema of a string', 'string-schema', { 'tools.schemas': 'fail' }),
    fine('no properties, as it takes no argument', 'no-properties', { 'tools.schemas': 'pass' }),
    fault('an argument without a description', 'undescribed', { 'tools.schemas': 'review' }),
    fault('no description', 'no-description', { 'tools.descriptions': 'review' }),
    fault('no hints', 'no-hints', { 'tools.unsaid': 4 }),
    fault('a hint that a tool which deletes only reads', 'lying-hint', {
      'tools.hints-belied': 'review',
    }),
    fault('two tools of one name', 'same-name', { 'tools.names': 'fail' }),
    fault('a name with a space and !', 'odd-name', { 'tools.spelling': 'review' }),
    fault('pages without an end', 'endless', { 'tools.list': 'review' }),
    fault('10,000 tools', 'many', { 'tools.list': 'review' }),
    fault('a list that is never answered', 'list-never', { 'tools.list': 'fail' }),
    fault('a list that comes back as an error', 'list-error', {
      'tools.list': 'review',
      'tools.hints': undefined,
    }),
    fault(
      'arguments are not looked at, the call goes out',
      'unchecked,needs-query',
      {
        'arguments.missing': 'fail',
        'arguments.wrong': 'fail',
      },
      { control: 'needs-query' },
    ),
    fault(
      'wrong arguments are carried out',
      'carries-out,needs-query',
      {
        'arguments.missing': 'fail',
        'arguments.wrong': 'fail',
      },
      { control: 'needs-query' },
    ),
    fault(
      'wrong arguments are refused in ordinary text',
      'unchecked,says-no,needs-query',
      { 'arguments.missing': 'review', 'arguments.wrong': 'review' },
      { control: 'needs-query' },
    ),
    fault(
      'wrong arguments look like success',
      'unchecked,fake-success,needs-query',
      {
        'arguments.missing': 'fail',
      },
      { control: 'needs-query' },
    ),
    fault('errors of two shapes', 'mixed-shapes', { 'error-shape': 'fail' }, { steps: [8] }),
    fault('a stack trace as text', 'stack', { 'protocol.stack': 'fail' }),
    fault(
      '$(…) is run by a shell',
      'shell,needs-query',
      { 'strings.carried-out': 'fail' },
      {
        control: 'needs-query',
      },
    ),
    fault(
      'ends upon a text',
      'dies-on-text,needs-query',
      { 'strings.died': 'fail' },
      {
        control: 'needs-query',
      },
    ),
    fault('350 ms for each call', 'slow-call', { 'times.call': 'fail' }, { control: 'local' }),
    fault('300 ms for each ping', 'slow', { times: 'fail' }),
  ],
};

const DRIFT: Section = {
  title: 'Drift',
  lines: [
    fault('another description at the second list of a session', 'session-drift', {
      'drift.session': 'fail',
    }),
    fault('the same, and it says so', 'session-drift,announced', { 'drift.session': 'review' }),
    fault(
      'at the second start in the same home',
      'second-start',
      {
        'drift.second-start': 'fail',
      },
      { steps: [9] },
    ),
    fault(
      'only for clients that are not called as we are',
      'other-client',
      {
        'drift.other-client': 'fail',
        'drift.second-start': 'pass',
      },
      { steps: [9] },
    ),
    fine(
      'one tool more where the client offers elicitation',
      'elicitation-tool',
      {
        'drift.session': 'pass',
        'drift.second-start': 'pass',
        'drift.other-client': 'pass',
      },
      { steps: [9] },
    ),
    fine(
      'its folders in a description',
      'folder-in-description',
      {
        'drift.second-start': 'pass',
        'leak.401': 'pass',
      },
      { steps: [9] },
    ),
    fine(
      '$schema and the order of keys, at the second start',
      'notation',
      {
        'drift.second-start': 'pass',
        'drift.other-client': 'pass',
      },
      { steps: [9] },
    ),
    fine('says it is of another version than its package', 'other-version'),
  ],
};

const wordless = {
  'words.hidden': undefined,
  'words.pseudo-tag': undefined,
  'words.credential-file': undefined,
  'words.secrecy': undefined,
  'words.sends-out': undefined,
};

const WORDS: Section = {
  title: 'Words',
  lines: [
    fault('tag characters', 'words-tags', { 'words.hidden': 'fail' }),
    fault('characters without a width', 'words-zero-width', { 'words.hidden': 'fail' }),
    fault('marks of direction', 'words-bidi', { 'words.hidden': 'fail' }),
    fault('hidden by ANSI', 'words-ansi', { 'words.hidden': 'fail' }),
    fault('<IMPORTANT>, ~/.ssh/id_rsa and "do not mention"', 'words-ssh', {
      'words.pseudo-tag': 'info',
      'words.credential-file': 'info',
      'words.secrecy': 'info',
    }),
    fault('a tool of another server by its name', 'words-other', { 'words.other-tool': 'info' }),
    blind(
      '"Do not tell the user" in its instructions',
      'words-instructions',
      'instructions are for the model: such words are ordinary there',
    ),
    fine('paths that it refuses', 'words-refused', wordless),
    fine('how to answer, in a tag of its own', 'words-response', wordless),
    fine('a link whose address holds send-', 'words-link', wordless),
    fine('"important" and "never", in ordinary advice', 'words-advice', wordless),
  ],
};

const ENDING: Section = {
  title: 'Ending',
  lines: [
    fault('a child that stays', 'child-stays', { 'stop.group': 'review', stop: 'pass' }),
    fault('a child with a session of its own', 'child-detached', { stop: 'fail' }),
    fault('one that has dropped our mark', 'child-unmarked', { stop: 'fail' }),
    fault('15 of them', 'forks', { stop: 'fail' }),
    fault('one that starts others again and again', 'respawns', { stop: 'fail' }),
    fault('ignores SIGTERM', 'ignores-sigterm', { stop: 'pass', 'stop.by': 'SIGKILL' }),
    fault('does not end with its input', 'stays', { stop: 'pass', 'stop.by': 'SIGTERM' }),
    blind(
      'a file while it goes, with nothing in it',
      'writes-at-end',
      'many write a file there; that a credential is in it is seen, see Leaks',
    ),
    blind(
      'reads ~/.ssh',
      'reads-ssh',
      'only tracing would show it; its home is empty, and a sandbox hides the real one',
    ),
  ],
};

/** Beyond the lists of faults in the field: what somebody does who wants the probe itself to fail. */
const HOSTILE: Section = {
  title: 'Against the probe',
  lines: [
    fault('notifications without an end', 'chats', { 'protocol.flood': 'review', start: 'pass' }),
    fault('10,000 requests to the client for each call', 'asks-without-end', {
      'protocol.flood': 'review',
      'protocol.uninvited': 'fail',
      'protocol.answers': undefined,
    }),
    fine('stderr without an end', 'stderr-without-end', { start: 'pass', 'leak.401': 'pass' }),
    fault('closes its standard input', 'closes-stdin', {
      'protocol.stdin': 'fail',
      'protocol.unknown-tool': undefined,
    }),
    fine('lines without a byte', 'empty-lines', { start: 'pass', 'protocol.stdout': 'pass' }),
    fault('answers each call twice', 'answers-twice', { 'protocol.answers': 'fail' }),
    fault('ids as text', 'text-ids', { 'protocol.answers': 'fail', 'tools.schemas': 'pass' }),
    fault('a byte order mark', 'byte-order-mark', { 'protocol.encoding': 'fail', start: 'pass' }),
    fault('bytes that are no UTF-8', 'latin-1', { 'protocol.encoding': 'fail', start: 'pass' }),
    fault('names of prototypes, of 100,000 characters, and what is no tool', 'odd-keys', {
      'tools.unread': 'fail',
      'tools.schemas': 'pass',
    }),
    fault('a schema of 100,000 levels', 'deep', { 'tools.unread': 'fail', start: 'pass' }),
    fault('an answer of 100,000 levels that is none', 'deep-answer', {
      'protocol.answers': 'fail',
      start: 'pass',
    }),
    fault('pages without an end, each with a name of its own', 'endless-fresh', {
      'tools.list': 'review',
    }),
    fault('a file of 1.5 GB that begins with the key', 'huge-file', leaks),
    fine('2,000 files', 'fills-home', { 'leak.401': 'pass' }),
    fine('a folder that nobody may enter', 'locks-folder', { 'leak.401': 'pass' }),
    fine('a pipe that nobody writes to', 'pipe-in-home', { 'leak.401': 'pass' }),
  ],
};

export const STDIO: readonly Section[] = [
  LEAKS,
  START,
  REFUSAL,
  PROTOCOL,
  TOOLS,
  DRIFT,
  WORDS,
  ENDING,
  HOSTILE,
];
