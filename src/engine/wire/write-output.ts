import type { AttributeMap } from '../../protocol/attribute-value.js'
import { textInOneTurnLengthMax } from '../../protocol/limits.js'
import { isObject } from './read-attribute-value.js'
import { after, mapInTurns, repeatInTurns } from '../turns.js'
import type { ItemTexts } from './item-texts.js'
import type { TargetedOperation } from './shapes/operation-shapes.js'
import type { Shape, StructureShape } from './shape.js'
import { writeAttributeMap } from './write-attribute-value.js'
import { writeShape } from './write-shape.js'

/** Operations whose output holds items as they are stored, where the input does not ask for parts of them. */
const readers: ReadonlySet<string> = new Set(['GetItem', 'Query', 'Scan'])
/** Operations whose output may hold items by the megabyte, deep inside. */
const heavy: ReadonlySet<string> = new Set([
  'BatchGetItem',
  'BatchWriteItem',
  'TransactGetItems',
  'GetRecords',
  'BatchExecuteStatement',
  'ExecuteTransaction',
])

/**
 * The JSON text of an output. Items that were lent are put in by their texts: writing a page of them takes longer than
 * all the rest of a request. A long text is written with turns for others in between; then it is a promise.
 */
export function writeOutput(
  { name, output: shape }: TargetedOperation,
  input: object,
  output: object,
  texts: ItemTexts | undefined,
): string | Promise<string> {
  if (shape === undefined) return ''
  if (heavy.has(name)) return joined(piecesOf(shape, output))
  const known = texts !== undefined && readers.has(name) && !asksForParts(input) ? texts : undefined
  return writeItems(shape, output, (item) => known?.of(item) ?? JSON.stringify(writeAttributeMap(item)))
}

function asksForParts(input: { ProjectionExpression?: unknown; AttributesToGet?: unknown }): boolean {
  return input.ProjectionExpression !== undefined || input.AttributesToGet !== undefined
}

interface ItemsOutput {
  readonly Item?: AttributeMap | undefined
  readonly Items?: readonly AttributeMap[] | undefined
}

function writeItems(
  shape: StructureShape,
  { Item, Items, ...rest }: ItemsOutput,
  textOf: (item: AttributeMap) => string,
): string | Promise<string> {
  const others = JSON.stringify(writeShape(shape, rest))
  const beside = (text: string) => (others === '{}' ? `{${text}}` : `{${text},${others.slice(1)}`)
  if (Item !== undefined) return beside(`"Item":${textOf(Item)}`)
  if (Items === undefined) return others
  // The text of an item is a few times as long as its bytes.
  const written = mapInTurns(Items, (_, text) => text.length / 4, textOf)
  return after(written, (items) => beside(`"Items":[${items.join(',')}]`))
}

function joined(pieces: Iterator<string>): string | Promise<string> {
  const parts: string[] = []
  const proceed = (): boolean => {
    for (let length = 0; length < textInOneTurnLengthMax;) {
      const piece = pieces.next()
      if (piece.done === true) return true
      length += piece.value.length
      parts.push(piece.value)
    }
    return false
  }
  return after(repeatInTurns(proceed), () => parts.join(''))
}

/** The text, in pieces none of which is longer than an item. */
function* piecesOf(shape: Shape, value: unknown): Generator<string> {
  if (shape.kind === 'list' && Array.isArray(value)) {
    yield '['
    for (let index = 0; index < value.length; index += 1) {
      if (index > 0) yield ','
      yield* piecesOf(shape.of, value[index])
    }
    yield ']'
  } else if (shape.kind === 'map' && shape.of.kind === 'attribute-value' && isObject(value)) {
    yield JSON.stringify(writeAttributeMap(value))
  } else if ((shape.kind === 'map' || shape.kind === 'structure') && !shape.isPlain && isObject(value)) {
    let separator = '{'
    for (const name of Object.keys(value)) {
      const member = shape.kind === 'map' ? shape.of : shape.members.get(name)
      if (member === undefined || value[name] === undefined) continue
      yield `${separator}${JSON.stringify(name)}:`
      yield* piecesOf(member, value[name])
      separator = ','
    }
    yield separator === '{' ? '{}' : '}'
  } else yield JSON.stringify(writeShape(shape, value)) ?? 'null'
}
