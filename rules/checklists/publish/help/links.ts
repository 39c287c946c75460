import type { Help, Helper } from './help.ts';

function link(id: string, title: string, address: string, ...next: readonly string[]): Helper {
  return (): Help => ({ id, title, kind: 'link', edits: [], link: address, next });
}

function note(id: string, title: string, ...next: readonly string[]): Helper {
  return (): Help => ({ id, title, kind: 'note', edits: [], next });
}

const SPEC = 'https://modelcontextprotocol.io/specification/2025-11-25';

/** What is only to be read, by item. Addresses as of November 2026. */
export const links: Readonly<Record<number, readonly Helper[]>> = {
  3: [link('authorization', 'Read how MCP authorizes', `${SPEC}/basic/authorization`)],
  4: [link('annotations', 'Read what hints of tools mean', `${SPEC}/server/tools#annotations`)],
  5: [link('input-schema', 'Read what a schema of a tool is', `${SPEC}/server/tools`)],
  7: [
    link(
      'apps-csp',
      'Read which domains a page of MCP Apps may use',
      'https://modelcontextprotocol.io/extensions/apps/overview',
    ),
  ],
  9: [
    note(
      'key-store',
      'Keep secrets in a key store',
      'Mark every secret in server.json ("isSecret") and in a bundle ("sensitive"): hosts then keep it.',
      'Tokens that the server gets itself: @napi-rs/keyring (Node), keyring (Python), zalando/go-keyring (Go). keytar is not maintained.',
      'Never as an argument of a command: every program of the machine sees it there.',
    ),
  ],
  11: [
    link(
      'transport-security',
      'Read how a server listens',
      `${SPEC}/basic/transports#security-warning`,
      'Locally: listen on 127.0.0.1, and check the Host and Origin headers (createMcpExpressApp() of the SDK does).',
      'For others: https in front of it. TLS 1.2 is still allowed by most platforms; below that nothing is.',
    ),
  ],
  16: [
    link(
      'error-tracking',
      'Read how errors are tracked without secrets',
      'https://docs.sentry.io/platforms/javascript/guides/node/data-management/sensitive-data/',
      'Start it in front of everything else, and take headers, arguments and answers out in beforeSend.',
    ),
  ],
  23: [
    note(
      'batch',
      'Ask once for all rows',
      'WHERE id = ANY($1) with a list (PostgreSQL), or IN (?, ?, …), in place of one query for each row.',
    ),
  ],
  24: [
    note(
      'measure',
      'Measure it',
      '"mcp-checklist probe" starts the server and calls what only reads; its times are those of your machine.',
      '200 ms is not to be had from a tool that waits for another service: write down what you aim at.',
    ),
  ],
  44: [
    link(
      'confused-deputy',
      'Read about the confused deputy',
      `${SPEC}/basic/security_best_practices#confused-deputy-problem`,
    ),
  ],
  45: [
    link(
      'saq-a',
      'Read who may handle cards',
      'https://www.pcisecuritystandards.org/document_library/',
      'Hand out a link of the processor (a checkout page); no number of a card goes through a tool.',
    ),
  ],
  46: [
    note(
      'processor',
      'Let a processor take payments',
      'Checkout pages of Stripe, Adyen, Mollie or PayPal: the card is entered there.',
    ),
  ],
  47: [
    note(
      'payment-tls',
      'Leave the address of the processor as it is',
      'Its SDK speaks https; set no address of your own and no agent without checks.',
    ),
  ],
  51: [
    note(
      'growth',
      'Count users without naming them',
      'Count clients of tokens, or a random id for each installation that the user may switch off.',
    ),
  ],
  52: [
    note(
      'revenue',
      'Look at what it earns',
      'The dashboard of the processor says it; no code is needed.',
    ),
  ],
  61: [
    note(
      'first-week',
      'Look at it after a week',
      'Errors, times of answers, what people wrote, bugs that stop somebody. Then attest it with the date.',
    ),
  ],
  62: [
    note(
      'first-month',
      'Look at it after a month',
      'What is used, what is slow, what people ask for, what the documents lack. Then attest it with the date.',
    ),
  ],
  63: [
    note(
      'first-quarter',
      'Look at it after three months',
      'Load, dependencies and advisories, what comes next. Then attest it with the date.',
    ),
  ],
};
