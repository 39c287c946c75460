import type { Rule } from '../engine/rule.ts';
import { autoApprovedTools } from './config/auto-approved-tools.ts';
import { broadCredential } from './config/broad-credential.ts';
import { broadFilesystemAccess } from './config/broad-filesystem-access.ts';
import { containerStdio } from './config/container-stdio.ts';
import { deprecatedSseTransport } from './config/deprecated-sse-transport.ts';
import { disabledTlsVerification } from './config/disabled-tls-verification.ts';
import { duplicateKey } from './config/duplicate-key.ts';
import { elevatedCommand } from './config/elevated-command.ts';
import { environmentCredentialReuse } from './config/environment-credential-reuse.ts';
import { expiredCredential } from './config/expired-credential.ts';
import { exposedListener } from './config/exposed-listener.ts';
import { foreignField } from './config/foreign-field.ts';
import { foreignReference } from './config/foreign-reference.ts';
import { hiddenCharacters } from './config/hidden-characters.ts';
import { incompleteCheck } from './config/incomplete-check.ts';
import { injectedEnvironment } from './config/injected-environment.ts';
import { insecureTransport } from './config/insecure-transport.ts';
import { invalidServer } from './config/invalid-server.ts';
import { invalidSyntax } from './config/invalid-syntax.ts';
import { joinedArguments } from './config/joined-arguments.ts';
import { lookalikePackage } from './config/lookalike-package.ts';
import { maliciousPackage } from './config/malicious-package.ts';
import { missingCmdWrapper } from './config/missing-cmd-wrapper.ts';
import { movedPackage } from './config/moved-package.ts';
import { placeholderSecret } from './config/placeholder-secret.ts';
import { plaintextSecret } from './config/plaintext-secret.ts';
import { privilegedContainer } from './config/privileged-container.ts';
import { relativePath } from './config/relative-path.ts';
import { remoteScript } from './config/remote-script.ts';
import { scatteredCredential } from './config/scattered-credential.ts';
import { secretInArguments } from './config/secret-in-arguments.ts';
import { shadowedServer } from './config/shadowed-server.ts';
import { shellWrapper } from './config/shell-wrapper.ts';
import { undefinedInput } from './config/undefined-input.ts';
import { unpinnedGitSource } from './config/unpinned-git-source.ts';
import { unpinnedImage } from './config/unpinned-image.ts';
import { unpinnedPackage } from './config/unpinned-package.ts';
import { unprotectedEnvFile } from './config/unprotected-env-file.ts';
import { unsupportedComments } from './config/unsupported-comments.ts';
import { unusedIgnore } from './config/unused-ignore.ts';
import { verboseLogging } from './config/verbose-logging.ts';
import { vulnerablePackage } from './config/vulnerable-package.ts';
import { writableByDefault } from './config/writable-by-default.ts';
import { wrongRootKey } from './config/wrong-root-key.ts';

/** Every rule, sorted by id. To add one, add its file and its page, and name it here. */
export const rules: readonly Rule[] = [
  autoApprovedTools,
  broadCredential,
  broadFilesystemAccess,
  containerStdio,
  deprecatedSseTransport,
  disabledTlsVerification,
  duplicateKey,
  elevatedCommand,
  environmentCredentialReuse,
  expiredCredential,
  exposedListener,
  foreignField,
  foreignReference,
  hiddenCharacters,
  incompleteCheck,
  injectedEnvironment,
  insecureTransport,
  invalidServer,
  invalidSyntax,
  joinedArguments,
  lookalikePackage,
  maliciousPackage,
  missingCmdWrapper,
  movedPackage,
  placeholderSecret,
  plaintextSecret,
  privilegedContainer,
  relativePath,
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
