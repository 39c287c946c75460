import { defineProjectRule } from '../../engine/project-rule.ts';
import type { CallSite } from '../../project/code/sites.ts';
import { resolve } from '../../project/names/resolve.ts';
import type { Sources } from '../../project/names/sources.ts';
import { valueAt } from '../../project/names/targets.ts';
import { at } from '../../project/signals/code.ts';
import { sentence } from '../../secrets/safe.ts';
import { lastName } from '../../source/expressions.ts';
import type { SourceFunction } from '../../source/model.ts';

/** Advisory GHSA-345p-7cg4-v4c7 of the TypeScript SDK: answers of one client reach another. */
export const serverSharedBetweenClients = defineProjectRule({
  meta: {
    id: 'server-shared-between-clients',
    items: ['publish/4'],
    severity: 'error',
    tier: 'default',
    fix: 'none',
    since: '0.3.0',
    finds: 'one server object that is connected to every client',
    why: 'Answers meant for one client can reach another one.',
    standards: { cwe: [488, 668], owaspMcp: ['MCP10'], owaspLlm: ['LLM02'], cosai: [] },
  },
  messages: {
    shared:
      '"{server}" is made once and connected for every request. Make the server inside the handler.',
  },
  check({ project, signals, report }) {
    for (const site of signals.code.named('connect')) {
      const made = sharedServer(project.sources, site);
      if (!made || !isPerRequest(site)) continue;
      const { callee } = site.call;
      const server = callee.kind === 'member' ? lastName(callee.object) : '';
      report({
        message: 'shared',
        data: { server },
        at: at(site.module, site.call),
        related: [{ at: made, message: sentence`It is made here, once.` }],
      });
    }
  },
});

/** Where the server is made, if that is at the top of a file. */
function sharedServer(sources: Sources, { call, module, scope }: CallSite) {
  const { callee } = call;
  if (callee.kind !== 'member' || callee.object.kind !== 'id') return undefined;
  const target = resolve(sources, valueAt(callee.object, module, scope));
  if (target.kind !== 'value' || target.scope.kind !== 'top') return undefined;
  const { expression } = target;
  if (expression.kind !== 'call' || expression.form !== 'new') return undefined;
  if (!/^(?:McpServer|Server)$/.test(lastName(expression.callee))) return undefined;
  return at(target.module, expression);
}

/** In a function that answers requests over HTTP, with a transport that is made in it. */
function isPerRequest({ scope }: CallSite): boolean {
  const scopes: SourceFunction[] = [];
  for (let it: SourceFunction | undefined = scope; it && it.kind !== 'top'; it = it.outer)
    scopes.push(it);
  const answers = scopes.some(({ params }) =>
    params.some(({ name }) => /^_?(?:req|request|res|response|reply|c)$/.test(name)),
  );
  const makes = scopes.some(({ events }) =>
    events.some(
      (event) =>
        (event.kind === 'assign' || event.kind === 'expression') &&
        event.value.kind === 'call' &&
        event.value.form === 'new' &&
        isOverHttp(lastName(event.value.callee)),
    ),
  );
  return answers && makes;
}

function isOverHttp(name: string): boolean {
  return name.endsWith('Transport') && /http|sse/i.test(name);
}
