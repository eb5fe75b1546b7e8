import { echoedElementsMax } from '../../protocol/limits.js'
import { messages } from '../messages.js'
import { bareRefusal, invalidRequest } from '../faults.js'
import type { Structure } from './java-form.js'
import { javaList } from './java-form.js'

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

  /** The same in the words of the newer layer, which calls members as requests do. */
  newerAtLeast(value: number | undefined, member: string, limit: number): void {
    if (value !== undefined && value !== null && value < limit) {
      this.add(messages.newerFault(member, messages.valueMin(limit)))
    }
  }

  newerAtMost(value: number | undefined, member: string, limit: number): void {
    if (value !== undefined && value !== null && value > limit) {
      this.add(messages.newerFault(member, messages.valueMax(limit)))
    }
  }

  newerNotEmpty(value: string | undefined, member: string): void {
    if (value === '') this.add(messages.newerFault(member, messages.lengthMin(1)))
  }

  newerLength(value: readonly unknown[], member: string, minimum: number, maximum: number): void {
    if (value.length < minimum) this.add(messages.newerFault(member, messages.lengthMin(minimum)))
    if (value.length > maximum) this.add(messages.newerFault(member, messages.lengthMax(maximum)))
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

  /** The number of elements of a list of structures: one at least. */
  count(value: readonly unknown[], path: string, maximum: number, structure: Structure): void {
    if (value.length < 1) this.#add('[]', path, messages.lengthMin(1))
    if (value.length > maximum) this.#add(javaList(structure, value), path, messages.lengthMax(maximum))
  }

  matches(value: string | undefined, path: string, pattern: string): void {
    if (value === undefined || value === null || new RegExp(`^${pattern}$`).test(value)) return
    this.#add(value, path, messages.pattern(pattern))
  }

  /** A member that breaks a constraint which the caller has looked into. */
  refuse(shown: string, path: string, constraint: string): void {
    this.#add(shown, path, constraint)
  }

  /** Throws the faults that were found, if any. */
  assertSatisfied(): void {
    if (this.#faults !== undefined) throw invalidRequest(messages.detected(this.#faults))
  }

  /** The same for one fault that the newer layer tells without saying that it was detected. */
  assertSatisfiedBare(): void {
    if (this.#faults !== undefined) throw bareRefusal(this.#faults.join('; '))
  }

  /** A fault in words of its own. */
  add(fault: string): void {
    this.#faults ??= []
    if (this.#faults.length < faultsMax) this.#faults.push(fault)
  }

  #add(value: string | undefined, path: string, constraint: string): void {
    this.add(messages.fault(value, path, constraint))
  }
}

/** A member as it stands in a message: lists in brackets, as far as they are of any use. */
function describe(value: string | readonly unknown[]): string {
  if (typeof value === 'string') return value
  return `[${value.slice(0, echoedElementsMax).map(String).join(', ')}]`
}
