import { MonotableError } from './errors.js'
import { nearNames } from './near-names.js'

/**
 * Refuses options that nobody takes: without effect, a misspelt condition would be a write without one. The compiler tells
 * of them in literals alone, and JavaScript callers hear nothing of it. A name counts whatever its value is, undefined too:
 * whoever writes it means something by it.
 *
 * @param code The code of the refusal.
 * @param place Whose options they are, as the message begins.
 * @param details What the refusal carries beside `option`, `options` and `near`.
 */
export function assertOptions(
  options: unknown,
  names: readonly string[],
  code: string,
  place: string,
  details: object = {},
): void {
  if (typeof options !== 'object' || options === null || Array.isArray(options))
    throw new MonotableError(
      code,
      `${place}: options are an object, not ${kindOf(options)}. ${listOf(names)}`,
      {
        ...details,
        options: names,
      },
    )
  // Inherited ones are read like any other.
  for (const option in options)
    if (!names.includes(option)) throw unknownOption(option, names, code, place, details)
}

function unknownOption(
  option: string,
  names: readonly string[],
  code: string,
  place: string,
  details: object,
): MonotableError {
  const near = nearNames(option, names)
  const meant = near.length === 0 ? '.' : `; did you mean ${near.join(' or ')}?`
  return new MonotableError(code, `${place}: there is no option ${option}${meant} ${listOf(names)}`, {
    ...details,
    option,
    options: names,
    near,
  })
}

const listOf = (names: readonly string[]): string =>
  `It takes ${names.length === 0 ? 'none' : names.join(', ')}.`

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value)
  return Array.isArray(value) ? 'an array' : `a ${typeof value}`
}
