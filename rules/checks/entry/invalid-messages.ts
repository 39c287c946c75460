import type { RuleContext } from '../../engine/rule.ts';

/** What `invalid-server` says; its parts report by these names. */
export const messages = {
  nothing: '"{server}" has neither a command nor a URL, so there is nothing to start or to reach.',
  empty: 'The command is empty, so there is nothing to start.',
  noUrl: 'The URL is empty, so there is nothing to reach.',
  address: 'An address starts with https:// or http://: {host} cannot reach this one.',
  addressScheme: 'No server is reached by this scheme; an address starts with https:// or http://.',
  addressBlanks: 'Blanks around the address: some versions of {host} take them for a part of it.',
  commandLine:
    'A whole command line in "command": it is started as one program name and not found.',
  argsText: '"args" is one text; hosts expect a list with one argument per entry.',
  type: '"{field}" has to be {expected}.',
  typeRefused: '"{field}" has to be {expected}; otherwise {host} refuses the whole file.',
  inside: '"{field}" takes texts only, in quotes: {host} {cost}.',
  transport: '"{value}" is no transport that {host} knows; it knows {known}.',
  noTransport: 'Without "{field}": "{value}", {host} {without}.',
  contradiction: '"{field}" says "{said}", but the entry has only {other}: {host} {cost}.',
  foreign: '"{field}" is the word of {owner}: {host} reads "{right}" and finds nothing here.',
  unread: '{host} reads "{right}", not "{field}", and finds nothing to start or to reach here.',
  programs: '{host} only starts programs: an entry with "{field}" is skipped.',
  nested: '{host} does not look into "{field}": what is in it has to stand in the entry itself.',
  both: 'A command and a URL in one entry: {host} uses only one of them.',
  bothRefused: 'A command and a URL in one entry: {host} {cost}.',
  beside: '"{field}" may not stand beside "{other}": {host} {cost}.',
  missing: 'Without "{field}", {host} leaves this entry out.',
  name: 'A name may only hold {allowed}: {host} {cost}.',
  reserved: '{host} has a server of its own called "{server}" and leaves this one out.',
} as const;

export type Context = RuleContext<typeof messages>;
