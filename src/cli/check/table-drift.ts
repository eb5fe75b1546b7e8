import type {
  AttributeDefinition,
  CreateTableInput,
  KeySchemaElement,
  Projection,
  TableDescription,
} from '../../protocol/tables.js'

/** What a table that is there has otherwise than the schema says, a sentence for each. */
export function tableDrift(
  expected: CreateTableInput,
  actual: TableDescription,
  timeToLive: { readonly expected: string | undefined; readonly actual: string | undefined },
): readonly string[] {
  const drift = new Drift()
  drift.compare('primary key', keyText(expected.KeySchema, expected), keyText(actual.KeySchema, actual))
  for (const kind of ['global', 'local'] as const) indexDrift(kind, expected, actual, drift)
  drift.compare('stream', streamText(expected.StreamSpecification), streamText(actual.StreamSpecification))
  drift.compare('time to live', timeToLive.expected ?? 'none', timeToLive.actual ?? 'none')
  return drift.lines
}

class Drift {
  readonly lines: string[] = []

  compare(what: string, expected: string, actual: string): void {
    if (expected !== actual) this.lines.push(`${what}: the schema has ${expected}, the table has ${actual}`)
  }
}

interface Keyed {
  readonly AttributeDefinitions?: readonly AttributeDefinition[] | undefined
}

interface ComparableIndex {
  readonly IndexName?: string | undefined
  readonly KeySchema?: readonly KeySchemaElement[] | undefined
  readonly Projection?: Projection | undefined
}

function indexDrift(
  kind: 'global' | 'local',
  expected: CreateTableInput,
  actual: TableDescription,
  drift: Drift,
): void {
  const word = kind === 'global' ? 'GlobalSecondaryIndexes' : 'LocalSecondaryIndexes'
  const [wanted, found] = [indexesByName(expected[word]), indexesByName(actual[word])]
  for (const name of new Set([...wanted.keys(), ...found.keys()])) {
    const [one, other] = [wanted.get(name), found.get(name)]
    const title = `${kind} index ${name}`
    if (one === undefined || other === undefined) {
      drift.compare(title, one === undefined ? 'none' : 'it', other === undefined ? 'none' : 'it')
      continue
    }
    drift.compare(`${title}, key`, keyText(one.KeySchema, expected), keyText(other.KeySchema, actual))
    drift.compare(`${title}, projection`, projectionOf(one).join(' '), projectionOf(other).join(' '))
  }
}

function indexesByName(
  indexes: readonly ComparableIndex[] | undefined,
): ReadonlyMap<string, ComparableIndex> {
  return new Map(indexes?.map((index) => [index.IndexName ?? '', index]))
}

function keyText(schema: readonly KeySchemaElement[] | undefined, { AttributeDefinitions }: Keyed): string {
  const types = new Map(
    AttributeDefinitions?.map(({ AttributeName, AttributeType }) => [AttributeName, AttributeType]),
  )
  const texts = schema?.map(
    ({ AttributeName, KeyType }) => `${AttributeName} (${types.get(AttributeName) ?? '?'}, ${KeyType})`,
  )
  return texts?.join(', ') ?? 'none'
}

function projectionOf({ Projection: projection }: ComparableIndex): readonly string[] {
  return [projection?.ProjectionType ?? 'ALL', ...(projection?.NonKeyAttributes ?? []).toSorted()]
}

function streamText(stream: CreateTableInput['StreamSpecification'] | undefined): string {
  return stream?.StreamEnabled === true ? (stream.StreamViewType ?? 'on') : 'none'
}
