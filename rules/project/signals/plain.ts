import type { ServerProject } from '../project.ts';
import type { Place } from '../tools/tool.ts';

/** What code is about that is only listed: of these languages nothing but words is known. */
export type Topic = 'sql' | 'upstream' | 'page' | 'cookie' | 'token' | 'table';

const WORDS: Readonly<Record<Topic, RegExp>> = {
  sql: /(?<!["'`])\b(?:java\.sql|javax\.sql|jakarta\.persistence|JdbcTemplate|DriverManager|EntityManager|sqlx::|rusqlite|diesel::|tokio_postgres|SqlConnection|NpgsqlConnection|SqliteConnection|DbContext|using Dapper)\b/,
  upstream:
    /\b(?:reqwest|ureq::|HttpClient|RestTemplate|WebClient|RestClient|RegisterRestClient|OkHttpClient|HttpURLConnection|URLConnection|java\.net\.http)\b/,
  page: /\btext\/html\b/,
  cookie: /\bSet-Cookie\b|\b(?:CookieJar|HttpCookie|ResponseCookie|NewCookie)\b/i,
  token:
    /\b(?:jsonwebtoken::|JwtDecoder|AddJwtBearer|oauth2ResourceServer|TokenValidationParameters|JWTCallerPrincipal)\b/,
  table: /\bCREATE\s+TABLE\b/i,
};

/** The first place in each file of the server, of a language that is only listed, where a topic's words stand. */
export function plainPlaces({ unread, files }: ServerProject, topic: Topic): readonly Place[] {
  return unread.flatMap((path) => {
    const found = WORDS[topic].exec(withoutTests(files.get(path)?.text ?? ''));
    return found
      ? [{ file: path, span: { start: found.index, end: found.index + found[0].length } }]
      : [];
  });
}

/** Rust keeps tests at the end of the file that they are about. */
export function withoutTests(text: string): string {
  const at = text.indexOf('#[cfg(test)]');
  return at < 0 ? text : text.slice(0, at);
}
