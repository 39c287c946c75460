import { place } from '../../../project/docs/docs.ts';
import { at } from '../../../project/signals/code.ts';
import type { Signals } from '../../../project/signals/signals.ts';
import type { Place } from '../../../project/tools/tool.ts';
import type { Criterion } from '../item.ts';
import { fail, notApplicable, pass, review } from '../opinion.ts';

/** P41: what happens to data is said. */
const privacy: Criterion = ({
  docs,
  project,
  services,
  telemetry,
  databases,
  upstream,
  apiCredentials,
  code,
}) => {
  if (services.length + telemetry.length === 0) return notApplicable('Nothing leaves the machine.');
  const declared = project.manifests.flatMap(({ file, links }) =>
    links
      .filter(({ kind, value }) => kind === 'privacy' && /^https:/i.test(value))
      .map((it) => ({ file, span: it.at })),
  );
  const links = docs.links
    .filter(
      ({ text, target }) =>
        /privacy|data (?:handling|policy)/i.test(`${text} ${target}`) &&
        /^https:|^[\w./-]{0,200}(?:PRIVACY|TERMS)\w{0,40}\.md/i.test(target),
    )
    .map(({ file, start, end }) => place(file, start, end));
  const sections = docs
    .sections(/\bprivacy\b/i)
    .filter(({ text }) => /https:\/\//.test(text) || covers(text) >= 3)
    .map((it) => it.at);
  const files = [...project.files.values()]
    .filter(
      ({ path, text }) =>
        /(?:^|\/)(?:PRIVACY(?:[_-]POLICY)?|TERMS(?:[_-]AND[_-]CONDITIONS)?)\.md$/i.test(path) &&
        covers(text) >= 2,
    )
    .map(({ path }) => place(path, 0, 0));
  const found = [...declared, ...sections, ...links, ...files];
  if (found.length > 0) return pass('A privacy policy is named.', found);
  const own = code.uses('own-backend').flatMap(({ imports }) => imports.slice(0, 1));
  if (
    databases.length + own.length > 0 &&
    apiCredentials.length === 0 &&
    upstream.length === 0 &&
    telemetry.length === 0
  )
    return review('It talks to a database or machine of its user only.', [...databases, ...own]);
  const fixed = code.texts(/^https:\/\/(?!localhost|127\.)[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/i);
  const told = project.variables.some(({ name }) =>
    /(?:URL|URI|HOST|ENDPOINT|ADDRESS|SERVER)$/i.test(name),
  );
  if (telemetry.length === 0 && fixed.length === 0 && told)
    return review(
      'It talks to a service of its user, at an address that is set from outside.',
      services,
    );
  return fail('It calls a service, and no privacy policy was found.', services);
};

/** How many of the five things a policy covers a text speaks of. */
function covers(text: string): number {
  return [
    /collect/i,
    /\buse[ds]?\b|purpose/i,
    /shar(?:e|ed|ing)|third part/i,
    /retention|retain|kept|stored?\b|delet/i,
    /contact|@[\w-]+\.\w/i,
  ].filter((pattern) => pattern.test(text)).length;
}

/** What calls a service deletes users there, not here. */
const OF_SERVICE = /(?:^|\/)(?:clients?|apis?|sdks?|generated)\/|client[^/]{0,20}\.\w{2,3}$/i;

/** P42: users can have their data deleted. */
const deletion: Criterion = ({ personalData, telemetry, code, docs, statements }) => {
  if (personalData.length + telemetry.length === 0)
    return notApplicable('It keeps no personal data of its users.');
  const found = [
    ...code.words(
      /^(?:delete|remove|erase)_?(?:user|account|my_?data|me|profile)s?$/i,
      3,
      ({ file }) => !OF_SERVICE.test(file),
    ),
    ...code.texts(
      /\/(?:delete-?account|account\/delete|me\/delete|delete-?my-?data|gdpr)\b|^\/(?:account|me)$/i,
    ),
    ...statements
      .filter(({ statement }) => /DELETE\s+FROM\s+(?:users?|accounts?)\b/i.test(statement ?? ''))
      .map((it) => it.at),
    ...docs.find(/\bdelet(?:e|ion of|ing) (?:all )?(?:your|my) (?:data|account|personal)/gi),
  ];
  return found.length > 0
    ? pass('Users can delete their data.', found)
    : review('Personal data is kept, and no way to delete it was seen.', [
        ...personalData,
        ...telemetry,
      ]);
};

/** P43: cookies beyond the necessary ones need a yes. */
const cookies: Criterion = ({ cookies: set }) =>
  set.length === 0
    ? notApplicable('It sets no cookies.')
    : review('It sets cookies: are all of them strictly necessary?', set);

/** P44: a yes is kept, signed, and can be taken back. */
const consent: Criterion = ({ code, http, telemetry, project }) => {
  const asks = [
    ...code.words(
      /^(?:render_?approval\w*|approval_?dialog|client_?id_?already_?approved|\w{0,60}consent_?(?:page|given|screen|form|dialog|required|cookie|route|store)|(?:has|set|get|store|record|require|grant|revoke|check)_?(?:user|client|oauth)?_?consent\w{0,40}|telemetry_?consent|approved_?clients)$/i,
    ),
    ...code.texts(/^\/(?:oauth\/)?consent\b/),
  ];
  if (asks.length === 0 || http.length + telemetry.length === 0)
    return notApplicable('It asks for no consent.');
  const files = new Set(asks.map(({ file }) => file));
  const inFiles = (pattern: RegExp): readonly Place[] =>
    code.words(pattern, 200).filter(({ file }) => files.has(file));
  const open = project.code.calls.filter(
    ({ name, call, module }) =>
      files.has(module.path) &&
      /^(?:atob|JSON\.parse|from|b64decode|urlsafe_b64decode)$/.test(name) &&
      call.args.some(({ value }) =>
        value.kind === 'id' || value.kind === 'member'
          ? /state/i.test(value.kind === 'id' ? value.name : value.name)
          : false,
      ),
  );
  const signed = inFiles(
    /^(?:createHmac|timingSafeEqual|verify_?\w*|sign_?\w*|jwtVerify|SignJWT|hmac|compare_digest|subtle)$/i,
  );
  if (open.length > 0 && signed.length === 0)
    return fail(
      'The state of a login is read without a signature.',
      open.map(({ call, module }) => at(module, call)),
    );
  if (signed.length > 0 || telemetry.length > 0)
    return pass('A decision is asked for and kept.', [...asks, ...signed]);
  return review('Consent is asked for; where the decision is kept was not seen.', asks);
};

const CARD =
  /^(?:card_?(?:number|no|num)|credit_?card(?:_?number)?|cvv2?|cvc2?|pan|card_?cvc|card_?expiry)$/i;

/** P45: card data is entered at the processor only. */
const cards: Criterion = ({ project, code }) => {
  const asked = project.tools.flatMap(
    ({ schema }) =>
      schema?.parameters.filter(({ name }) => CARD.test(name)).map((it) => it.at) ?? [],
  );
  if (asked.length > 0) return fail('A tool takes card data.', asked);
  const selling = payments({ code });
  return selling.length > 0
    ? pass('Cards are entered at the processor only.', selling)
    : notApplicable('It takes no payments.');
};

function payments({ code }: Pick<Signals, 'code'>): readonly Place[] {
  const libraries = code.uses('payment').flatMap(({ imports }) => imports);
  const calls = code
    .calls(
      /(?:^|\.)(?:registerPaidTool|paidTool|checkout\.sessions\.create|paymentMiddleware|paymentLinks\.create)$/,
    )
    .map(({ call, module }) => at(module, call));
  return libraries.length > 0 ? [...calls, ...libraries] : calls;
}

/** P46, P47: it sells something. */
const processor: Criterion = (signals) => {
  const selling = signals.code.calls(
    /(?:^|\.)(?:registerPaidTool|paidTool|checkout\.sessions\.create|paymentMiddleware|paymentLinks\.create)$/,
  );
  if (selling.length === 0) return notApplicable('It sells nothing.');
  return pass('A processor takes the payments.', payments(signals));
};
const revenue: Criterion = (signals) =>
  payments(signals).length === 0
    ? notApplicable('It sells nothing.')
    : review('Where is seen what it earns?', payments(signals));

export const operation: Readonly<Record<number, Criterion>> = {
  41: privacy,
  42: deletion,
  43: cookies,
  44: consent,
  45: cards,
  46: processor,
  47: processor,
  52: revenue,
};
