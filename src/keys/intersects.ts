import type { CompiledTemplate } from './compiled-template.js'
import { commonCharacter, type Language } from './language.js'

/** How one pair of states was reached: from which pair, reading what. */
interface Step {
  readonly left: number
  readonly right: number
  readonly before: Step | undefined
  readonly character: string
}

/**
 * An example of a key that both templates can format, or undefined when there is none. Use it to refuse entities whose
 * keys can collide, and to know whether keys alone tell entities apart.
 *
 * Exact, except that bounds and precision of numbers in sortable or plain decimal, and days that a month lacks, are not
 * looked at: the answer can be a key that neither formats, never undefined for templates that share one.
 *
 * @example
 * ```ts
 * intersects(compile('ORDER#{orderId}'), compile('{kind}#{id}')) // 'ORDER#'
 * intersects(compile('ORDER#{orderId}'), compile('CUSTOMER#{customerId}')) // undefined
 * ```
 */
export function intersects(left: CompiledTemplate, right: CompiledTemplate): string | undefined {
  if (left.holes.length === 0) return formatted(left, right)
  if (right.holes.length === 0) return formatted(right, left)
  return shortestCommon(left.language(), right.language())
}

/** A template without holes has one key. */
function formatted(constant: CompiledTemplate, other: CompiledTemplate): string | undefined {
  const key = constant.format({})
  return other.parse(key) === undefined ? undefined : key
}

/** Breadth first over pairs of states. The empty text is no key, so acceptance needs one character. */
function shortestCommon(left: Language, right: Language): string | undefined {
  const width = right.edges.length
  // Pairs reached before and after the first character are different: only the latter may accept.
  const seen = new Set<number>()
  const queue: Step[] = []
  const reach = (step: Step) => {
    const hasRead = step.before !== undefined
    const identity = (step.left * width + step.right) * 2 + (hasRead ? 1 : 0)
    if (seen.has(identity)) return
    seen.add(identity)
    queue.push(step)
  }
  reach({ left: left.start, right: right.start, before: undefined, character: '' })
  for (const step of queue) {
    const hasRead = step.before !== undefined
    if (hasRead && step.left === left.accept && step.right === right.accept) return textOf(step)
    for (const target of left.skips[step.left] ?? []) reach({ ...step, left: target })
    for (const target of right.skips[step.right] ?? []) reach({ ...step, right: target })
    for (const edge of left.edges[step.left] ?? []) {
      for (const other of right.edges[step.right] ?? []) {
        const character = commonCharacter(edge, other)
        if (character === undefined) continue
        reach({
          left: edge.target,
          right: other.target,
          before: step,
          character: String.fromCodePoint(character),
        })
      }
    }
  }
  return undefined
}

function textOf(last: Step): string {
  let text = ''
  for (let step: Step | undefined = last; step !== undefined; step = step.before) text = step.character + text
  return text
}
