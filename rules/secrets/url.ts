import { MASK, part, type View } from './view.ts';

/** The pieces of a URL in which a credential can stand. Offsets are those of the view it was found in. */
export interface UrlParts {
  readonly start: number;
  readonly end: number;
  readonly scheme: string;
  readonly host: string;
  readonly user: View | undefined;
  readonly password: View | undefined;
  /** With its leading slash. */
  readonly path: View;
  readonly parameters: readonly { readonly name: string; readonly value: View }[];
}

/** RFC 3986 §3.1. Looked for backwards from `://`, and never further than this. */
const LONGEST_SCHEME = 32;

/**
 * Takes every URL in a text apart. Follows RFC 3986 but for one thing: in addresses of databases and brokers the
 * user part ends at the last `@`, because people do not escape their passwords.
 */
export function urlsIn(view: View): readonly UrlParts[] {
  const { text } = view;
  const found: UrlParts[] = [];
  let from = 0;
  for (let colon = text.indexOf('://'); colon >= 0; colon = text.indexOf('://', from)) {
    from = colon + 3;
    let start = colon;
    while (start > 0 && colon - start < LONGEST_SCHEME && isSchemeCode(text.charCodeAt(start - 1)))
      start--;
    if (start === colon) continue;
    const end = endOfUrl(text, from);
    found.push(takeApart(view, start, colon, end));
    from = Math.max(from, end);
  }
  return found;
}

function takeApart(view: View, start: number, colon: number, end: number): UrlParts {
  const { text } = view;
  const scheme = text.slice(start, colon).toLowerCase();
  const from = colon + 3;
  const isWeb = /^(?:https?|wss?|git\+https?|sse)$/.test(scheme);
  let authorityEnd = indexOfAny(text, '/?#', from, end);
  if (!isWeb) {
    const query = indexOfAny(text, '?', from, end);
    const at = text.lastIndexOf('@', query - 1);
    if (at > authorityEnd) authorityEnd = indexOfAny(text, '/?#', at, end);
  }
  const at = text.lastIndexOf('@', authorityEnd - 1);
  const hasUser = at >= from;
  let separator = hasUser ? text.indexOf(':', from) : -1;
  if (separator > at) separator = -1;
  const hostStart = hasUser ? at + 1 : from;
  const fragment = indexOfAny(text, '#', authorityEnd, end);
  const query = indexOfAny(text, '?', authorityEnd, fragment);
  return {
    start,
    end,
    scheme,
    host: text.slice(hostStart, authorityEnd).toLowerCase(),
    user: hasUser ? part(view, from, separator < 0 ? at : separator) : undefined,
    password: separator < 0 ? undefined : part(view, separator + 1, at),
    path: part(view, authorityEnd, query),
    parameters: [
      ...parametersIn(view, query + 1, fragment),
      ...parametersIn(view, fragment + 1, end),
    ],
  };
}

function* parametersIn(
  view: View,
  from: number,
  end: number,
): Generator<{ name: string; value: View }> {
  let start = from;
  while (start < end) {
    const stop = indexOfAny(view.text, '&;', start, end);
    const equals = view.text.indexOf('=', start);
    if (equals > start && equals < stop) {
      yield { name: view.text.slice(start, equals), value: part(view, equals + 1, stop) };
    }
    start = stop + 1;
  }
}

/** Blanks, quotes and angle brackets end a URL in running text. */
function endOfUrl(text: string, from: number): number {
  let position = from;
  while (position < text.length) {
    const code = text.charCodeAt(position);
    if (code === 32 || (code >= 9 && code <= 13) || code === 34 || code === 39 || code === 96)
      break;
    position++;
  }
  return position;
}

function indexOfAny(text: string, characters: string, from: number, end: number): number {
  let position = from;
  while (position < end && !characters.includes(text[position] as string)) position++;
  return position;
}

function isSchemeCode(code: number): boolean {
  const letter = code | 0x20;
  return (
    (letter >= 97 && letter <= 122) ||
    (code >= 48 && code <= 57) ||
    code === 43 ||
    code === 45 ||
    code === 46
  );
}

/** This machine, or a name that only a container network resolves. */
export function isLocalHost(host: string): boolean {
  const name = host.replace(/:\d*$/, '').replace(/^\[|\]$/g, '');
  return (
    name === '' ||
    name === '::1' ||
    /^127\.|^0\.0\.0\.0$|^localhost$|\.localhost$|^host\.docker\.internal$|\.local$/.test(name) ||
    !(name.includes('.') || name.includes(':') || name.includes(MASK))
  );
}

interface SecretPath {
  readonly host: RegExp;
  /** Group 1 is the credential. */
  readonly path: RegExp;
  readonly label: string;
}

/**
 * Services whose address is the credential, or carries it as a path segment. Sources: their pages on incoming
 * webhooks and endpoints, and the gitleaks rules named in the catalog.
 */
export const SECRET_PATHS: readonly SecretPath[] = [
  // https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
  {
    host: /^hooks\.slack(?:-gov)?\.com$/,
    path: /^\/(?:services|workflows|triggers)\/([A-Za-z0-9+/]{30,120})$/,
    label: 'Slack webhook',
  },
  // https://docs.discord.com/developers/resources/webhook
  {
    host: /^(?:(?:canary|ptb)\.)?discord(?:app)?\.com$/,
    path: /^\/api\/(?:v\d+\/)?webhooks\/\d{15,22}\/([A-Za-z0-9_-]{50,90})/,
    label: 'Discord webhook',
  },
  // https://core.telegram.org/bots/api#making-requests
  {
    host: /^api\.telegram\.org$/,
    path: /^\/(?:file\/)?bot(\d{6,12}:[A-Za-z0-9_-]{30,45})/,
    label: 'Telegram bot token',
  },
  // https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook
  {
    host: /\.webhook\.office\.com$|^outlook\.office\.com$/,
    path: /^\/webhook(?:b2)?\/([A-Za-z0-9@/-]{60,250})$/,
    label: 'Teams webhook',
  },
  // https://docs.zapier.com/mcp (the server address carries the key)
  {
    host: /^(?:mcp|actions)\.zapier\.com$/,
    path: /\/s\/([A-Za-z0-9+=_-]{20,200})/,
    label: 'Zapier MCP server key',
  },
  {
    host: /^hooks\.zapier\.com$/,
    path: /^\/hooks\/(?:catch|standard)\/(\d+\/[A-Za-z0-9]{5,20})/,
    label: 'Zapier webhook',
  },
  // https://help.make.com/webhooks
  {
    host: /^hook\.(?:[a-z0-9]+\.)?make\.com$/,
    path: /^\/([a-z0-9]{30,40})$/,
    label: 'Make webhook',
  },
  // https://www.tines.com/docs/actions/types/webhook (path and secret)
  {
    host: /\.tines\.(?:com|io)$/,
    path: /^\/webhook\/([0-9a-f]{32}\/[0-9a-f]{32})/,
    label: 'Tines webhook',
  },
  // https://developers.mattermost.com/integrate/webhooks/incoming, https://docs.rocket.chat/docs/integrations
  { host: /./, path: /^(?:\/[\w-]{1,40})?\/hooks\/([a-z0-9]{26})$/, label: 'Mattermost webhook' },
  {
    host: /./,
    path: /^\/hooks\/([A-Za-z0-9]{15,24}\/[A-Za-z0-9]{32,64})$/,
    label: 'Rocket.Chat webhook',
  },
  // https://developer.pagerduty.com/docs/events-api-v1-overview
  {
    host: /^events\.(?:eu\.)?pagerduty\.com$/,
    path: /^\/integration\/([0-9a-f]{32})\/enqueue/,
    label: 'PagerDuty integration key',
  },
  // https://ifttt.com/maker_webhooks
  {
    host: /^maker\.ifttt\.com$/,
    path: /\/with\/key\/([A-Za-z0-9_-]{20,60})/,
    label: 'IFTTT webhook key',
  },
  // https://www.alchemy.com/docs, https://docs.metamask.io/services, https://www.quicknode.com/docs, https://www.ankr.com/docs
  {
    host: /\.alchemy\.com$|\.alchemyapi\.io$/,
    path: /^\/(?:v2|nft\/v\d|data\/v\d)\/([A-Za-z0-9_-]{20,64})/,
    label: 'Alchemy API key',
  },
  { host: /\.infura\.io$/, path: /^\/(?:ws\/)?v3\/([0-9a-f]{32})/, label: 'Infura API key' },
  { host: /\.quiknode\.pro$/, path: /^\/([0-9a-f]{30,64})/, label: 'QuickNode endpoint token' },
  { host: /^rpc\.ankr\.com$/, path: /^\/[a-z_]+\/([0-9a-f]{64})/, label: 'Ankr API key' },
  // https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot
  {
    host: /^open\.(?:feishu\.cn|larksuite\.com)$/,
    path: /^\/open-apis\/bot\/v2\/hook\/([0-9a-f-]{30,40})/,
    label: 'Feishu webhook',
  },
];

/** Words in front of a path segment that is a credential: `/token/…`, `/apikey/…`. */
export const PATH_WORD =
  /^(?:token|tokens|key|apikey|api-key|api_key|secret|auth|access-token|access_token|k|t|bot|webhook|webhooks|webhook-test|hook|hooks)$/i;
