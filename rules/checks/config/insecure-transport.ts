import type { Place, Server } from '../../config/config.ts';
import { serverWords, spotOf } from '../../config/server-words.ts';
import { isPublicName, isThisMachine, type PlainUrl, plainUrlsIn } from '../../config/urls.ts';
import { replaceInText } from '../../document/edit.ts';
import { defineRule, type RuleContext } from '../../engine/rule.ts';
import type { FixDraft } from '../../findings/finding.ts';
import { removeWordsFix } from '../../fixes/remove.ts';
import { safe, sentence } from '../../secrets/safe.ts';

/** mcp-remote's flag: without it, it refuses plain http to other machines (geelen/mcp-remote README). */
const ALLOW_HTTP = '--allow-http';

const messages = {
  remote: '{scheme}:// sends everything to {host} unencrypted, credentials included.',
  setting: '{scheme}:// to {host} in {name}: what the server sends there is unencrypted.',
  dynamic: '{scheme}:// to an address known only at start: unencrypted unless it is this machine.',
  allowHttp: '{flag} lets the proxy talk to other machines unencrypted.',
} as const;

export const insecureTransport = defineRule({
  meta: {
    id: 'insecure-transport',
    subject: 'config',
    items: ['production/5'],
    severity: 'error',
    tier: 'default',
    fix: 'some',
    since: '0.1.0',
    disabledServers: false,
    finds: '`http://` and `ws://` to another machine, and proxies that are told to allow it',
    why: 'Everyone on the way can read the traffic, take the credentials in it and change what the model reads.',
    standards: { cwe: [319], owaspMcp: ['MCP07'], owaspLlm: ['LLM02'], cosai: ['MCP-T7'] },
  },
  messages,
  check(context) {
    for (const server of context.config.servers) {
      for (const place of server.places) {
        if (!holdsAddress(place)) continue;
        for (const url of plainUrlsIn(place.text.value, place.references)) {
          if (!isThisMachine(url.host)) reportAddress(context, server, place, url);
        }
      }
      reportAllowHttp(context, server);
    }
  },
});

/** Free text may mention an address without anybody going there, and a header's is only a name. */
function holdsAddress({ role, name, pointer }: Place): boolean {
  // `oauth.tokenUrl`: the code and the token go there.
  if (role === 'other')
    return /(?:url|uri|endpoint|issuer)$/i.test(name) && /\/(?:oauth|auth)\//i.test(pointer);
  return role === 'url' || role === 'arg' || role === 'env' || role === 'command';
}

function reportAddress(
  { report }: RuleContext<typeof messages>,
  server: Server,
  place: Place,
  url: PlainUrl,
): void {
  const common = {
    span: place.text.spanOf(url.start, url.end),
    pointer: place.pointer,
    server,
    fixes: [secureFix(place, url)],
  } as const;
  if (url.dynamic) {
    const data = { scheme: url.scheme };
    report({ ...common, message: 'dynamic', data, severity: 'information', confidence: 'low' });
  } else if (carriesTraffic(place, server)) {
    report({ ...common, message: 'remote', data: { scheme: url.scheme, host: url.host } });
  } else {
    const data = { scheme: url.scheme, host: url.host, name: place.name || 'an argument' };
    report({ ...common, message: 'setting', data, severity: 'warning', confidence: 'medium' });
  }
}

/** Whether MCP itself runs over this address, rather than something the server does with it. */
function carriesTraffic(place: Place, server: Server): boolean {
  if (place.role === 'url') return true;
  return server.launch?.remoteUrls.some(({ word }) => word.text === place.text) ?? false;
}

function secureFix(place: Place, { scheme, host, port, start }: PlainUrl): FixDraft {
  return {
    id: 'use-tls',
    title: sentence`Use ${safe.name(scheme)}s://`,
    // A public name without a port of its own is served with a certificate or not at all today;
    // a machine in one's own network may well speak nothing else than http.
    kind: port === '' && isPublicName(host) ? 'safe' : 'review',
    preferred: true,
    edits: () => [replaceInText(place.text, start, start + scheme.length, `${scheme}s`)],
  };
}

/** The flag is harmless where the proxy is told to reach this machine only. */
function reportAllowHttp({ config, report }: RuleContext<typeof messages>, server: Server): void {
  const remote = server.launch?.remoteUrls ?? [];
  if (!remote.some(({ value }) => !plainUrlsIn(value, []).some(({ host }) => isThisMachine(host))))
    return;
  for (const word of serverWords(server)) {
    if (word.value !== ALLOW_HTTP) continue;
    report({
      message: 'allowHttp',
      data: { flag: ALLOW_HTTP },
      ...spotOf(server, word),
      fixes: removeWordsFix(config, server, [word], sentence`Remove ${safe.name(ALLOW_HTTP)}`),
    });
  }
}
