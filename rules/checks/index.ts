import type { Rule } from '../engine/rule.ts';
import { autoApprovedTools } from './auto-approved-tools.ts';
import { broadCredential } from './broad-credential.ts';
import { broadFilesystemAccess } from './broad-filesystem-access.ts';
import { deprecatedSseTransport } from './deprecated-sse-transport.ts';
import { disabledTlsVerification } from './disabled-tls-verification.ts';
import { duplicateKey } from './duplicate-key.ts';
import { elevatedCommand } from './elevated-command.ts';
import { environmentCredentialReuse } from './environment-credential-reuse.ts';
import { expiredCredential } from './expired-credential.ts';
import { exposedListener } from './exposed-listener.ts';
import { foreignReference } from './foreign-reference.ts';
import { hiddenCharacters } from './hidden-characters.ts';
import { incompleteCheck } from './incomplete-check.ts';
import { injectedEnvironment } from './injected-environment.ts';
import { insecureTransport } from './insecure-transport.ts';
import { invalidServer } from './invalid-server.ts';
import { invalidSyntax } from './invalid-syntax.ts';
import { lookalikePackage } from './lookalike-package.ts';
import { maliciousPackage } from './malicious-package.ts';
import { movedPackage } from './moved-package.ts';
import { placeholderSecret } from './placeholder-secret.ts';
import { plaintextSecret } from './plaintext-secret.ts';
import { privilegedContainer } from './privileged-container.ts';
import { remoteScript } from './remote-script.ts';
import { scatteredCredential } from './scattered-credential.ts';
import { secretInArguments } from './secret-in-arguments.ts';
import { shadowedServer } from './shadowed-server.ts';
import { shellWrapper } from './shell-wrapper.ts';
import { undefinedInput } from './undefined-input.ts';
import { unpinnedGitSource } from './unpinned-git-source.ts';
import { unpinnedImage } from './unpinned-image.ts';
import { unpinnedPackage } from './unpinned-package.ts';
import { unprotectedEnvFile } from './unprotected-env-file.ts';
import { unsupportedComments } from './unsupported-comments.ts';
import { unusedIgnore } from './unused-ignore.ts';
import { verboseLogging } from './verbose-logging.ts';
import { vulnerablePackage } from './vulnerable-package.ts';
import { writableByDefault } from './writable-by-default.ts';
import { wrongRootKey } from './wrong-root-key.ts';

/** Every rule, sorted by id. To add one, add its file and its page, and name it here. */
export const rules: readonly Rule[] = [
  autoApprovedTools,
  broadCredential,
  broadFilesystemAccess,
  deprecatedSseTransport,
  disabledTlsVerification,
  duplicateKey,
  elevatedCommand,
  environmentCredentialReuse,
  expiredCredential,
  exposedListener,
  foreignReference,
  hiddenCharacters,
  incompleteCheck,
  injectedEnvironment,
  insecureTransport,
  invalidServer,
  invalidSyntax,
  lookalikePackage,
  maliciousPackage,
  movedPackage,
  placeholderSecret,
  plaintextSecret,
  privilegedContainer,
  remoteScript,
  scatteredCredential,
  secretInArguments,
  shadowedServer,
  shellWrapper,
  undefinedInput,
  unpinnedGitSource,
  unpinnedImage,
  unpinnedPackage,
  unprotectedEnvFile,
  unsupportedComments,
  unusedIgnore,
  verboseLogging,
  vulnerablePackage,
  writableByDefault,
  wrongRootKey,
];
