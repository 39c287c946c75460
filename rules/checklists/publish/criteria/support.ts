import { place } from '../../../project/docs/docs.ts';
import type { Signals } from '../../../project/signals/signals.ts';
import type { Place } from '../../../project/tools/tool.ts';
import type { Criterion } from '../item.ts';
import { fail, pass, review } from '../opinion.ts';

/** Placeholders of templates that were never filled in. */
const TEMPLATE =
  /your[-_]?(?:user)?[-_]?name|your[-_]?org|example\.com|<[\w-]+>|\byourusername\b|\bOWNER\b|foo\/bar/i;

/** What is said of holes is not for questions and bugs: it asks not to open an issue. */
const ABOUT_HOLES = /(?:^|\/)SECURITY\.\w+$/i;

/** P57: where to ask. */
const channel: Criterion = ({ docs, project }) => {
  const links = docs.links.filter(
    ({ target, file }) =>
      !ABOUT_HOLES.test(file) &&
      /discord\.(?:gg|com\/invite)|slack\.com|(?:join|invite)\.slack|t\.me\/|\/discussions\b|gitter\.im|matrix\.to|discourse|community\.|forum\.|mailto:|\/support\b|\/contact\b/i.test(
        target,
      ) &&
      !TEMPLATE.test(target),
  );
  const sections = docs
    .sections(
      /\b(?:support|community|contact(?: us)?|get(?:ting)? (?:help|support)|help|connect with us|stay in touch|questions|need help)\b/i,
    )
    .filter(
      ({ title, text, file }) =>
        !ABOUT_HOLES.test(file) &&
        !/supported|support for|\bsupports\b|platform support|client support|os support|support matrix|\btools?\b/i.test(
          title,
        ) &&
        text.trim().length > 20,
    );
  const declared = project.manifests.flatMap(({ file, links: own }) =>
    own
      .filter(({ kind, value }) => kind === 'support' && !TEMPLATE.test(value))
      .map((it) => ({ file, span: it.at })),
  );
  const files = [...project.files.values()]
    .filter(({ path }) => /^(?:\.github\/|docs\/)?SUPPORT\.md$/i.test(path))
    .map(({ path }) => ({ file: path, span: { start: 0, end: 0 } }));
  const found = [
    ...links.map(({ file, start, end }) => place(file, start, end)),
    ...sections.map((it) => it.at),
    ...declared,
    ...files,
  ];
  if (found.length > 0) return pass('A place for questions is named.', found);
  const bugs = bugPlaces({ docs, project });
  return bugs.length > 0
    ? review('Only a place for bugs is named.', bugs)
    : fail('No place for questions was found.');
};

function bugPlaces({ docs, project }: Pick<Signals, 'docs' | 'project'>): readonly Place[] {
  const forms = [...project.files.values()]
    .filter(
      ({ path }) =>
        /(?:^|\/)\.(?:github|gitlab|gitea)\/(?:ISSUE_TEMPLATE\/|issue_templates?\/|ISSUE_TEMPLATE\.md$)/i.test(
          path,
        ) && !/config\.ya?ml$/i.test(path),
    )
    .map(({ path }) => ({ file: path, span: { start: 0, end: 0 } }));
  const declared = project.manifests.flatMap(({ file, links }) =>
    links
      .filter(({ kind, value }) => kind === 'bugs' && !TEMPLATE.test(value))
      .map((it) => ({ file, span: it.at })),
  );
  const links = docs.links
    .filter(
      ({ target, file }) =>
        !ABOUT_HOLES.test(file) &&
        /(?:github|gitlab|codeberg)\.\w+\/[\w.-]+\/[\w.-]+\/(?:-\/)?issues(?:\/new[^\s]*)?\/?(?:$|[?#.,])/i.test(
          target,
        ) &&
        isOwn(project, target) &&
        !TEMPLATE.test(target),
    )
    .map(({ file, start, end }) => place(file, start, end));
  const said = docs.find(
    /\b(?:open|file|create|report|submit|raise)(?:ing)? (?:an? )?(?:new )?(?:github )?(?:issue|bug)s?\b/gi,
  );
  const elsewhere = docs.find(
    /\bfor bugs?\b[^\n]{0,80}\b(?:discussions?|discord|slack|forum|e-?mail|tracker)\b/gi,
  );
  return [
    ...forms,
    ...declared,
    ...links,
    ...elsewhere,
    ...said.filter(({ file }) => !ABOUT_HOLES.test(file)),
  ];
}

/** A link to the issues of another project tells nobody where to report a bug of this one. */
function isOwn({ manifests, name }: Signals['project'], target: string): boolean {
  const repository = /\.\w+\/([\w.-]+\/[\w.-]+?)(?:\.git)?\//.exec(target)?.[1]?.toLowerCase();
  const own = manifests.flatMap(({ links, name: given }) => [
    ...links
      .filter(({ kind }) => kind === 'repository' || kind === 'homepage' || kind === 'bugs')
      .map(({ value }) => value.toLowerCase()),
    given?.value.toLowerCase() ?? '',
  ]);
  if (repository === undefined) return false;
  if (own.some((value) => value.includes(repository))) return true;
  const last = repository.slice(repository.indexOf('/') + 1);
  return (
    name.toLowerCase().includes(last) ||
    !own.some((value) => value.includes('/') && /github|gitlab/.test(value))
  );
}

/** P58: where to report a bug. */
const bugReports: Criterion = ({ docs, project }) => {
  const found = bugPlaces({ docs, project });
  if (found.length > 0) return pass('A place for bugs is named.', found);
  const placeholders = project.manifests.flatMap(({ file, links }) =>
    links.filter(({ value }) => TEMPLATE.test(value)).map((it) => ({ file, span: it.at })),
  );
  return fail(
    placeholders.length > 0
      ? 'The address for bugs is one of a template.'
      : 'No place for bugs was found.',
    placeholders,
  );
};

function policies({ project, docs }: Signals) {
  const files = [...project.files.values()].filter(
    ({ path }) =>
      /^(?:\.github\/|docs\/)?(?:SECURITY|SUPPORT)\.(?:md|txt|rst)$/i.test(path) ||
      /(?:^|\/)SECURITY\.md$/i.test(path),
  );
  return [
    ...new Set([
      ...files,
      ...docs.files.filter(({ path }) => /README|SUPPORT|SECURITY/i.test(path)),
    ]),
  ];
}

function findIn(
  files: readonly { path: string; text: string }[],
  pattern: RegExp,
): readonly Place[] {
  return files.flatMap(({ path, text }) => {
    const found = pattern.exec(text);
    return found ? [place(path, found.index, found.index + found[0].length)] : [];
  });
}

/** P59: how soon somebody answers. */
const promised: Criterion = (signals) => {
  const found = findIn(
    policies(signals),
    /\bwithin (?:\d{1,4}|one|two|three|five|seven|a few)[- ]?(?:\d{1,4} )?(?:business |working )?(?:hours?|days?|weeks?)\b|\bSLA\b[^\n]{0,60}\d|\b\d{1,4}[- ](?:business )?(?:hour|day) (?:response|reply)/i,
  );
  return found.length > 0
    ? pass('A time to answer is stated.', found)
    : review('No time to answer was found.');
};

/** P60: a private way for what must not stand in public. */
const escalation: Criterion = (signals) => {
  const files = policies(signals);
  const security = files.filter(({ path }) => /SECURITY/i.test(path));
  const found = findIn(
    security,
    /(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.[\w.]|security\/advisories|private(?:ly)? (?:vulnerability )?report|hackerone\.com|bugcrowd\.com|report a vulnerability|msrc\.|huntr\.|https:\/\/[^\s)]{0,200}(?:security|vulnerab)/i,
  );
  const elsewhere = findIn(
    files,
    /security\/advisories\/new|security@[\w.-]+\.\w+|escalat(?:e|ion)[^\n]{0,60}(?:@|https:)/i,
  );
  const program = findIn(files, /responsible disclosure[\w ]{0,60}\]\(https:/i);
  const all = [...found, ...elsewhere, ...program];
  return all.length > 0
    ? pass('Security problems can be reported in private.', all)
    : review(
        'No private way to report a security problem was found.',
        security.map(({ path }) => place(path, 0, 0)),
      );
};

const later =
  (span: string): Criterion =>
  () =>
    review(`A person looks at it ${span} after the release.`);

export const support: Readonly<Record<number, Criterion>> = {
  57: channel,
  58: bugReports,
  59: promised,
  60: escalation,
  61: later('a week'),
  62: later('a month'),
  63: later('three months'),
};
