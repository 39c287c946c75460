import type { OpenFile } from '../../project/signals/kept-secrets.ts';
import type { TextEdit } from '../../text/span.ts';
import type { Here } from './here.ts';
import { broughtIn } from './imports.ts';

/** Rights for the owner alone, where the file is made. */
export function ownerOnly(here: Here, { site, mode }: OpenFile): readonly TextEdit[] | undefined {
  const { call, module } = site;
  const insert = (at: number, newText: string): TextEdit => ({
    span: { start: at, end: at },
    newText,
  });
  if (module.language === 'go')
    return mode && [{ span: { start: mode.start, end: mode.end }, newText: '0o600' }];
  const last = call.args.at(-1)?.value;
  if (!last) return undefined;
  if (module.language === 'python') {
    const os = broughtIn(here, 'os', 'os');
    if (!os) return undefined;
    const opener = `opener=lambda path, flags: ${os.local}.open(path, flags, 0o600)`;
    return [...os.edits, insert(last.end, `, ${opener}`)];
  }
  const options = call.args[2]?.value;
  if (!options) return [insert(last.end, ', { mode: 0o600 }')];
  if (options.kind === 'text')
    return [
      {
        span: { start: options.start, end: options.end },
        newText: `{ encoding: ${here.text.slice(options.start, options.end)}, mode: 0o600 }`,
      },
    ];
  const set = options.kind === 'object' ? options.properties.at(-1) : undefined;
  return set && [insert(set.end, ', mode: 0o600')];
}
