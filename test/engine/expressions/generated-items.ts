import fc from 'fast-check'
import type { AttributeMap, AttributeValue } from '../../../src/protocol/attribute-value.js'

/** Few distinct values of each type, so that comparisons often hold. */
export const orderedScalars: fc.Arbitrary<AttributeValue> = fc.oneof(
  fc.constantFrom('', 'a', 'ab', '\uffff', '😀').map((S) => ({ S })),
  fc.constantFrom('1', '2', '10', '-1', '0.10', '1e1').map((N) => ({ N })),
  fc.constantFrom([], [1], [1, 2], [255]).map((each) => ({ B: Uint8Array.from(each) })),
)

const scalars: fc.Arbitrary<AttributeValue> = fc.oneof(
  { arbitrary: orderedScalars, weight: 6 },
  { arbitrary: fc.boolean().map((BOOL) => ({ BOOL })), weight: 1 },
  { arbitrary: fc.constant({ NULL: true }), weight: 1 },
)

const sets: fc.Arbitrary<AttributeValue> = fc.oneof(
  fc.subarray(['a', 'b', 'ab'], { minLength: 1 }).map((SS) => ({ SS })),
  fc.subarray(['1', '2', '10'], { minLength: 1 }).map((NS) => ({ NS })),
  fc.subarray([0, 1], { minLength: 1 }).map((each) => ({ BS: each.map((byte) => Uint8Array.of(byte)) })),
)

const attributeNames = ['a', 'b', 'c', 'd'] as const

export const generatedValues: fc.Arbitrary<AttributeValue> = fc.letrec<{ value: AttributeValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2, depthIdentifier: 'generated' },
    { arbitrary: scalars, weight: 4 },
    { arbitrary: sets, weight: 2 },
    {
      arbitrary: fc.array(tie('value'), { maxLength: 3, depthIdentifier: 'generated' }).map((L) => ({ L })),
      weight: 2,
    },
    {
      arbitrary: fc
        .dictionary(fc.constantFrom(...attributeNames), tie('value'), {
          maxKeys: 3,
          depthIdentifier: 'generated',
          noNullPrototype: true,
        })
        .map((M) => ({ M })),
      weight: 2,
    },
  ),
})).value

/** Items in which `a` tends to be a scalar, `c` a list and `d` a map. */
export const generatedItems: fc.Arbitrary<AttributeMap> = fc
  .record(
    {
      a: fc.oneof({ arbitrary: orderedScalars, weight: 4 }, { arbitrary: generatedValues, weight: 1 }),
      b: generatedValues,
      c: fc.oneof(
        { arbitrary: fc.array(generatedValues, { maxLength: 3 }).map((L) => ({ L })), weight: 9 },
        { arbitrary: generatedValues, weight: 1 },
      ),
      d: fc.oneof(
        {
          arbitrary: fc
            .dictionary(fc.constantFrom(...attributeNames), generatedValues, { noNullPrototype: true })
            .map((M) => ({ M })),
          weight: 9,
        },
        { arbitrary: generatedValues, weight: 1 },
      ),
    },
    { requiredKeys: ['c', 'd'], noNullPrototype: true },
  )
  .map((item) => item as AttributeMap)

export type Path = readonly [string, ...(string | number)[]]

const steps = fc.oneof(fc.constantFrom(...attributeNames), fc.nat({ max: 5 }))

export const generatedPaths: fc.Arbitrary<Path> = fc.oneof(
  { arbitrary: fc.constantFrom(...attributeNames).map((name): Path => [name]), weight: 6 },
  { arbitrary: fc.nat({ max: 5 }).map((index): Path => ['c', index]), weight: 5 },
  { arbitrary: fc.constantFrom(...attributeNames).map((name): Path => ['d', name]), weight: 4 },
  {
    arbitrary: fc
      .tuple(fc.constantFrom(...attributeNames), fc.array(steps, { minLength: 1, maxLength: 2 }))
      .map(([name, rest]): Path => [name, ...rest]),
    weight: 1,
  },
)

/** Collects the placeholders of an expression while it is written down. */
export class Writer {
  readonly names: Record<string, string> = {}
  readonly values: AttributeMap = {}
  #count = 0

  path([name, ...rest]: Path): string {
    // Every other name hides behind a placeholder.
    this.#count += 1
    const head = this.#count % 2 === 0 ? name : `#${name}`
    if (head !== name) this.names[head] = name
    return head + rest.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('')
  }

  value(value: AttributeValue): string {
    const placeholder = `:v${Object.keys(this.values).length}`
    this.values[placeholder] = value
    return placeholder
  }

  get placeholders(): Record<string, string | AttributeValue> {
    return { ...this.names, ...this.values }
  }
}

/** The value at a path of plain items, found in the most direct way. */
export function find(item: AttributeMap, path: Path): AttributeValue | undefined {
  let current: AttributeValue | undefined = { M: item }
  for (const step of path) {
    current = typeof step === 'number' ? current?.L?.[step] : current?.M?.[step]
  }
  return current
}
