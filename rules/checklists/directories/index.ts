import type { Signals } from '../../project/signals/signals.ts';
import { claudeConnectors } from './claude-connectors.ts';
import { claudePolicy } from './claude-policy.ts';
import { cline } from './cline.ts';
import { ask, type Demand, type Directory, type Verdict } from './directory.ts';
import { docker } from './docker.ts';
import { glama } from './glama.ts';
import { kiro } from './kiro.ts';
import { mcpRegistry } from './mcp-registry.ts';
import { mcpb } from './mcpb.ts';
import { nuget } from './nuget.ts';
import { openaiPlugins } from './openai-plugins.ts';
import { smithery } from './smithery.ts';
import { type ItemStanding, View } from './view.ts';

/** Every directory whose demands are known, the official one first. */
export const directories: readonly Directory[] = [
  mcpRegistry,
  claudePolicy,
  claudeConnectors,
  openaiPlugins,
  docker,
  mcpb,
  cline,
  glama,
  smithery,
  nuget,
  kiro,
];

/** How a project stands to a directory. */
export interface DirectoryStanding {
  readonly directory: Directory;
  /** Nothing that a program can see is missing. What only a person can say may still be asked. */
  readonly ready: boolean;
  readonly demands: readonly (Verdict & { readonly demand: Demand })[];
}

/**
 * Whether a project is ready for each directory that takes its kind. Throws nothing: where a demand cannot be judged, a
 * person is asked.
 *
 * @param standings how it stands to the items of the publish list, by number
 */
export function judgeDirectories(
  signals: Signals,
  standings: ReadonlyMap<number, ItemStanding>,
): readonly DirectoryStanding[] {
  const view = new View(signals, standings);
  return directories
    .filter(({ refuses }) => refuses?.(view) === undefined)
    .map((directory) => {
      const demands = directory.demands.map((demand) => ({ demand, ...verdictOf(demand, view) }));
      return { directory, ready: demands.every(({ says }) => says !== 'missing'), demands };
    });
}

function verdictOf(demand: Demand, view: View): Verdict {
  try {
    return demand.judge(view);
  } catch {
    // A fault of ours must not cost the other demands.
    return ask('It could not be judged.');
  }
}
