import type { UpdateNode } from '../../expressions/index.js'

/**
 * Whether changes that are carried out twice leave what they leave when they are carried out once (rule W8): those that
 * say what shall be there do, those that go by what is there do not.
 */
export function isRepeatable(changes: readonly UpdateNode[]): boolean {
  return changes.every(saysWhatShallBe)
}

function saysWhatShallBe(change: UpdateNode): boolean {
  const { place } = change
  // Elements move up when one before them is removed, and past the end of a list there is always room.
  const isElement = typeof place.step === 'number'
  switch (change.kind) {
    case 'set': {
      const { value } = change
      if (isElement) return false
      if (value.kind === 'if-not-exists')
        return value.place.path === place.path && value.fallback.kind === 'value'
      return value.kind === 'value'
    }
    case 'remove':
      return !isElement
    case 'add':
      return change.value.N === undefined
    case 'delete':
      return true
  }
}
