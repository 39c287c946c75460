/** What a gateway's own log says of the last 24 hours. Of what was sent, nothing is in it. */
export interface AuditLog {
  /** Whose log it is, as a person calls it. */
  readonly gateway: 'Janee';
  /** The services whose credentials were used, sorted. */
  readonly services: readonly string[];
  /** Who called, as far as calls name anybody, sorted. */
  readonly agents: readonly string[];
  readonly calls: number;
  readonly denied: number;
  /** Calls that do not say who made them. */
  readonly unnamed: number;
  /** Whether only the newest part of it was read. */
  readonly cut: boolean;
}
