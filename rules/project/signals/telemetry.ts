import type { SourceModule } from '../../source/model.ts';
import { importedModules } from '../names/modules.ts';
import { folderOf } from '../names/sources.ts';
import type { Place } from '../tools/tool.ts';
import { at, type Code } from './code.ts';
import type { UpstreamCall } from './network.ts';

const REPORTS =
  /(?:^|\.)(?:track|record)_?(?:Event|ToolCall|Usage|Telemetry|tool|event|startup|usage)\w*$|(?:^|\.)send_?[tT]elemetry\w*$/;
const NAMED = /(?:^|[./])(?:telemetry|matomo|plausible|umami)[\w-]*(?:\.[jt]s)?$/;
/** Files that are called after what is told of the use of a server. */
export const ABOUT_USE = /telemetry|analytics|track|usage/i;

/** Functions of the server that go by a name. */
function ownOnes(code: Code, name: string): ReturnType<Code['functions']> {
  return code.functions(new RegExp(`^${name}$`));
}

/** Calls of the server's own functions that say what was called. */
export function countedIn(code: Code): readonly Place[] {
  return code
    .calls(REPORTS)
    .filter(({ name }) => ownOnes(code, name).length > 0)
    .map(({ call, module }) => at(module, call));
}

/** Where a server tells its authors how it is used. What it counts for those who run it tells them nothing. */
export function telemetryOf(code: Code, upstream: readonly UpstreamCall[]): readonly Place[] {
  const uses = code.uses('telemetry');
  const handed = code.calls(/\.(?:publish|send|capture|post|sendBeacon)$/);
  const sends = (module: SourceModule): boolean => {
    const folder = folderOf(module.path);
    const near = (file: string): boolean =>
      file === module.path || (folderOf(file) === folder && ABOUT_USE.test(file));
    return (
      upstream.some((call) => near(call.at.file)) ||
      // Through the client of a service, in a file that is called so.
      (/telemetry|analytics/i.test(module.path) &&
        handed.some((site) => site.module.path === module.path)) ||
      uses.some(({ imports }) => imports.some(({ file }) => near(file)))
    );
  };
  const calls = code.calls(REPORTS).filter(({ name }) => {
    const own = ownOnes(code, name);
    return own.length === 0 || own.some(([module]) => sends(module));
  });
  const modules = code
    .each('imports of telemetry', ({ module }) =>
      module.imports
        .filter(
          ({ from, local }) =>
            NAMED.test(from) ||
            // What a service counts may be what its tools read.
            (/(?:^|[./])analytics\w*(?:\.[jt]s)?$/.test(from) &&
              !/(?:^|\/)tools?\//.test(module.path) &&
              /track|capture|event|record/i.test(local)),
        )
        .map((each) => ({ module, each })),
    )
    .filter(({ module, each: { from } }) => {
      const own = importedModules(code.project.sources, module, from);
      return own.length === 0 ? !/opentelemetry/.test(from) : own.some(sends);
    });
  return [
    ...uses.flatMap(({ imports }) => imports.slice(0, 1)),
    ...calls.map(({ call, module }) => at(module, call)),
    ...modules.map(({ module, each }) => at(module, each)),
  ];
}
