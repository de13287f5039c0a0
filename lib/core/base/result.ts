/** An expected outcome that is not a value: `kind` is for code, `message` for people, `details` for both. */
export interface Refusal<Kind extends string = string> {
  readonly kind: Kind;
  readonly message: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

export type Result<T, Kind extends string = string> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: Refusal<Kind> };

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });

export const refuse = <Kind extends string>(
  kind: Kind,
  message: string,
  details?: Readonly<Record<string, unknown>>,
): { readonly ok: false; readonly error: Refusal<Kind> } => ({ ok: false, error: details ? { kind, message, details } : { kind, message } });
