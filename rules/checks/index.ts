import type { Rule } from '../rule.ts';
import { broadFilesystemAccess } from './broad-filesystem-access.ts';
import { deprecatedSseTransport } from './deprecated-sse-transport.ts';
import { disabledTlsVerification } from './disabled-tls-verification.ts';
import { duplicateKey } from './duplicate-key.ts';
import { elevatedCommand } from './elevated-command.ts';
import { exposedListener } from './exposed-listener.ts';
import { foreignReference } from './foreign-reference.ts';
import { hiddenCharacters } from './hidden-characters.ts';
import { injectedEnvironment } from './injected-environment.ts';
import { insecureTransport } from './insecure-transport.ts';
import { invalidServer } from './invalid-server.ts';
import { invalidSyntax } from './invalid-syntax.ts';
import { placeholderSecret } from './placeholder-secret.ts';
import { plaintextSecret } from './plaintext-secret.ts';
import { privilegedContainer } from './privileged-container.ts';
import { shadowedServer } from './shadowed-server.ts';
import { undefinedInput } from './undefined-input.ts';
import { unpinnedGitSource } from './unpinned-git-source.ts';
import { unpinnedImage } from './unpinned-image.ts';
import { unpinnedPackage } from './unpinned-package.ts';
import { unsupportedComments } from './unsupported-comments.ts';
import { verboseLogging } from './verbose-logging.ts';
import { wrongRootKey } from './wrong-root-key.ts';

/** Every rule, sorted by id. To add one, add its file and its page, and name it here. */
export const rules: readonly Rule[] = [
  broadFilesystemAccess,
  deprecatedSseTransport,
  disabledTlsVerification,
  duplicateKey,
  elevatedCommand,
  exposedListener,
  foreignReference,
  hiddenCharacters,
  injectedEnvironment,
  insecureTransport,
  invalidServer,
  invalidSyntax,
  placeholderSecret,
  plaintextSecret,
  privilegedContainer,
  shadowedServer,
  undefinedInput,
  unpinnedGitSource,
  unpinnedImage,
  unpinnedPackage,
  unsupportedComments,
  verboseLogging,
  wrongRootKey,
];
