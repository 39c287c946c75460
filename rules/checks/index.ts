import type { Rule } from '../rule.ts';
import { insecureTransport } from './insecure-transport.ts';
import { invalidSyntax } from './invalid-syntax.ts';
import { plaintextSecret } from './plaintext-secret.ts';
import { unpinnedPackage } from './unpinned-package.ts';

/** Every rule, sorted by id. To add one, add its file and its page, and name it here. */
export const rules: readonly Rule[] = [insecureTransport, invalidSyntax, plaintextSecret, unpinnedPackage];
