/**
 * The root of every error that monotable throws on purpose.
 *
 * `code` is stable (`room.reason`) and is what programs compare; the message names the entity, the access pattern or
 * attribute, and the fix, and may be reworded; `details` carries the same facts as data; `cause` keeps the error
 * underneath, if any. `name` is the name of the class.
 *
 * @example
 * ```ts
 * try {
 *   await db.orders.create(order)
 * } catch (error) {
 *   if (error instanceof MonotableError && error.code === 'repository.exists') return conflict(error.details)
 *   throw error
 * }
 * ```
 */
export class MonotableError<
  TCode extends string = string,
  TDetails extends object = Readonly<Record<string, unknown>>,
> extends Error {
  // On the prototype, so that the stack, which is taken while an error is made, begins with it; and as a text, since bundlers
  // give classes other names.
  static {
    this.prototype.name = 'MonotableError'
  }

  readonly code: TCode
  readonly details: TDetails

  constructor(code: TCode, message: string, details: TDetails, options?: { cause?: unknown }) {
    // Printed errors would show a cause that is undefined.
    super(message, options?.cause === undefined ? undefined : options)
    this.code = code
    this.details = details
  }
}
