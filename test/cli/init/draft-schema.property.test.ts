import fc from 'fast-check'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { draftSchema } from '../../../src/cli/init/draft-schema.js'
import { modelLimits, parsedModel } from '../../../src/cli/init/model-schema.js'
import { parameters } from '../../property/runs.js'

// Names and texts as they should not be: quotes, braces, line ends, what ends a comment, words of the language.
const nasty = fc.oneof(
  fc.constantFrom(
    "a'b",
    '*/',
    '{x}',
    '}}',
    'a\nb',
    '\\',
    '`${x}`',
    'constructor',
    'class',
    'z',
    'entities',
    'PK',
    '\u2028',
  ),
  fc.string({ minLength: 1, maxLength: 12, unit: 'binary' }),
)
const keyText = fc.oneof(nasty, fc.constantFrom('A#1', 'A#2', 'A#B#3', 'B', '', '#', 'A:1', '2030-01-01'))
const leaf = fc.oneof(
  fc.record({ S: keyText }),
  fc.record({ N: fc.constantFrom('1', '2.5', '12345678901234567890', '1e400', 'x') }),
  fc.record({ B: fc.constant('AAEC') }),
  fc.record({ SS: fc.array(keyText, { maxLength: 2 }) }),
  fc.record({ BOOL: fc.boolean() }),
  fc.record({ NULL: fc.constant(true) }),
  fc.jsonValue({ maxDepth: 2 }),
)
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.record({ L: fc.array(tie('value'), { maxLength: 3 }) }),
    fc.record({ M: fc.dictionary(nasty, tie('value'), { maxKeys: 3 }) }),
  ),
}))
const attribute = fc.oneof(fc.constantFrom('PK', 'SK', 'GSI1-PK', 'Type'), nasty)
const key = fc.record({
  PartitionKey: fc.record({ AttributeName: attribute, AttributeType: fc.constantFrom('S', 'N', 'B') }),
  SortKey: fc.option(fc.record({ AttributeName: attribute, AttributeType: fc.constantFrom('S', 'N') }), {
    nil: undefined,
  }),
})
const item = fc
  .tuple(fc.dictionary(nasty, value, { maxKeys: 4 }), fc.record({ PK: value, SK: value, 'GSI1-PK': value }))
  .map(([some, keys]) => ({ ...some, ...keys }))
const index = fc.record({
  IndexName: nasty.map((name) => `idx${name}`),
  KeyAttributes: key,
  Projection: fc.record({ ProjectionType: fc.constantFrom('ALL', 'KEYS_ONLY', 'INCLUDE') }),
})
const table = fc.record({
  TableName: nasty.map((name) => `tab${name}`),
  KeyAttributes: key,
  GlobalSecondaryIndexes: fc.array(index, { maxLength: 2 }),
  LocalSecondaryIndexes: fc.array(index, { maxLength: 1 }),
  TableFacets: fc.array(
    fc.record({
      FacetName: nasty,
      KeyAttributeAlias: fc.record({ PartitionKeyAlias: nasty, SortKeyAlias: nasty }),
      TableData: fc.array(item, { maxLength: 3 }),
    }),
    { maxLength: 2 },
  ),
  TableData: fc.array(item, { maxLength: 4 }),
})
const model = fc.record({ ModelName: nasty, DataModel: fc.array(table, { minLength: 1, maxLength: 2 }) })

function syntaxErrors(text: string): readonly string[] {
  const { diagnostics = [] } = ts.transpileModule(text, { reportDiagnostics: true, fileName: 'schema.ts' })
  return diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '))
}

describe('a model from elsewhere', () => {
  it('is refused in words, or gives a module that parses and a seed of JSON lines', () => {
    let drafts = 0
    fc.assert(
      fc.property(fc.oneof(model, fc.jsonValue()), (given) => {
        const parsed = parsedModel(given)
        if ('problem' in parsed) {
          expect(parsed.problem).not.toBe('')
          return
        }
        drafts += 1
        const { schema, seed } = draftSchema(parsed.model)
        expect(syntaxErrors(schema)).toEqual([])
        for (const line of seed.trim().split('\n')) if (line !== '') JSON.parse(line)
      }),
      parameters(300),
    )
    expect(drafts).toBeGreaterThan(0)
  })

  it('is not read without end', () => {
    let deep: unknown = { S: 'x' }
    for (let depth = 0; depth < 10_000; depth++) deep = { L: [deep] }
    const keys = { PartitionKey: { AttributeName: 'PK', AttributeType: 'S' } }
    const of = (TableData: unknown) => ({ DataModel: [{ TableName: 'tab', KeyAttributes: keys, TableData }] })
    expect(parsedModel(of([{ PK: { S: 'a' }, deep }]))).toHaveProperty('model')
    const many = Array.from({ length: modelLimits.itemsPerTableMax + 1 }, () => ({}))
    expect(parsedModel(of(many))).toEqual({
      problem: expect.stringContaining('DataModel.0.TableData') as unknown,
    })
  })
})
