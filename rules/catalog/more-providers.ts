import type { Provider, TokenFormat } from './provider.ts';

/**
 * Providers whose tokens say by their own form whose they are, and of which no more is known here. The forms are those of
 * https://github.com/gitleaks/gitleaks/tree/master/cmd/generate/config/rules and of the vendors' own pages on their keys;
 * a comment names what stands in neither. Patterns only: no example of a token may stand here.
 */
export const moreProviders = {
  adobe: only('Adobe', token('client secret', ['p8e-'], 'p8e-[A-Za-z0-9]{32}')),
  alibaba: only('Alibaba Cloud', token('access key id', ['LTAI'], 'LTAI[A-Za-z0-9]{16,24}')),
  anyscale: only('Anyscale', token('secret', ['esecret_'], 'esecret_[a-z0-9]{24,32}')),
  artifactory: only(
    'JFrog',
    token('API key', ['AKCp'], 'AKCp[A-Za-z0-9]{69}'),
    token('reference token', ['cmVmdGtu'], 'cmVmdGtu[A-Za-z0-9]{56}'),
  ),
  astra: only('Astra DB', token('token', ['AstraCS:'], 'AstraCS:[A-Za-z0-9]{20,32}:[0-9a-f]{64}')),
  axiom: only(
    'Axiom',
    token('token', ['xaat-', 'xapt-'], 'xa[ap]t-[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}'),
  ),
  bitwarden: only(
    'Bitwarden',
    token(
      'access token',
      ['0.'],
      '0\\.[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\\.[A-Za-z0-9]{30}:[A-Za-z0-9+/]{22}==',
    ),
  ),
  blockfrost: only(
    'Blockfrost',
    token(
      'project token',
      ['mainnet', 'preprod', 'preview', 'testnet'],
      '(?:mainnet|preprod|preview|testnet)[A-Za-z0-9]{32}',
    ),
  ),
  braintree: only(
    'Braintree',
    token(
      'access token',
      ['access_token$'],
      'access_token\\$production\\$[a-z0-9]{16}\\$[0-9a-f]{32}',
    ),
  ),
  brevo: only(
    'Brevo',
    token('API key', ['xkeysib-', 'xsmtpsib-'], 'x(?:key|smtp)sib-[0-9a-f]{64}-[A-Za-z0-9]{16}'),
  ),
  cal: only('Cal.com', token('API key', ['cal_'], 'cal_(?:live_)?[0-9a-f]{32}')),
  checkly: only('Checkly', token('API key', ['cu_'], 'cu_[0-9a-f]{32}')),
  clojars: only('Clojars', token('token', ['CLOJARS_'], 'CLOJARS_[0-9a-f]{60}')),
  cockroach: only(
    'CockroachDB',
    token('API key', ['CCDB1_'], 'CCDB1_[A-Za-z0-9]{22}_[A-Za-z0-9]{40}'),
  ),
  crates: only('crates.io', token('token', ['cio'], 'cio[A-Za-z0-9]{32}')),
  'defined-networking': only(
    'Defined Networking',
    token('API key', ['dnkey-'], 'dnkey-[A-Za-z0-9_=-]{26}-[A-Za-z0-9_=-]{52}'),
  ),
  deno: only('Deno Deploy', token('access token', ['ddp_', 'ddo_'], 'dd[op]_[A-Za-z0-9]{36}')),
  dropbox: only('Dropbox', token('access token', ['sl.'], 'sl\\.(?:u\\.)?[A-Za-z0-9_-]{130,1400}')),
  duffel: only(
    'Duffel',
    token(
      'access token',
      ['duffel_live_', 'duffel_test_'],
      'duffel_(?:live|test)_[A-Za-z0-9_=-]{43}',
    ),
  ),
  dynatrace: only(
    'Dynatrace',
    token('API token', ['dt0'], 'dt0[a-z][0-9]{2}\\.[A-Z0-9]{8,24}\\.[A-Z0-9]{64}'),
  ),
  easypost: only('EasyPost', token('API key', ['EZAK', 'EZTK'], 'EZ[AT]K[A-Za-z0-9]{54}')),
  facebook: only('Facebook', token('access token', ['EAA'], 'EAA[B-Z][A-Za-z0-9]{100,400}')),
  fireworks: only('Fireworks AI', token('API key', ['fw_'], 'fw_[A-Za-z0-9]{22,24}')),
  flutterwave: only(
    'Flutterwave',
    token('secret key', ['FLWSECK'], 'FLWSECK(?:_TEST)?-[A-Za-z0-9]{32}-X'),
  ),
  frameio: only('Frame.io', token('API token', ['fio-u-'], 'fio-u-[A-Za-z0-9_=-]{64}')),
  gitbook: only('GitBook', token('API token', ['gb_api_'], 'gb_api_[A-Za-z0-9]{40}')),
  harness: only(
    'Harness',
    token(
      'access token',
      ['pat.', 'sat.'],
      '[ps]at\\.[A-Za-z0-9_-]{22}\\.[A-Za-z0-9]{24}\\.[A-Za-z0-9]{20}',
    ),
  ),
  honeycomb: only('Honeycomb', token('key', ['hc'], 'hc[a-z](?:ik|mk|lk)_[a-z0-9]{58}')),
  imagekit: only('ImageKit', token('private key', ['private_'], 'private_[A-Za-z0-9+/]{27}=')),
  infisical: only(
    'Infisical',
    token('service token', ['st.'], 'st\\.[0-9a-f-]{24,36}\\.[0-9a-f]{32}\\.[0-9a-f]{32}'),
  ),
  infracost: only('Infracost', token('API key', ['ico-'], 'ico-[A-Za-z0-9]{32}')),
  inngest: only(
    'Inngest',
    token('signing key', ['signkey-'], 'signkey-(?:prod|test|branch)-[0-9a-f]{64}'),
  ),
  intercom: only('Intercom', token('access token', ['dG9rO'], 'dG9rO[A-Za-z0-9+/]{50,80}={0,2}')),
  ionic: only('Ionic', token('API token', ['ion_'], 'ion_[a-z0-9]{42}')),
  kaggle: only('Kaggle', token('API token', ['KGAT_'], 'KGAT_[0-9a-f]{32}')),
  klaviyo: only('Klaviyo', token('private API key', ['pk_'], 'pk_[0-9a-f]{34}')),
  llamacloud: only('LlamaCloud', token('API key', ['llx-'], 'llx-[A-Za-z0-9]{48}')),
  logfire: only('Logfire', token('token', ['pylf_v'], 'pylf_v[0-9]_[a-z]{2,5}_[A-Za-z0-9]{43}')),
  mailchimp: only('Mailchimp', {
    label: 'API key',
    marker: { text: '-us', offset: 32 },
    pattern: '[0-9a-f]{32}-us[0-9]{1,2}',
  }),
  maxmind: only('MaxMind', {
    label: 'license key',
    marker: { text: '_mmk', offset: 36 },
    pattern: '[A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk',
  }),
  mem0: only('Mem0', token('API key', ['m0-'], 'm0-[A-Za-z0-9]{40}')),
  n8n: only('n8n', token('API key', ['n8n_api_'], 'n8n_api_[0-9a-f]{40,160}')),
  netbird: only('NetBird', token('access token', ['nbp_'], 'nbp_[A-Za-z0-9]{36}')),
  nuget: only('NuGet', token('API key', ['oy2'], 'oy2[a-z0-9]{43}')),
  octopus: only('Octopus Deploy', token('API key', ['API-'], 'API-[A-Z0-9]{25,32}')),
  openshift: only('OpenShift', token('user token', ['sha256~'], 'sha256~[A-Za-z0-9_-]{43}')),
  plaid: only(
    'Plaid',
    token(
      'access token',
      ['access-'],
      'access-(?:sandbox|development|production)-[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}',
    ),
  ),
  prefect: only('Prefect', token('API key', ['pnu_', 'pnb_'], 'pn[ub]_[A-Za-z0-9]{36}')),
  readme: only('ReadMe', token('API key', ['rdme_'], 'rdme_[a-z0-9]{70}')),
  rootly: only('Rootly', token('API token', ['rootly_'], 'rootly_[0-9a-f]{64}')),
  rubygems: only('RubyGems', token('API key', ['rubygems_'], 'rubygems_[0-9a-f]{48}')),
  runpod: only('RunPod', token('API key', ['rpa_'], 'rpa_[A-Z0-9]{32}[A-Za-z0-9]{6,20}')),
  salesforce: only('Salesforce', {
    label: 'access token',
    marker: { text: '!', offset: 15 },
    pattern: '00[A-Za-z0-9]{13}![A-Za-z0-9._]{96}',
  }),
  sanity: only('Sanity', token('API token', ['sk'], 'sk[A-Za-z0-9]{80,200}')),
  scalingo: only('Scalingo', token('API token', ['tk-us-'], 'tk-us-[A-Za-z0-9_-]{48}')),
  segment: only('Segment', token('API token', ['sgp_'], 'sgp_[A-Za-z0-9]{64}')),
  settlemint: only(
    'SettleMint',
    token('access token', ['sm_aat_', 'sm_pat_', 'sm_sat_'], 'sm_[aps]at_[A-Za-z0-9]{16}'),
  ),
  shippo: only(
    'Shippo',
    token('API token', ['shippo_live_', 'shippo_test_'], 'shippo_(?:live|test)_[0-9a-f]{40}'),
  ),
  socket: only('Socket', token('API token', ['sktsec_'], 'sktsec_[A-Za-z0-9_-]{30,60}')),
  sourcegraph: only(
    'Sourcegraph',
    token('access token', ['sgp_'], 'sgp_(?:[0-9a-f]{16}_|local_)?[0-9a-f]{40}'),
  ),
  telnyx: only('Telnyx', token('API key', ['KEY'], 'KEY[0-9A-F]{32,40}_[A-Za-z0-9]{22}')),
  tencent: only('Tencent Cloud', token('secret id', ['AKID'], 'AKID[A-Za-z0-9]{32}')),
  tinybird: only(
    'Tinybird',
    token('token', ['p.eyJ'], 'p\\.eyJ[A-Za-z0-9_-]{20,400}\\.[A-Za-z0-9_-]{20,100}'),
  ),
  trello: only('Trello', token('token', ['ATTA'], 'ATTA[0-9a-f]{64}[0-9A-F]{8}')),
  trigger: only(
    'Trigger.dev',
    token('secret key', ['tr_'], 'tr_(?:dev|prod|stg|preview|pat)_[A-Za-z0-9]{20,40}'),
  ),
  twitter: only(
    'X',
    token('bearer token', ['AAAAAAAAAAAAAAAAAAAAA'], 'A{21}[A-Za-z0-9]{5,20}[A-Za-z0-9%]{70,120}'),
  ),
  typeform: only('Typeform', token('access token', ['tfp_'], 'tfp_[A-Za-z0-9_.=-]{59}')),
  unkey: only('Unkey', token('root key', ['unkey_'], 'unkey_[A-Za-z0-9]{16,40}')),
  volcengine: only('Volcengine', token('access key id', ['AKLT'], 'AKLT[A-Za-z0-9_-]{40,60}')),
  voyage: only('Voyage AI', token('API key', ['pa-'], 'pa-[A-Za-z0-9_-]{43}')),
  wakatime: only(
    'WakaTime',
    token('API key', ['waka_'], 'waka_[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}'),
  ),
  xata: only('Xata', token('API key', ['xau_'], 'xau_[A-Za-z0-9]{32,60}')),
  yandex: only(
    'Yandex Cloud',
    token('API key', ['AQVN'], 'AQVN[A-Za-z0-9_-]{35,38}'),
    token('IAM token', ['t1.'], 't1\\.[A-Za-z0-9_-]{20,400}={0,2}\\.[A-Za-z0-9_-]{86}={0,2}'),
  ),
  zuplo: only('Zuplo', token('API key', ['zpka_'], 'zpka_[A-Za-z0-9]{32}_[0-9a-f]{8}')),
} as const satisfies Readonly<Record<string, Provider>>;

function token(label: string, prefixes: readonly string[], pattern: string): TokenFormat {
  return { label, prefixes, pattern };
}

function only(label: string, ...tokens: readonly TokenFormat[]): Provider {
  return { label, tokens, names: [] };
}
