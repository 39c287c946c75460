import { type Fake, seeded } from '../../fake.ts';

/** A value in a place, and whether it is a credential worth a warning. */
export interface Blind {
  readonly role: 'env' | 'arg' | 'header' | 'url' | 'other';
  readonly name: string;
  readonly value: string;
  readonly is: boolean;
}

/** A word of `length` characters out of an alphabet. */
function out(fake: Fake, alphabet: string, length: number): string {
  return Array.from({ length }, () => fake.pick([...alphabet])).join('');
}

const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const ALL = `${LOWER}${LOWER.toUpperCase()}0123456789`;
const DJANGO = `${LOWER}0123456789!@#$%^&*(-_=+)`;

/** Written down before the detector was tried on any of it: kinds of values, each with made-up characters. */
export function blind(seed: number): readonly Blind[] {
  const fake = seeded(seed);
  const rows: Blind[] = [];
  const yes = (name: string, value: string, role: Blind['role'] = 'env'): void => {
    rows.push({ role, name, value, is: true });
  };
  const no = (name: string, value: string, role: Blind['role'] = 'env'): void => {
    rows.push({ role, name, value, is: false });
  };
  const pick = (signs: string): string =>
    `${fake.base62(9)}${out(fake, signs, 1)}${fake.base62(8)}${out(fake, signs, 1)}${fake.base62(9)}`;

  // Generated secrets with any character in them.
  for (let index = 0; index < 6; index++) {
    yes('SECRET_KEY', out(fake, DJANGO, 50));
    yes('DJANGO_SECRET_KEY', `django-insecure-${out(fake, DJANGO, 50)}`);
    yes('APP_SECRET', pick('"\'(),;<>?[]{}'));
    yes('CLIENT_SECRET', pick('äöüßéñçøłš'));
    yes('AZURE_CLIENT_SECRET', `${fake.base62(5)}${pick('?[].=@:')}`);
  }
  yes('JWT_SECRET', out(fake, `${ALL}!"#%&'()*+,-./:;<=>?@[]^_{|}~`, 40));
  yes('SESSION_SECRET', out(fake, `${ALL}!#%&()*+,-.:;<=>?@[]^_{|}~`, 32));
  yes('ENCRYPTION_KEY', out(fake, `${ALL}(){}[]<>`, 32));
  yes('WEBHOOK_SECRET', `${fake.base62(12)},${fake.base62(14)}`);
  yes('API_TOKEN', `${fake.base62(14)}'${fake.base62(14)}`);
  yes('X-Api-Key', `${fake.base62(14)};${fake.base62(14)}`, 'header');
  yes('api_secret', `${fake.base62(14)}?${fake.base62(14)}`, 'other');
  // Pass phrases and passwords with blanks.
  yes('SSH_PASSPHRASE', 'orbit 47 velvet-Kite!');
  yes('SMTP_PASSWORD', 'qzwk fhpn xbtv mdrl');
  yes('DB_PASSWORD', 'Blue Kettle 9 Rivers');
  yes('GPG_PASSPHRASE', 'walnut ceiling harbour sixteen');
  yes(
    'IMAP_PASSWORD',
    `${out(fake, LOWER, 4)} ${out(fake, LOWER, 4)} ${out(fake, LOWER, 4)} ${out(fake, LOWER, 4)}`,
  );
  // Cookies.
  yes('LINKEDIN_COOKIE', `li_at=${fake.base64url(60)}`);
  yes(
    'SITE_COOKIE',
    `lang=en; JSESSIONID="ajax:${fake.match('[0-9]{19}')}"; sid=${fake.base62(32)}`,
  );
  yes('FB_COOKIE', `c_user=100012345678901; xs=${fake.base62(14)}%3A2%3A1700000000`);
  yes('COOKIE', `reddit_session=${fake.base64url(80)}`);
  yes('Cookie', `theme=dark; d=${fake.base64url(90)}`, 'header');
  // Short flags.
  yes('k', fake.base62(40), 'arg');
  yes('p', fake.password(), 'arg');
  yes('Authentication', fake.base62(40), 'header');
  yes('Authentication', `Bearer ${fake.base62(40)}`, 'header');
  // Addresses that are the credential.
  yes('', `https://acme.tines.com/webhook/${fake.hex(32)}/${fake.hex(32)}`, 'arg');
  yes('NOTIFY', `https://chat.acme.dev/hooks/${fake.match('[a-z0-9]{26}')}`);
  yes('url', `https://flows.acme.dev/webhook/${fake.base62(32)}`, 'url');
  yes('url', `https://mcp.acme.dev/key/${fake.hex(32)}/mcp`, 'url');
  yes('ALERTS', `https://events.pagerduty.com/integration/${fake.hex(32)}/enqueue`);

  // What only looks like it.
  no('SECRET_KEY', 'get_secret("django/secret-key")');
  no('SECRET_KEY', "os.environ['SECRET_KEY']");
  no('SECRET_KEY', "config('SECRET_KEY', default='')");
  no('APP_SECRET', '{{ secrets.app }}');
  no('APP_SECRET', 'secrets["app-secret"]');
  no('DB_PASSWORD', 'var.db_password');
  no('DB_PASSWORD', 'local.creds["main"].password');
  no('DB_PASSWORD', 'data.vault_generic_secret.db.data["password"]');
  no('API_TOKEN', 'module.auth.token');
  no('API_TOKEN', 'steps.login.outputs.token');
  no('API_TOKEN', '[paste your token, please]');
  no('API_TOKEN', '<your-token-here>');
  no('API_TOKEN', '(set in the vault)');
  no('API_TOKEN', 'read,write,admin');
  no('API_KEY', 'see README, section "Keys"');
  no('CLIENT_SECRET', 'à-remplacer-par-votre-clé');
  no('CLIENT_SECRET', 'hier-dein-schlüssel-einfügen');
  no('KEY_VAULT_NAME', 'acme-prod-weu-kv01');
  no('KEY_VAULT_TO_STORE_SECRETS', 'acme7-dev-neu-kv02-s1');
  no('VAULT_NAME', 'team-secrets-eu1');
  no('SECRETS_BACKEND', 'aws:eu-central-1:prod');
  no('TOKEN_PATTERN', '^[A-Za-z0-9]{32}$');
  no('API_KEY_REGEX', '^(sk|pk)_[a-z]{4}_[0-9A-F]{24}$');
  no('PASSWORD_POLICY', 'min=12,upper=1,digit=1');
  no('SSH_PASSPHRASE', 'stored in the keychain');
  no('DB_PASSWORD', 'ask your admin for it');
  no('DB_PASSWORD', 'the same as in .env');
  no('p', '8080:8080', 'arg');
  no('p', 'acme-billing-prod-2024', 'arg');
  no('p', './config/settings.json', 'arg');
  no('p', '3000', 'arg');
  no('k', 'deployment/web', 'arg');
  no('k', './keys/service.pem', 'arg');
  no('COOKIE', '_ga=GA1.2.1234567890.1700000000; lang=en-US');
  no('COOKIE', 'theme=dark; consent=accepted-all-2024');
  no('COOKIE_NAME', 'acme_session_v2');
  no('Authentication', 'required', 'header');
  no('AUTHENTICATION', 'ldap-with-fallback');
  no('url', 'https://acme.dev/webhook/orders-created', 'url');
  no('url', 'https://acme.dev/hooks/github-push-events', 'url');
  no('DOCS', 'https://docs.acme.dev/webhook/getting-started-2024');
  no('STYLE', 'width:100%;height:40px;color:#a1b2c3');
  no('QUERY', "SELECT id, name FROM users WHERE name = 'x' LIMIT 10");
  no('TEMPLATE', 'Hello {name}, your order (#4711) is ready!');
  no('CRON', '0 */6 * * 1-5');
  no('FILTER', 'status=open&labels[]=bug&labels[]=p1');
  no('UPSTREAM', `sha256:${fake.hex(64)}`);
  no('UPSTREAM', fake.hex(40));
  no('UPSTREAM', fake.uuid());
  no('IMAGE', `acme/web@sha256:${fake.hex(64)}`);
  no('NEXT_PUBLIC_KEY', `pk_live_${fake.base62(24)}`);
  return rows;
}
