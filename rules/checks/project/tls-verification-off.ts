import { defineProjectRule } from '../../engine/project-rule.ts';
import type { KeySite } from '../../project/code/sites.ts';
import { at } from '../../project/signals/code.ts';
import { type Expression, visit } from '../../source/expressions.ts';

export const tlsVerificationOff = defineProjectRule({
  meta: {
    id: 'tls-verification-off',
    items: ['publish/11'],
    severity: 'error',
    tier: 'default',
    fix: 'none',
    since: '0.3.0',
    finds: 'connections whose certificate nobody checks',
    why: 'Anybody on the way reads and changes what is sent, credentials included.',
    standards: { cwe: [295], owaspMcp: ['MCP07'], owaspLlm: [], cosai: [] },
  },
  messages: {
    off: 'Certificates are not checked here. Remove it, or give the file of the own authority.',
  },
  check({ signals, report }) {
    const off = signals.code.each('checks of certificates that are off', ({ keys }) =>
      keys.filter(isOff),
    );
    for (const site of off) {
      if (isChosen(site)) continue;
      report({ message: 'off', data: {}, at: at(site.module, site) });
    }
  },
});

/** Written down as it is; a variable may be a setting that checks unless somebody asks it not to. */
function isOff({ key, value, module }: KeySite): boolean {
  if (value.kind !== 'literal') return false;
  if (module.language === 'go') return key === 'InsecureSkipVerify' && value.value === true;
  if (module.language === 'python')
    return (
      key === 'verify' && value.value === false && /\b(?:requests|httpx)\b/.test(imports(module))
    );
  return key === 'rejectUnauthorized' && value.value === false;
}

function imports(module: KeySite['module']): string {
  return module.imports.map(({ from }) => from).join(' ');
}

/** Whether a place stands in one side of a choice: `check ? undefined : new Agent({…})`, `insecure && {…}`. */
function chooses(value: Expression, start: number, end: number): boolean {
  let found = false;
  visit(value, (part) => {
    if (part.start > start || part.end < end) return false;
    found ||=
      part.kind === 'conditional' ||
      (part.kind === 'binary' && /^(?:&&|\|\||\?\?|and|or)$/.test(part.operator));
    return !found;
  });
  return found;
}

/** In a branch, or one side of a choice: an option that somebody sets. */
function isChosen({ scope, start, end }: KeySite): boolean {
  return scope.events.some((event) => {
    if (event.kind === 'test') {
      const inTrue = event.whenTrue.start <= start && end <= event.whenTrue.end;
      const { whenFalse } = event;
      return (
        inTrue || (whenFalse !== undefined && whenFalse.start <= start && end <= whenFalse.end)
      );
    }
    const value = 'value' in event ? event.value : undefined;
    return (
      value !== undefined && event.start <= start && end <= event.end && chooses(value, start, end)
    );
  });
}
