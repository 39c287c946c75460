import type { Location, ReportingDescriptor, Result } from 'sarif';
import type { PlaceReport, ProjectItem, ProjectReport } from '../../project/types.ts';
import { locationOf } from './sarif.ts';
import { sarifLog } from './sarif-log.ts';

const LEVELS: Readonly<Record<string, Result.level>> = {
  high: 'error',
  medium: 'warning',
  low: 'note',
  info: 'note',
};

/**
 * The publish list as a SARIF log: a result for each place that speaks against an item, and for each demand of a
 * directory that is missing. What is for a person to review is no result.
 *
 * @param onlyDirectories whether only demands of directories are results, not items
 */
export function checklistSarif(
  projects: readonly ProjectReport[],
  onlyDirectories: boolean,
): string {
  const items = onlyDirectories ? [] : (projects[0]?.items ?? []);
  const demands = onlyDirectories ? demandsOf(projects) : [];
  const rules = [
    ...items.map(itemRule),
    ...new Map(demands.map(({ rule }) => [rule.id, rule])).values(),
  ];
  return sarifLog(rules, [
    ...(onlyDirectories ? [] : projects.flatMap(itemResults)),
    ...demands.flatMap(({ results: own }) => own),
  ]);
}

function itemRule({ id, title, severity, question }: ProjectItem): ReportingDescriptor {
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: question },
    defaultConfiguration: { level: LEVELS[severity] ?? 'warning' },
    properties: { tags: ['mcp', 'publish'] },
  };
}

function itemResults(project: ProjectReport): readonly Result[] {
  return project.items.flatMap((item): readonly Result[] => {
    if (item.status !== 'fail') return [];
    const against = item.evidence.filter(({ says }) => says === 'against');
    const level = LEVELS[item.severity] ?? 'warning';
    const stood = against.flatMap(({ file, range, text }) =>
      file !== undefined && range ? [{ text, at: { file, range } }] : [],
    );
    const said = stood.length > 0 ? stood : [{ text: item.reason, at: undefined }];
    return said.map(({ text, at }) => ({
      ruleId: item.id,
      level,
      message: { text },
      locations: [locate(project, at)],
    }));
  });
}

function demandsOf(projects: readonly ProjectReport[]) {
  return projects.flatMap((project) =>
    project.directories.flatMap((directory) =>
      directory.demands
        .filter(({ says }) => says === 'missing')
        .map(({ id, demand, reason, source, seen, places }) => {
          const ruleId = `${directory.id}/${id}`;
          const rule: ReportingDescriptor = {
            id: ruleId,
            shortDescription: { text: `${directory.name} asks for ${demand}.` },
            help: { text: `${source}, seen ${seen}` },
            defaultConfiguration: { level: 'error' },
          };
          const all = places.length > 0 ? places : [undefined];
          const results = all.map(
            (at): Result => ({
              ruleId,
              level: 'error',
              message: { text: reason },
              locations: [locate(project, at)],
            }),
          );
          return { rule, results };
        }),
    ),
  );
}

/** A place, or else the manifest of the project: a viewer shows nothing without one. */
function locate({ manifest }: ProjectReport, at: PlaceReport | undefined): Location {
  const top = { line: 0, character: 0 };
  const { file, range } = at ?? { file: manifest, range: { start: top, end: top } };
  return { physicalLocation: locationOf(file, range) };
}
