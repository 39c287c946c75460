import type { RuleContext } from '../../engine/rule.ts';

/** What `invalid-server` says; its parts report by these names. */
export const messages = {
  nothing: '"{server}" has neither a command nor a URL: nothing to start or reach.',
  empty: 'The command is empty: nothing to start.',
  noUrl: 'The URL is empty: nothing to reach.',
  address: 'An address starts with https:// or http://: {host} cannot reach this one.',
  addressScheme: 'No server is reached by this scheme; an address starts with https:// or http://.',
  addressBlanks: 'Blanks around the address: some versions of {host} keep them.',
  commandLine: 'A whole command line in "command": it is looked up as one program name.',
  argsText: '"args" is one text; hosts expect a list with one argument per entry.',
  type: '"{field}" has to be {expected}.',
  typeRefused: '"{field}" has to be {expected}, or {host} refuses the whole file.',
  inside: '"{field}" takes texts only, in quotes: {host} {cost}.',
  transport: '{host} has no transport "{value}", only {known}.',
  noTransport: 'Without "{field}": "{value}", {host} {without}.',
  contradiction: '"{field}" says "{said}", but there is only {other}: {host} {cost}.',
  foreign: '"{field}" belongs to {owner}: {host} reads "{right}" and finds nothing.',
  unread: '{host} reads "{right}", not "{field}", and finds nothing to start or reach.',
  programs: '{host} only starts programs: an entry with "{field}" is skipped.',
  nested: '{host} ignores what is inside "{field}": move it up into the entry.',
  both: 'A command and a URL in one entry: {host} uses only one of them.',
  bothRefused: 'A command and a URL in one entry: {host} {cost}.',
  beside: '"{field}" may not stand beside "{other}": {host} {cost}.',
  missing: 'Without "{field}", {host} leaves this entry out.',
  name: 'Names hold only {allowed}: {host} {cost}.',
  nameReader: '{host} reads this too, and {cost}: only {allowed}.',
  transportReader: '{host} reads this file too, and knows no "{value}". It knows {known}.',
  listed: '{host} wants an object under "{right}", with the name of each server: not a list.',
  mapped: '{host} wants a list under "{right}", in which each server has a "name".',
  entry: '"{server}" is no object: {host} finds no server in it.',
  reserved: '{host} has a server of its own called "{server}" and leaves this one out.',
} as const;

export type Context = RuleContext<typeof messages>;
