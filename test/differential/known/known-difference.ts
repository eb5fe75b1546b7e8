import type { Comparison } from '../comparison.js'
import type { Answer, Output } from '../contestant.js'

/** A place where DynamoDB Local is known not to be the service. */
export interface KnownDifference {
  readonly name: string
  /** Why the engine's answer is the service's. */
  readonly because: string
  /** The answers without what this explains; undefined where it explains nothing. */
  readonly explain: (compared: Comparison) => Comparison | undefined
}

/** The refusal that an answer is: its kind and its words. */
export function refusalOf(answer: Answer): string | undefined {
  return 'output' in answer ? undefined : `${answer.refusal}: ${answer.message}`
}

/** Why a transaction was cancelled, action by action. */
interface Reason {
  readonly Code: string
  readonly Message?: string
  readonly Item?: unknown
}

export function reasonsOf(answer: Answer): readonly Reason[] {
  return 'output' in answer ? [] : ((answer.members['CancellationReasons'] ?? []) as readonly Reason[])
}

export function outputsOf({ local, engine }: Comparison): readonly [Output, Output] | undefined {
  return 'output' in local && 'output' in engine ? [local.output, engine.output] : undefined
}

/** Explains everything: DynamoDB Local is taken to have said what the engine said. */
export function whole(compared: Comparison): Comparison {
  return { ...compared, local: compared.engine }
}

export const observed = 'observed on the service (docs/internals/engine-fidelity.md)'

/** A difference of the whole answer, known by what it is told by. */
export function answered(
  name: string,
  because: string,
  holds: (compared: Comparison) => boolean,
): KnownDifference {
  return { name, because, explain: (compared) => (holds(compared) ? whole(compared) : undefined) }
}

/** One text on the one side stands for another on the other, and both refuse in the same kind of way. */
export function wording(name: string, local: RegExp, engine: RegExp, because = observed): KnownDifference {
  return answered(
    name,
    because,
    ({ local: expected, engine: found }) =>
      !('output' in expected) &&
      !('output' in found) &&
      expected.refusal === found.refusal &&
      JSON.stringify(expected.members) === JSON.stringify(found.members) &&
      local.test(expected.message) &&
      engine.test(found.message),
  )
}
