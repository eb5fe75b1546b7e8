import { parameters } from '../property/runs.js'

/** How many operations are compared, and from which seed: a new one each time unless MONOTABLE_SEED says. */
export function differentialRuns(): { readonly seed: number; readonly operations: number } {
  const { numRuns, seed } = parameters(20_000)
  return { operations: numRuns, seed: seed ?? Math.floor(Math.random() * 0x3fff_ffff) }
}
