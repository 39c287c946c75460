/** Stands in for the SDK's validator of tool results, which a probe has no use for. */
export class DefaultJsonSchemaValidator {
  getValidator() {
    return (value: unknown) => ({ valid: true, data: value, errorMessage: undefined });
  }
}

/** What the SDK asks of its platform beside. */
export const CORS_IS_POSSIBLE = false;
