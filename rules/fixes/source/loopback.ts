import type { CallSite } from '../../project/code/sites.ts';
import { argumentOf, type Expression } from '../../source/expressions.ts';
import type { TextEdit } from '../../text/span.ts';

/** A server that listens everywhere, on this machine alone: its address is written down where it is a plain value. */
export function loopback(
  { call, module, path }: CallSite,
  given?: Expression,
): readonly TextEdit[] | undefined {
  const quote = module.language === 'python' || module.language === 'go' ? '"' : "'";
  const address = `${quote}127.0.0.1${quote}`;
  const inPlace = (value: Expression, newText: string): readonly TextEdit[] => [
    { span: { start: value.start, end: value.end }, newText },
  ];
  const insert = (at: number, newText: string): readonly TextEdit[] => [
    { span: { start: at, end: at }, newText },
  ];
  if (given) return inPlace(given, address);
  const [first, second] = call.args.map(({ value }) => value);
  if (module.language === 'go')
    return first?.kind === 'text'
      ? inPlace(first, `"127.0.0.1${first.value.replace(/^0\.0\.0\.0/, '')}"`)
      : undefined;
  if (module.language === 'python') {
    const host = argumentOf(call, 'host');
    return host?.kind === 'text' ? inPlace(host, address) : undefined;
  }
  if (first?.kind === 'object') {
    const host = first.properties.find(({ key }) => key === 'host' || key === 'hostname');
    if (host) return host.value.kind === 'text' ? inPlace(host.value, address) : undefined;
    const last = first.properties.at(-1);
    const key = /^(?:Bun|Deno)\./.test(path) ? 'hostname' : 'host';
    return last && insert(last.end, `, ${key}: ${address}`);
  }
  if (!first) return undefined;
  // `listen(port)` and `listen(port, callback)`; of a second value that has a name nobody knows which it is.
  if (second?.kind === 'text') return inPlace(second, address);
  return !second || second.kind === 'function' ? insert(first.end, `, ${address}`) : undefined;
}
