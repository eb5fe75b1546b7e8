/**
 * How often a property runs: the runs that the property asks for, times MONOTABLE_RUNS; from MONOTABLE_SEED where one
 * is set, which replays the run that printed it.
 *
 * @example
 * ```ts
 * fc.assert(fc.property(fc.string(), (text) => decode(encode(text)) === text), parameters(200))
 * ```
 */
export function parameters(runs: number): { numRuns: number; seed?: number } {
  const numRuns = Math.max(1, Math.round(runs * positive('MONOTABLE_RUNS', 1)))
  const seed = process.env['MONOTABLE_SEED']
  return seed === undefined || seed === '' ? { numRuns } : { numRuns, seed: integer('MONOTABLE_SEED', seed) }
}

function positive(name: string, fallback: number): number {
  const text = process.env[name]
  if (text === undefined || text === '') return fallback
  const value = Number(text)
  if (!Number.isFinite(value) || value <= 0)
    throw new Error(`${name} must be a positive number, not "${text}"`)
  return value
}

function integer(name: string, text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value)) throw new Error(`${name} must be a whole number, not "${text}"`)
  return value
}
