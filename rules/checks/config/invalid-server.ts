import { connectionOf } from '../../config/entry.ts';
import { defineRule } from '../../engine/rule.ts';
import { checkAddress } from '../entry/address.ts';
import { messages } from '../entry/invalid-messages.ts';
import { checkKinds } from '../entry/kinds.ts';
import { checkListings } from '../entry/listing.ts';
import { checkRefusals } from '../entry/refusals.ts';
import { checkTarget } from '../entry/target.ts';
import { checkTransport } from '../entry/transport.ts';

export const invalidServer = defineRule({
  meta: {
    id: 'invalid-server',
    subject: 'config',
    items: [],
    severity: 'error',
    tier: 'default',
    fix: 'some',
    since: '0.1.0',
    doneWith: 'server',
    disabledServers: false,
    finds: 'an entry that its host cannot start or reach',
    why: 'The server is missing, or with some hosts every server of the file, and the reason is hard to find.',
    standards: { cwe: [], owaspMcp: [], owaspLlm: [], cosai: [] },
  },
  messages,
  check(context) {
    // A manifest describes a server to be installed; what it starts is put together later.
    if (context.config.host.manifest) return;
    checkListings(context);
    for (const server of context.config.servers) {
      if (!server.read) continue;
      const connection = connectionOf(server, context.config.host);
      checkTarget(context, server, connection);
      checkAddress(context, server);
      checkKinds(context, server);
      checkTransport(context, server, connection);
      checkRefusals(context, server, connection);
    }
  },
});
