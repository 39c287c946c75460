import type { ListingProblem } from '../../project/manifests/check/problem.ts';
import type { Place, Tool } from '../../project/tools/tool.ts';
import { ask, type Demand, met, missing, none, type Verdict } from './directory.ts';
import type { View } from './view.ts';

type Judge = Demand['judge'];

/** Fed by items of the publish list alone: all of them have to hold. */
export function items(id: string, text: string, numbers: readonly number[]): Demand {
  return { id, text, items: numbers, judge: (view) => standing(view, numbers) };
}

/** What nobody but a person can say: given once, as an answer to the directory. */
export function person(id: string, text: string, numbers: readonly number[] = []): Demand {
  return {
    id,
    text,
    items: numbers,
    judge: (view) => {
      const attested = numbers.length > 0 && numbers.every((it) => holds(view, it));
      return attested ? met('A person said so.') : ask('Only a person can tell.');
    },
  };
}

export function demand(id: string, text: string, numbers: readonly number[], judge: Judge): Demand {
  return { id, text, items: numbers, judge };
}

/** The worst that the items say: a failure is missing, what is open is for a person. */
export function standing(view: View, numbers: readonly number[]): Verdict {
  const all = numbers.flatMap((number) => view.item(number) ?? []);
  const bad = all.filter(({ status }) => status === 'fail');
  if (bad.length > 0)
    return missing(
      bad.map(({ reason }) => reason).join(' '),
      bad.flatMap(({ places }) => places),
    );
  const open = all.filter(({ status }) => status === 'review');
  if (open.length > 0)
    return ask(
      open.map(({ reason }) => reason).join(' '),
      open.flatMap(({ places }) => places),
    );
  const good = all.filter(({ status }) => status !== 'not applicable');
  if (good.length === 0) return none(all[0]?.reason ?? 'It does not apply.');
  return met(
    good.map(({ reason }) => reason).join(' '),
    good.flatMap(({ places }) => places),
  );
}

function holds(view: View, number: number): boolean {
  const status = view.item(number)?.status;
  return status === 'pass' || status === 'attested' || status === 'accepted';
}

/** Hints of every tool: those that have to be given, and whether a title has to be. */
export function annotated(
  isDone: (hints: ReadonlySet<string>, tool: Tool) => boolean,
  what: string,
): Judge {
  return ({ project, signals }) => {
    const { tools } = project;
    if (tools.length === 0)
      return ask('Its tools are made at run time: their hints were not seen.', [
        ...project.dynamicTools.map(({ at }) => at),
      ]);
    const lacking = tools.filter((tool) => !isDone(hintsOf(tool), tool));
    const count = `${lacking.length} of ${tools.length} tools`;
    if (lacking.length > 0)
      return missing(
        `${count} lack ${what}: ${lacking
          .slice(0, 5)
          .map(({ name }) => name)
          .join(', ')}.`,
        lacking.map(({ nameAt }) => nameAt),
      );
    return signals.toolsKnown
      ? met(
          `All ${tools.length} tools have them.`,
          tools.map(({ nameAt }) => nameAt),
        )
      : ask(
          'Those that are seen have them; others are made at run time.',
          project.dynamicTools.map(({ at }) => at),
        );
  };
}

/** The hints that are given, at run time as well. A title may stand beside them. */
function hintsOf({ annotations, title }: Tool): ReadonlySet<string> {
  const hints = new Set(Object.keys(annotations?.hints ?? {}));
  if (title) hints.add('title');
  return hints;
}

/** MCP names of tools that hosts and directories take: 64 characters at most. */
export const shortToolNames: Judge = ({ project }) => {
  const { tools } = project;
  if (tools.length === 0) return ask('Its tools are made at run time.');
  const long = tools.filter(({ name }) => name.length > 64);
  return long.length > 0
    ? missing(
        `${long.length} names are longer than 64 characters.`,
        long.map(({ nameAt }) => nameAt),
      )
    : met(
        'No name is longer than 64 characters.',
        tools.slice(0, 1).map(({ nameAt }) => nameAt),
      );
};

const PERMISSIVE = /\b(?:MIT|Apache|BSD|ISC|MPL|Unlicense|CC0|0BSD|Zlib|BlueOak|PSF)\b/i;
const COPYLEFT = /\b(?:A?GPL|LGPL|SSPL)\b|GNU (?:AFFERO |LESSER )?GENERAL PUBLIC/i;

/** A licence, as its file or the manifest names it. */
export function license(isPermissive: boolean): Judge {
  return (view) => {
    const [file] = view.filesLike(
      /^(?:[\w./-]{0,200}\/)?(?:LICEN[CS]E|COPYING)(?:[.-][\w.]{1,20})?$/i,
    );
    const manifest = declaredLicense(view);
    const place = file ? view.top(file.path) : manifest?.at;
    const said = `${file?.text.slice(0, 1_500) ?? ''} ${manifest?.value ?? ''}`;
    if (!place) return missing('No licence was found: nobody may use it.', view.home);
    if (!file)
      return missing('The manifest names a licence, and there is no LICENSE file.', [place]);
    if (!isPermissive) return met('It has a licence.', [place]);
    if (COPYLEFT.test(said)) return missing('Its licence is one that is not taken.', [place]);
    return PERMISSIVE.test(said)
      ? met('Its licence is permissive.', [place])
      : ask('Its licence is one of its own: look whether it is taken.', [place]);
  };
}

/** `"license": "MIT"` of whichever manifest. */
function declaredLicense(view: View): { readonly value: string; readonly at: Place } | undefined {
  for (const { file } of view.project.manifests) {
    const text = view.textOf({ file });
    const found =
      /^[ \t]*"?license"?[ \t]*[:=][ \t]*(?:\{[ \t]*text[ \t]*=[ \t]*)?"([^"\n]{2,80})"/m.exec(
        text,
      );
    const value = found?.[1];
    if (found && value !== undefined)
      return {
        value,
        at: { file, span: { start: found.index, end: found.index + found[0].length } },
      };
  }
  return undefined;
}

/** A list of problems of a listing that break one demand. */
export function without(
  problems: readonly ListingProblem[],
  file: string,
  demands: readonly string[],
  good: string,
): Verdict {
  const own = problems.filter(
    ({ demand: it, kind }) => demands.includes(it) && kind !== 'old-schema',
  );
  const places = own.map(({ at: span }) => ({ file, span }));
  if (own.length === 0) return met(good, [{ file, span: { start: 0, end: 0 } }]);
  const names = [...new Set(own.map(({ data }) => `"${data.what}"`))];
  return missing(`Not as asked for: ${names.slice(0, 6).join(', ')}.`, places);
}

/** The endpoint that others reach. */
export const endpoint: Judge = (view) => {
  const { http } = view.signals;
  const remotes = view.listing
    ? view.listing.transports.filter(({ value }) => value !== 'stdio')
    : [];
  if (http.length === 0)
    return missing('It speaks over standard input and output only.', view.home);
  return remotes.length > 0
    ? ask('Is the address of its listing one of a domain that you control?', http)
    : ask('Under which address of yours is it reached?', http);
};

/** Tokens of callers where it is reached over the network. */
export const oauth: Judge = (view) => {
  const { callerTokens, http, code } = view.signals;
  if (http.length === 0) return none('It is not reached over the network.');
  const metadata = [
    ...code.texts(/\.well-known\/oauth-protected-resource/),
    ...code.words(/^(?:mcpAuthMetadataRouter|mcpAuthRouter|protected_?resource_?metadata\w*)$/i),
  ];
  if (callerTokens.length === 0)
    return ask('It checks no token of its callers. Is it open to everybody on purpose?', http);
  const verified = view.item(3);
  if (verified?.status === 'fail') return missing(verified.reason, verified.places);
  return metadata.length > 0
    ? met('Tokens are verified, and its metadata says who issues them.', [
        ...callerTokens,
        ...metadata,
      ])
    : ask('Tokens are checked; where clients find who issues them was not seen.', callerTokens);
};

/** A policy: in the documents, and in the manifest of a bundle where there is one. */
export const privacyPolicy: Judge = (view) => {
  const item = view.item(41);
  if (item?.status === 'not applicable') return none(item.reason);
  const { bundle } = view;
  if (
    bundle &&
    !bundle.links.some(({ kind, value }) => kind === 'privacy' && /^https:/.test(value))
  )
    return missing('The manifest of the bundle links no policy in "privacy_policies".', [
      bundle.name ? { file: bundle.file, span: bundle.name.at } : view.top(bundle.file),
    ]);
  return standing(view, [41]);
};
