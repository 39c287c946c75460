import type { Server } from '../../config/config.ts';
import { serverFlags, spotOf, variablesOf } from '../../config/server-words.ts';
import { defineRule, type RuleContext } from '../../engine/rule.ts';
import { removeVariableFix, removeWordsFix } from '../../fixes/remove.ts';
import { readName } from '../../secrets/name.ts';
import { safe, sentence } from '../../secrets/safe.ts';

const messages = {
  variable: '{name} turns on detailed logs, and this server holds a credential.',
  flag: '{flag} turns on detailed logs, and this server holds a credential.',
} as const;

const DETAILED = /^(?:debug|trace|verbose|silly|all|finest|debug\d)$/i;
const LEVEL_VARIABLE = /(?:^|_)LOG_?(?:GING_?)?LEVEL$|^LOGLEVEL$/i;
const SWITCH_VARIABLE =
  /^(?:DEBUG|VERBOSE|TRACE|(?:MCP|FASTMCP|APP|SERVER|HTTP|NODE)_(?:DEBUG|VERBOSE|TRACE))$/;
const LEVEL_FLAG = /^--?(?:log-?level|logging-level|loglevel)$/i;
const SWITCH_FLAG = /^--(?:verbose|debug|trace|very-verbose)$|^-v{2,}$/;

export const verboseLogging = defineRule({
  meta: {
    id: 'verbose-logging',
    subject: 'config',
    items: ['production/7'],
    severity: 'information',
    tier: 'default',
    fix: 'review',
    since: '0.1.0',
    disabledServers: false,
    finds: 'debug or trace logging on a server that holds a credential',
    why: 'Detailed logs often hold whole requests, headers and all, and hosts keep them in plain files.',
    standards: {
      cwe: [532, 215],
      owaspMcp: ['MCP01', 'MCP08'],
      owaspLlm: ['LLM02'],
      cosai: ['MCP-T12'],
    },
  },
  messages,
  check({ config, credentials, report }: RuleContext<typeof messages>) {
    const holders = new Set(
      credentials.filter((it) => it.verdict === 'credential').map(({ place }) => place.server),
    );
    for (const server of config.servers) {
      if (!holders.has(server) && !refersToCredential(server)) continue;
      for (const variable of variablesOf(server)) {
        const { name, value, span, pointer } = variable;
        if (!isDetailed(name, value)) continue;
        const fixes = removeVariableFix(config, variable);
        report({ message: 'variable', data: { name }, span, pointer, server, fixes });
      }
      for (const { name, word, value } of serverFlags(server)) {
        const level =
          LEVEL_FLAG.test(name) && value && DETAILED.test(value.value) ? value : undefined;
        const on =
          SWITCH_FLAG.test(name) && (value?.word !== word || /^(?:true|1)$/.test(value.value));
        if (!level && !on) continue;
        report({
          message: 'flag',
          data: { flag: level ? `${name} ${level.value}` : name },
          ...spotOf(server, level ?? word),
          fixes: removeWordsFix(
            config,
            server,
            level && level.word !== word ? [word, level.word] : [word],
            sentence`Remove ${safe.name(name)}`,
          ),
        });
      }
    }
  },
});

function isDetailed(name: string, value: string): boolean {
  if (LEVEL_VARIABLE.test(name)) return DETAILED.test(value);
  if (name === 'RUST_LOG') return /(?:^|[=,])(?:debug|trace)\b/i.test(value);
  // `DEBUG=app:*` names what is logged (the debug package of npm).
  if (name === 'DEBUG' || name === 'NODE_DEBUG')
    return value !== '' && !/^(?:0|false|no|off)$/i.test(value);
  return SWITCH_VARIABLE.test(name) && /^(?:1|true|yes|on|\*)$/i.test(value);
}

/** A reference under a name or with a name that says so. */
function refersToCredential(server: Server): boolean {
  return server.places.some(
    ({ name, references }) =>
      references.length > 0 &&
      references.some(
        ({ syntax, name: variable }) =>
          syntax !== 'vscode-variable' && (isSecretName(name) || isSecretName(variable)),
      ),
  );
}

function isSecretName(name: string): boolean {
  const { kind, strength } = readName(name);
  return strength === 'strong' && (kind === 'password' || kind === 'secret' || kind === 'phrase');
}
