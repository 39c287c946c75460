import { defineProjectRule } from '../../engine/project-rule.ts';
import { openAudiences } from '../../project/signals/caller-tokens.ts';
import { at } from '../../project/signals/code.ts';
import { lastName } from '../../source/expressions.ts';

/** MCP 2025-11-25, authorization, "token audience binding and validation". */
export const jwtAudienceNotChecked = defineProjectRule({
  meta: {
    id: 'jwt-audience-not-checked',
    items: ['publish/3'],
    severity: 'warning',
    tier: 'default',
    fix: 'none',
    since: '0.3.0',
    finds: 'tokens of callers that are verified without asking for whom they were made',
    why: 'A token that the same issuer made for another service works here as well.',
    standards: { cwe: [441, 863], owaspMcp: ['MCP07'], owaspLlm: [], cosai: [] },
  },
  messages: {
    open: 'A token for another service works here. Give the audience: the address of this server.',
  },
  check({ signals, report }) {
    const { code, http, listeners } = signals;
    if (http.length + listeners.length === 0) return;
    // Who signs tokens for itself is its own audience.
    if (code.calls(/^(?:jwt|jsonwebtoken)\.(?:sign|encode)$/).length > 0) return;
    if (code.named('SignJWT').length > 0) return;
    for (const { call, module } of openAudiences(code))
      report({
        message: 'open',
        data: {},
        at: at(module, call),
        // A secret that only this server and its issuer share says for whom a token is.
        confidence: /secret/i.test(lastName(call.args[1]?.value)) ? 'low' : 'high',
      });
  },
});
