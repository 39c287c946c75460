import * as z from 'zod/mini';
import { ask } from '../ask.ts';
import { MAX_RELEASES, type Release, tooMany } from '../choose.ts';
import { jsonOf, momentOf } from '../json.ts';
import { Memo } from '../memo.ts';
import { LookupError } from '../types.ts';
import type { PypiIndex, PypiSettings } from './settings.ts';

/** PEP 691, with the dates of PEP 700. */
const simple = z.object({
  files: z.array(
    z.object({
      filename: z.string(),
      yanked: z.optional(z.union([z.boolean(), z.string()])),
      'upload-time': z.optional(z.nullable(z.string())),
    }),
  ),
});

/** https://docs.pypi.org/api/json/ */
const legacy = z.object({
  releases: z.record(
    z.string(),
    z.array(
      z.object({
        yanked: z.optional(z.boolean()),
        upload_time_iso_8601: z.optional(z.nullable(z.string())),
      }),
    ),
  ),
});

const SIMPLE =
  'application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.1';

const known = new Memo<readonly Release[] | undefined>();

/** A file of a release. */
interface Upload {
  readonly version: string;
  readonly at: number | undefined;
  readonly yanked: boolean;
}

/** Undefined where this index does not have the project. */
export function releasesOn(
  index: PypiIndex,
  name: string,
  { ca }: PypiSettings,
  signal: AbortSignal,
): Promise<readonly Release[] | undefined> {
  const get = (uri: string, accept: string) => {
    const headers = {
      accept,
      ...(index.authorization ? { authorization: index.authorization } : {}),
    };
    return ask({ uri, options: { headers, ca }, where: index.where, name, signal });
  };
  return known.get(`${index.authorization ?? ''} ${index.url} ${name}`, async () => {
    const page = await get(`${index.url}/${name}/`, SIMPLE);
    if (!page) return undefined;
    const uploads = page.type.includes('json') ? fromSimple(page.text) : fromHtml(page.text);
    if (!uploads)
      throw new LookupError(`The answer of ${index.where} about "${name}" was not understood.`);
    if (new Set(uploads.map(({ version }) => version)).size > MAX_RELEASES)
      throw tooMany(index.where, name);
    if (uploads.some(({ at }) => at !== undefined)) return byVersion(uploads);
    // Older indexes have their dates in an API beside the simple one, if anywhere.
    const json = await get(
      `${index.url.replace(/\/simple$/, '')}/pypi/${name}/json`,
      'application/json',
    ).catch((error: unknown) => {
      if (signal.aborted) throw error;
      return undefined;
    });
    return byVersion((json && fromJson(json.text)) ?? uploads);
  });
}

function fromSimple(text: string): Upload[] | undefined {
  const { data } = simple.safeParse(jsonOf(text));
  return data?.files.flatMap((file) =>
    upload(
      file.filename,
      momentOf(file['upload-time']),
      Boolean(file.yanked) || file.yanked === '',
    ),
  );
}

function fromJson(text: string): Upload[] | undefined {
  const { data } = legacy.safeParse(jsonOf(text));
  return (
    data &&
    Object.entries(data.releases).flatMap(([version, files]) =>
      files.map((file) => ({
        version,
        at: momentOf(file.upload_time_iso_8601),
        yanked: file.yanked === true,
      })),
    )
  );
}

/** PEP 503: a page of links whose text is the file name. */
function fromHtml(text: string): Upload[] | undefined {
  const links = [...text.matchAll(/<a\s([^<>]*)>\s*([^<>\s]+)\s*<\/a>/gi)];
  if (links.length === 0 && !/<html|<!doctype/i.test(text)) return undefined;
  return links.flatMap(([, attributes = '', file = '']) =>
    upload(file, undefined, /\bdata-yanked\b/i.test(attributes)),
  );
}

/** https://packaging.python.org/en/latest/specifications/binary-distribution-format/#file-name-convention */
function upload(file: string, at: number | undefined, yanked: boolean): Upload[] {
  const version = file.endsWith('.whl')
    ? file.split('-')[1]
    : /-([^-]+?)\.(?:tar\.gz|tar\.bz2|zip|tgz)$/.exec(file)?.[1];
  return version === undefined ? [] : [{ version, at, yanked }];
}

/** A release is as young as its youngest file: one added to an old release is new code all the same. */
function byVersion(uploads: readonly Upload[]): Release[] {
  const releases = new Map<string, Release>();
  for (const { version, at, yanked } of uploads) {
    const so = releases.get(version);
    releases.set(version, {
      version,
      published: so ? latest(so.published, at) : at,
      withdrawn: yanked && (so?.withdrawn ?? true),
    });
  }
  return [...releases.values()];
}

function latest(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : Math.max(a, b);
}
