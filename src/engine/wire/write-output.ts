import type { AttributeMap } from '../../protocol/attribute-value.js'
import type { ItemTexts } from './item-texts.js'
import type { TargetedOperation } from './shapes/operation-shapes.js'
import type { StructureShape } from './shape.js'
import { writeShape } from './write-shape.js'

/** Operations whose output holds items as they are stored, where the input does not ask for parts of them. */
const readers: ReadonlySet<string> = new Set(['GetItem', 'Query', 'Scan'])

/**
 * The JSON text of an output. Items that were lent are put in by their texts: writing a page of them takes longer than
 * all the rest of a request.
 */
export function writeOutput(
  { name, output: shape }: TargetedOperation,
  input: object,
  output: object,
  texts: ItemTexts | undefined,
): string {
  if (shape === undefined) return ''
  if (texts === undefined || !readers.has(name) || asksForParts(input))
    return JSON.stringify(writeShape(shape, output))
  return writeRead(shape, output, texts)
}

function asksForParts(input: { ProjectionExpression?: unknown; AttributesToGet?: unknown }): boolean {
  return input.ProjectionExpression !== undefined || input.AttributesToGet !== undefined
}

interface ReadOutput {
  readonly Item?: AttributeMap | undefined
  readonly Items?: readonly AttributeMap[] | undefined
}

function writeRead(shape: StructureShape, { Item, Items, ...rest }: ReadOutput, texts: ItemTexts): string {
  const others = JSON.stringify(writeShape(shape, rest))
  let text = ''
  if (Item !== undefined) text = `"Item":${texts.of(Item)}`
  if (Items !== undefined) text = `"Items":[${Items.map((item) => texts.of(item)).join(',')}]`
  if (text === '') return others
  return others === '{}' ? `{${text}}` : `{${text},${others.slice(1)}`
}
