import { rangeIn } from '../../rules/project/files/lines.ts';
import type { ServerProject } from '../../rules/project/project.ts';
import type { Place } from '../../rules/project/tools/tool.ts';
import { safe } from '../../rules/secrets/safe.ts';
import type { PlaceReport } from './types.ts';

/** A place as it is sent and printed: nobody else keeps the texts. */
export function placeReport({ files }: ServerProject, { file, span }: Place): PlaceReport {
  return { file: safe.text(file), range: rangeIn(files.get(file)?.lines ?? [0], span) };
}
