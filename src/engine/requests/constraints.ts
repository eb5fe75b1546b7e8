import { messages } from '../messages.js'
import { invalidRequest } from '../faults.js'

/** The service reports no more faults than this at once. */
const faultsMax = 10

/** Gathers the faults that the service reports together: what a member may be by itself, without looking at others. */
export class Constraints {
  #faults: string[] | undefined

  notNull(value: unknown, path: string): boolean {
    if (value !== undefined && value !== null) return true
    this.#add(undefined, path, messages.notNull)
    return false
  }

  oneOf(value: string | undefined, path: string, allowed: readonly string[]): void {
    if (value === undefined || value === null || allowed.includes(value)) return
    this.#add(value, path, messages.enumeration(allowed))
  }

  atLeast(value: number | undefined, path: string, limit: number): void {
    if (value !== undefined && value !== null && value < limit) {
      this.#add(String(value), path, messages.valueMin(limit))
    }
  }

  atMost(value: number | undefined, path: string, limit: number): void {
    if (value !== undefined && value !== null && value > limit) {
      this.#add(String(value), path, messages.valueMax(limit))
    }
  }

  /** The length of a text, or the number of elements of a list. */
  length(
    value: string | readonly unknown[] | undefined,
    path: string,
    minimum: number,
    maximum: number,
  ): void {
    if (value === undefined || value === null) return
    if (value.length < minimum) this.#add(describe(value), path, messages.lengthMin(minimum))
    if (value.length > maximum) this.#add(describe(value), path, messages.lengthMax(maximum))
  }

  matches(value: string | undefined, path: string, pattern: string): void {
    if (value === undefined || value === null || new RegExp(`^${pattern}$`).test(value)) return
    this.#add(value, path, messages.pattern(pattern))
  }

  /** A member that breaks a constraint which the caller has looked into. */
  refuse(value: unknown, path: string, constraint: string): void {
    this.#add(describe(value), path, constraint)
  }

  /** Throws the faults that were found, if any. */
  assertSatisfied(): void {
    if (this.#faults !== undefined) throw invalidRequest(messages.detected(this.#faults))
  }

  #add(value: string | undefined, path: string, constraint: string): void {
    this.#faults ??= []
    if (this.#faults.length < faultsMax) this.#faults.push(messages.fault(value, path, constraint))
  }
}

/** A member as it stands in a message: lists in brackets, structures as JSON. */
function describe(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(describe).join(', ')}]`
  if (typeof value === 'object' && value !== null) return JSON.stringify(value)
  return String(value)
}
