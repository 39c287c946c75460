import type { FileEdit } from '../../findings/finding.ts';
import type { CallSite } from '../../project/code/sites.ts';
import type { Code } from '../../project/signals/code.ts';
import type { Expression } from '../../source/expressions.ts';

/**
 * The look at the Host header of the TypeScript SDK, in every transport that is made in the project: without it any web
 * page reaches a server on this machine by DNS rebinding.
 *
 * @param listening tells the port
 */
export function allowedHosts(code: Code, listening: CallSite): readonly FileEdit[] {
  const port = portOf(listening);
  if (port === undefined) return [];
  return code.named('StreamableHTTPServerTransport').flatMap(({ call, module }) => {
    const options = call.args[0]?.value;
    const last = options?.kind === 'object' ? options.properties.at(-1) : undefined;
    if (call.form !== 'new' || !last) return [];
    const hosts = `allowedHosts: ['127.0.0.1:${port}', 'localhost:${port}']`;
    const newText = `, enableDnsRebindingProtection: true, ${hosts}`;
    const span = { start: last.end, end: last.end };
    return [{ file: module.path, edits: [{ span, newText }] }];
  });
}

/** A port that is written down. */
function portOf({ call }: CallSite): number | undefined {
  const first = call.args[0]?.value;
  const given: Expression | undefined =
    first?.kind === 'object' ? first.properties.find(({ key }) => key === 'port')?.value : first;
  return given?.kind === 'literal' && typeof given.value === 'number' ? given.value : undefined;
}
