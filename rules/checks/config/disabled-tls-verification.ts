import type { Server } from '../../config/config.ts';
import {
  launchesOf,
  serverFlags,
  spotOf,
  type Variable,
  variablesOf,
} from '../../config/server-words.ts';
import { isThisMachine } from '../../config/urls.ts';
import { defineRule, type RuleContext } from '../../engine/rule.ts';
import { removeVariableFix, removeWordsFix } from '../../fixes/remove.ts';
import type { Flag, Word } from '../../launch/launch.ts';
import { programName } from '../../launch/program.ts';
import { safe, sentence } from '../../secrets/safe.ts';

const messages = {
  variable: '{name} disables certificate checks: anyone can pose as the server.',
  flag: '{flag} disables certificate checks: anyone can pose as the server.',
} as const;

type Context = RuleContext<typeof messages>;

const OFF = /^(?:0|false|no|off|none)$/i;
const ON = /^(?:1|true|yes|on)$/i;

/** Names of one meaning each, by the manual of the program that reads them. */
const VARIABLES: readonly (readonly [RegExp, RegExp])[] = [
  // https://nodejs.org/api/cli.html#node_tls_reject_unauthorizedvalue
  [/^(?:NODE_TLS|.*_)?REJECT_UNAUTHORIZED$/, OFF],
  // PEP 493
  [/^PYTHONHTTPSVERIFY$/, /^0$/],
  // https://git-scm.com/book/en/v2/Git-Internals-Environment-Variables
  [/^GIT_SSL_NO_VERIFY$/, ON],
  [/^npm_config_strict_ssl$/i, OFF],
  // An empty bundle is requests' and curl's way of trusting anyone.
  [/^(?:REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE)$/, /^$/],
  [
    /(?:^|_)(?:(?:SSL|TLS|HTTPS|CERT|CERTS|CERTIFICATE)_VERIFY|VERIFY_(?:SSL|TLS|HTTPS|CERT|CERTS|CERTIFICATE|CERTIFICATES)|(?:SSL|TLS)_VERIFICATION)$/,
    OFF,
  ],
  [
    /(?:^|_)(?:(?:SKIP|DISABLE|NO|IGNORE)_(?:SSL|TLS|CERT|CERTIFICATE)_?(?:VERIFY|VERIFICATION|VALIDATION|CHECK|ERRORS)|(?:SSL|TLS)_(?:INSECURE|SKIP_VERIFY|NO_VERIFY)|INSECURE_(?:SKIP_VERIFY|SSL|TLS|HTTPS)|IGNORE_HTTPS_ERRORS)$/,
    ON,
  ],
];

/** What stands in each of these names. */
const MAY_BE_ONE = /REJECT|VERIF|SSL|TLS|CA_BUNDLE|CERT|HTTPS/i;

/** Flags without a value. */
const SWITCHES =
  /^--(?:insecure|no-verify-ssl|no-ssl-verify|no-verify-tls|no-tls-verify|no-check-certificates?|skip-(?:tls|ssl|cert)-verif(?:y|ication)|(?:tls|ssl)-skip-verify|insecure-skip-(?:tls-)?verify|insecure-skip-tls-verification|disable-(?:ssl|tls)-verif(?:y|ication)|ignore-certificate-errors|ignore-https-errors|accept-?insecure-?certs|tls-allow-invalid-certificates|tlsAllowInvalidCertificates|tlsInsecure|no-strict-ssl)$/i;
/** Flags that ask for the check, and what says no to it. */
const CHECKS =
  /^--(?:verify-ssl|ssl-verify|verify-tls|tls-verify|verify-cert(?:ificate)?s?|strict-ssl|check-certificate)$/i;
/** Programs whose `-k` means it. */
const CURL = new Set(['curl']);

export const disabledTlsVerification = defineRule({
  meta: {
    id: 'disabled-tls-verification',
    subject: 'config',
    items: ['production/5'],
    severity: 'error',
    tier: 'default',
    fix: 'review',
    since: '0.1.0',
    disabledServers: false,
    finds: 'certificate checks that are switched off, by a variable or a flag',
    why: 'Without that check an encrypted connection is one to whoever answers first, credentials included.',
    standards: { cwe: [295], owaspMcp: ['MCP07'], owaspLlm: ['LLM03'], cosai: ['MCP-T7'] },
  },
  messages,
  check(context) {
    for (const server of context.config.servers) {
      for (const variable of variablesOf(server)) judgeVariable(context, server, variable);
      for (const flag of serverFlags(server)) judgeFlag(context, server, flag);
      for (const { flags } of launchesOf(server))
        for (const flag of flags) judgeFlag(context, server, flag);
      for (const word of curlSwitches(server)) {
        context.report({
          message: 'flag',
          data: { flag: `curl ${word.value}` },
          ...spotOf(server, word),
          fixes: removeWordsFix(
            context.config,
            server,
            [word],
            sentence`Remove ${safe.name(word.value)}`,
          ),
        });
      }
    }
  },
});

function judgeVariable({ config, report }: Context, server: Server, variable: Variable): void {
  const { name, value, span, pointer } = variable;
  if (!MAY_BE_ONE.test(name)) return;
  const known = VARIABLES.some(([names, off]) => names.test(name) && off.test(value.trim()));
  // AIRFLOW_VERIFY beside an https address; alone, it could verify anything.
  const likely =
    /_VERIFY$/.test(name) && OFF.test(value) && server.view.addresses.some(({ tls }) => tls);
  if (!known && !likely) return;
  const everywhere =
    /^(?:NODE_TLS_|PYTHONHTTPSVERIFY|GIT_SSL|npm_config|REQUESTS_CA|CURL_CA)/i.test(name);
  // A program's own switch, on the way to this machine, where certificates are often self-made.
  if (!everywhere && staysHere(server)) return;
  const fixes = removeVariableFix(config, variable);
  const confidence = known ? 'high' : 'medium';
  report({ message: 'variable', data: { name }, span, pointer, server, confidence, fixes });
}

function judgeFlag({ config, report }: Context, server: Server, flag: Flag): void {
  const { name, word, value } = flag;
  if (!name.startsWith('--')) return;
  const inWord = value?.word === word;
  if (SWITCHES.test(name)) {
    if (value && inWord && OFF.test(value.value)) return;
    if (staysHere(server)) return;
    const words = value && !inWord && ON.test(value.value) ? [word, value.word] : [word];
    report({
      message: 'flag',
      data: { flag: name },
      ...spotOf(server, word),
      // `--insecure` alone is what some servers call a listener without TLS.
      confidence: name === '--insecure' ? 'medium' : 'high',
      fixes: removeWordsFix(config, server, words, sentence`Remove ${safe.name(name)}`),
    });
  } else if (CHECKS.test(name) && value && OFF.test(value.value) && !staysHere(server)) {
    report({
      message: 'flag',
      data: { flag: `${name} ${value.value}` },
      ...spotOf(server, inWord ? word : value),
      fixes: removeWordsFix(
        config,
        server,
        inWord ? [word] : [word, value.word],
        sentence`Remove ${safe.name(name)}`,
      ),
    });
  }
}

/** `curl -k`, `curl -sSk`. */
function curlSwitches({ launch }: Server): readonly Word[] {
  if (!launch || launch.shells.length === 0) return [];
  return launch.shells.flatMap(({ commands }) =>
    commands
      .filter(({ words: [first] }) => first && CURL.has(programName(first)))
      .flatMap(({ words }) => words.filter(({ value }) => /^-[a-jl-zA-Z]*k[a-zA-Z]*$/.test(value))),
  );
}

/** Whether every address it is given is on this machine. */
function staysHere(server: Server): boolean {
  const hosts = server.view.addresses;
  return hosts.length > 0 && hosts.every(({ host }) => isThisMachine(host));
}
