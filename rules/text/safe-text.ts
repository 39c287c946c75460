declare const SAFE: unique symbol;

/**
 * Text fit to be shown to a person, whatever it was made of: one line, nothing invisible, nothing that looks like a
 * credential, and neither a link nor a command to what shows it. Only `secrets/safe` makes it, and what shows text takes
 * nothing else, so that the compiler holds the promise.
 */
export type SafeText = string & { readonly [SAFE]: true };
