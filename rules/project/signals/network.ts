import { argumentOf, type Expression } from '../../source/expressions.ts';
import type { CallSite } from '../code/sites.ts';
import { resolve, textOf } from '../names/resolve.ts';
import { valueAt } from '../names/targets.ts';
import type { Place } from '../tools/tool.ts';
import { at, type Code } from './code.ts';

/** A call to a service on the network. */
export interface UpstreamCall {
  readonly site: CallSite | null;
  readonly at: Place;
  /** The address as far as the code says it, gaps as `\u0000`; null when only a run tells. */
  readonly url: string | null;
}

/** A place where a port is opened. */
export interface Listener {
  readonly at: Place;
  readonly site: CallSite;
  /** Which interfaces: all, this machine only, or whatever a setting says. */
  readonly binds: 'all' | 'loopback' | 'setting';
}

const LOOPBACK = /^(?:https?:\/\/)?(?:localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)(?::|\/|$)/i;
const REQUESTS =
  /^(?:fetch|globalThis\.fetch|undici\.(?:fetch|request)|axios|axios\.(?:get|post|put|patch|delete|request|create)|got|got\.\w+|ky|ky\.\w+|httpx\.(?:get|post|put|patch|delete|request|stream|Client|AsyncClient)|requests\.(?:get|post|put|patch|delete|request|Session)|aiohttp\.ClientSession|urllib\.request\.urlopen|http\.(?:Get|Post|PostForm|NewRequest|NewRequestWithContext)|https\.(?:get|request)|superagent\.\w+)$/;

/** Calls over HTTP that leave this machine, as far as addresses are known. */
export function upstreamCalls(code: Code): readonly UpstreamCall[] {
  return code.calls(REQUESTS).flatMap((site): readonly UpstreamCall[] => {
    const url = addressOf(code, site);
    if (url !== null && LOOPBACK.test(url)) return [];
    // A relative address is one of a page.
    if (url !== null && /^[/#]/.test(url)) return [];
    return [{ site, at: at(site.module, site.call), url }];
  });
}

function addressOf(code: Code, { call, module, scope, path }: CallSite): string | null {
  const place = /NewRequestWithContext$/.test(path) ? 2 : /NewRequest$/.test(path) ? 1 : 0;
  const given = argumentOf(call, 'url', place) ?? call.args[place]?.value;
  return given ? known(code, given, module, scope) : null;
}

function known(
  code: Code,
  expression: Expression,
  module: CallSite['module'],
  scope: CallSite['scope'],
): string | null {
  const value = valueAt(expression, module, scope);
  const text = textOf(code.project.sources, value);
  if (text !== null) return text;
  const target = resolve(code.project.sources, value);
  if (target.kind !== 'value' || target.expression.kind !== 'template') return null;
  const [first] = target.expression.parts;
  if (typeof first === 'string' && first !== '') return `${first}\u0000`;
  // `${BASE}/path`: what the first gap is decides where it goes.
  const start =
    first === undefined || typeof first === 'string'
      ? target.expression.parts.find((part): part is Expression => typeof part !== 'string')
      : first;
  if (!start) return null;
  const base = textOf(
    code.project.sources,
    valueAt(start, target.module, target.scope, target.frame),
  );
  return base === null ? null : `${base}\u0000`;
}

const SERVERS = /^(?:listen|ListenAndServe|ListenAndServeTLS|serve|run|Start|Run)$/;

/** Ports that the server opens itself, with the interfaces. Call-back listeners on loopback are among them. */
export function listenersIn(code: Code): readonly Listener[] {
  const starting = code.each('calls that may open a port', ({ calls }) =>
    calls.filter(({ name }) => SERVERS.test(name)),
  );
  return starting.flatMap((site): readonly Listener[] => {
    const { call, path, module } = site;
    const place = at(module, call);
    if (module.language === 'go') {
      if (!/^(?:http\.ListenAndServe(?:TLS)?|\w+\.Start|router\.Run|r\.Run)$/.test(path)) return [];
      const address = call.args[0] && known(code, call.args[0].value, module, site.scope);
      if (address === null || address === undefined)
        return path.startsWith('http.') ? [{ at: place, site, binds: 'setting' }] : [];
      if (!/:\d/.test(address)) return [];
      if (/^(?::|0\.0\.0\.0)/.test(address)) return [{ at: place, site, binds: 'all' }];
      return [{ at: place, site, binds: LOOPBACK.test(address) ? 'loopback' : 'setting' }];
    }
    if (module.language === 'python') {
      if (!/^uvicorn\.run$/.test(path)) return [];
      return [{ at: place, site, binds: bound(code, site, argumentOf(call, 'host'), 'loopback') }];
    }
    if (/^(?:Bun|Deno)\.serve$/.test(path)) return [{ at: place, site, binds: 'all' }];
    if (site.name !== 'listen') return [];
    const [first, second] = call.args;
    if (first?.value.kind === 'object') {
      const host = first.value.properties.find(({ key }) => key === 'host' || key === 'hostname');
      return [{ at: place, site, binds: bound(code, site, host?.value, 'all') }];
    }
    const host = second && second.value.kind !== 'function' ? second.value : undefined;
    return [{ at: place, site, binds: bound(code, site, host, 'all') }];
  });
}

function bound(
  code: Code,
  { module, scope }: CallSite,
  host: Expression | undefined,
  otherwise: Listener['binds'],
): Listener['binds'] {
  if (!host) return otherwise;
  const text = known(code, host, module, scope);
  if (text === null) {
    const target = resolve(code.project.sources, valueAt(host, module, scope));
    // A call-back, not an address.
    if (target.kind === 'value' && target.expression.kind === 'function') return otherwise;
    return 'setting';
  }
  return /^(?:0\.0\.0\.0|::|\*)$/.test(text) ? 'all' : LOOPBACK.test(text) ? 'loopback' : 'setting';
}
