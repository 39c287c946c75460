import type { Call } from '../../source/expressions.ts';
import type { Place } from '../tools/tool.ts';
import type { Origins } from './origins.ts';
import type { Taint } from './taint.ts';

/** `taint.key`, of what holds the arguments of a tool or of one of them. */
export function partOf(origins: Origins, taint: Taint, key: string, at: Place): Taint | undefined {
  const name = key.charAt(0).toLowerCase() + key.slice(1);
  if (taint.level === 'request') {
    if (name === 'params') return { ...taint, level: 'params' };
    return name === 'arguments' ? { ...taint, level: 'arguments' } : undefined;
  }
  if (taint.level === 'params')
    return name === 'arguments' ? { ...taint, level: 'arguments' } : undefined;
  if (taint.level === 'arguments') return origins.argument(key, at);
  if (taint.parts) return taint.parts.get(key);
  if (/^(?:length|size|byteLength|status)$/.test(key)) return undefined;
  return taint;
}

/** `req.GetArguments()`, `req.GetString("name", "")`; null where it is none of these. */
export function goArgument(
  origins: Origins,
  name: string,
  object: Taint | undefined,
  call: Call,
  at: (span: { start: number; end: number }) => Place,
): Taint | undefined | null {
  if (object?.level !== 'request') return null;
  if (name === 'GetArguments') return { ...object, level: 'arguments' };
  const key = call.args[0]?.value;
  if (!/^(?:Get|Require)(?:String|StringSlice)$/.test(name) || key?.kind !== 'text') return null;
  return origins.argument(key.value, at(key));
}
