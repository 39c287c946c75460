import type { Rule } from '../rule.ts';
import { duplicateKey } from './duplicate-key.ts';
import { foreignReference } from './foreign-reference.ts';
import { hiddenCharacters } from './hidden-characters.ts';
import { insecureTransport } from './insecure-transport.ts';
import { invalidServer } from './invalid-server.ts';
import { invalidSyntax } from './invalid-syntax.ts';
import { placeholderSecret } from './placeholder-secret.ts';
import { plaintextSecret } from './plaintext-secret.ts';
import { shadowedServer } from './shadowed-server.ts';
import { undefinedInput } from './undefined-input.ts';
import { unpinnedGitSource } from './unpinned-git-source.ts';
import { unpinnedImage } from './unpinned-image.ts';
import { unpinnedPackage } from './unpinned-package.ts';
import { unsupportedComments } from './unsupported-comments.ts';
import { wrongRootKey } from './wrong-root-key.ts';

/** Every rule, sorted by id. To add one, add its file and its page, and name it here. */
export const rules: readonly Rule[] = [
  duplicateKey,
  foreignReference,
  hiddenCharacters,
  insecureTransport,
  invalidServer,
  invalidSyntax,
  placeholderSecret,
  plaintextSecret,
  shadowedServer,
  undefinedInput,
  unpinnedGitSource,
  unpinnedImage,
  unpinnedPackage,
  unsupportedComments,
  wrongRootKey,
];
