import { at, pathsIn } from '../../../project/signals/code.ts';
import { tokenFiles } from '../../../project/signals/kept-secrets.ts';
import type { Signals } from '../../../project/signals/signals.ts';
import type { Place } from '../../../project/tools/tool.ts';
import type { Criterion } from '../item.ts';
import { fail, notApplicable, pass, review } from '../opinion.ts';
import { namesIn } from './secrets.ts';

/** P10: what is stored of persons is encrypted, so that changes show. */
const columnsEncrypted: Criterion = ({ personalData, code }) => {
  const weak = [
    ...code.texts(/^aes-?(?:128|192|256)-(?:cbc|ecb)$/i),
    ...code.words(/^(?:NewCBCEncrypter|MODE_CBC|MODE_ECB)$/),
  ];
  if (personalData.length === 0)
    return notApplicable(
      'It keeps no personal data and no tokens of others in a store of its own.',
    );
  if (weak.length > 0)
    return fail('What is stored is encrypted without a check that nobody changed it.', weak);
  const good = [
    ...code.texts(/^aes-?256-gcm$|^chacha20-poly1305$/i),
    ...code.words(
      /^(?:AESGCM|NewGCM|Fernet|secretbox|crypto_secretbox_\w+|xchacha20\w*|pgp_sym_encrypt)$/,
    ),
  ];
  if (good.length > 0) return pass('Sensitive fields are encrypted with authentication.', good);
  return review(
    'Personal data is stored; its encryption was not seen, the platform may do it.',
    personalData,
  );
};

/** P11: nothing goes over a network unencrypted. */
const tls: Criterion = ({ listeners, http, services, upstream, platform, code }) => {
  if (listeners.length === 0 && http.length === 0 && services.length === 0)
    return notApplicable('It uses no network.');
  const off = unverified(code);
  if (off.length > 0) return fail('Certificates are not checked.', off);
  const hosts = code.words(
    /^(?:hostHeaderValidation|createMcpExpressApp|allowed_?hosts|enableDnsRebindingProtection|TransportSecuritySettings|allowed_?origins)$/i,
  );
  const open = listeners.filter(({ binds }) => binds === 'all').map((it) => it.at);
  if (platform.length > 0 && open.length === 0)
    return pass('The platform ends TLS in front of it.', platform);
  const minimum = leastVersions(code);
  if (minimum.length > 0) return pass('The least version of TLS is set.', minimum);
  if (open.length > 0 && hosts.length === 0 && http.length > 0)
    return fail(
      'It listens on every interface, without TLS and without a check of the host.',
      open,
    );
  if (http.length > 0 || listeners.some(({ binds }) => binds !== 'loopback'))
    return review('It offers plain HTTP: TLS has to be ended in front of it.', [
      ...listeners.map((it) => it.at),
      ...http,
    ]);
  const urls = upstream.map(({ url }) => url);
  const encrypted = upstream
    .filter(({ url }) => url !== null && /^https:/i.test(url))
    .map((it) => it.at);
  if (
    encrypted.length > 0 &&
    urls.every((url) => url === null || /^https:/i.test(url)) &&
    urls.filter((url) => url === null).length <= encrypted.length
  )
    return pass('Services are called over https.', encrypted);
  return review(
    'Where it calls is set from outside: an address without TLS may be given.',
    services,
  );
};

/** The least version of TLS; what a tool or a service behind it has to have at least is another one. */
function leastVersions(code: Signals['code']): readonly Place[] {
  const keys = code
    .each('least versions of TLS', (sites) =>
      sites.keys.filter(
        ({ key, value }) =>
          /^(?:minVersion|MinVersion|minimum_version)$/.test(key) &&
          ((value.kind === 'text' && /^TLSv?1/i.test(value.value)) ||
            pathsIn(value).some((path) => /tls|ssl/i.test(path))),
      ),
    )
    .map(({ module, start, end }) => at(module, { start, end }));
  return [...keys, ...code.words(/^(?:minimum_version|min_tls\w*|tls_min\w*)$/)];
}

function unverified(code: Signals['code']): readonly Place[] {
  return code
    .each('certificates that are not checked', ({ keys }) =>
      keys.filter(
        ({ key, value }) =>
          (/^(?:rejectUnauthorized|verify|verify_ssl|ssl_verify)$/.test(key) &&
            value.kind === 'literal' &&
            value.value === false) ||
          (key === 'InsecureSkipVerify' && value.kind === 'literal' && value.value === true),
      ),
    )
    .map(({ module, start, end }) => at(module, { start, end }));
}

const CONVERSATION =
  /^(?:user_?prompt|userPrompt|conversation(?:_?history)?|chat_?history|full_?prompt|original_?prompt|user_?query_?context)$/;

/** A setting that switches it off, or without which it is not on. */
const SWITCHES_OFF =
  /DO_NOT_TRACK|(?:TELEMETRY|ANALYTICS|TRACKING).{0,40}(?:DISABLE|ENABLE|OFF|OPT)|(?:DISABLE|ENABLE|NO|OPT_?OUT).{0,40}(?:TELEMETRY|ANALYTICS|TRACKING)|TELEMETRY$/i;
const TRACKERS = /^(?:MATOMO|PLAUSIBLE|UMAMI)_|_ANALYTICS$/;

/** P12: what is reported is documented and can be switched off. */
const collected: Criterion = ({ telemetry, project, code, docs }) => {
  const switches = project.variables
    .filter(({ name }) => SWITCHES_OFF.test(name) || TRACKERS.test(name))
    .map((it) => it.at);
  if (telemetry.length + switches.length === 0) return notApplicable('It reports no usage.');
  const prompts = project.tools.flatMap(
    ({ schema }) =>
      schema?.parameters.filter(({ name }) => CONVERSATION.test(name)).map((it) => it.at) ?? [],
  );
  if (prompts.length > 0) return fail('A tool asks for the conversation itself.', prompts);
  const optOut = [
    ...switches,
    ...code.words(
      /^(?:telemetry_?enabled|is_?telemetry_?enabled|disable_?telemetry|opt_?out\w*)$/i,
    ),
  ];
  const said = docs.find(/\btelemetry\b|usage data|analytics data|data we collect|opt[- ]out/gi);
  if (optOut.length > 0 && said.length > 0)
    return pass('What is reported is documented, and can be switched off.', [...said, ...optOut]);
  if (optOut.length + said.length > 0)
    return review('Usage is reported: it is documented, or can be switched off, but not both.', [
      ...said,
      ...optOut,
      ...telemetry,
    ]);
  return fail('Usage is reported, undocumented, and cannot be switched off.', telemetry);
};

/** P13: data that is kept is deleted in the end. */
const retention: Criterion = ({ telemetry, ownTables, code, docs, statements }) => {
  const logs = code
    .calls(
      /^(?:fs\.)?(?:createWriteStream|appendFile(?:Sync)?)$|^(?:logging\.(?:handlers\.)?)?(?:FileHandler|RotatingFileHandler|TimedRotatingFileHandler)$|^os\.OpenFile$/,
    )
    .filter(({ call }) =>
      call.args.some(({ value }) => namesIn(value).some((name) => /log/i.test(name))),
    )
    .map(({ call, module }) => at(module, call));
  const tokens = tokenFiles(code).map(({ call, module }) => at(module, call));
  const kept = [...ownTables, ...tokens, ...logs, ...telemetry];
  if (kept.length === 0) return notApplicable('It keeps no data of users.');
  const ends = [
    ...code.words(
      /^(?:\w*RotatingFileHandler|maxFiles|lumberjack|expirationTtl|retention\w*|(?:cleanup|purge|prune|delete)_?(?:old|expired|stale)\w*)$/i,
    ),
    ...statements
      .filter(({ statement }) =>
        /DELETE\s{1,10}FROM\s[^;]{0,200}?WHERE[^;]{0,200}?(?:created|expires|updated|last_)/i.test(
          statement ?? '',
        ),
      )
      .map((it) => it.at),
    ...docs.find(/\b(?:retention|retained? for|kept for|deleted after)\b[^\n]{0,80}\d/gi),
  ];
  return ends.length > 0
    ? pass('What is kept is deleted in the end.', ends)
    : review('Data is kept, and nothing that deletes it was seen.', kept);
};

export const dataProtection: Readonly<Record<number, Criterion>> = {
  10: columnsEncrypted,
  11: tls,
  12: collected,
  13: retention,
};
