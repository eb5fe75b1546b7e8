/** An expected failure as a value: narrow on `ok` to reach `value` or `error`. */
export type Result<TValue, TError> =
  { readonly ok: true; readonly value: TValue } | { readonly ok: false; readonly error: TError }
