import { MonotableError } from '../core/errors.js'
import type { CompiledTemplate, KeyPart, KeyRole, KeyTemplate } from '../keys/index.js'
import { compileTemplate, parseTemplate, shardHole, shardPart } from '../keys/index.js'
import type { ScalarAttributeType } from '../protocol/tables.js'
import type { AttributeField, AttributeModel } from './attribute-model.js'
import type { AttributeOptions } from './entity.types.js'
import { definitionError } from './errors.js'
import { innerModel } from './inner-model.js'
import { scalarTypeOf } from './scalar-type.js'
import type { KeyAttribute } from './table.js'

/**
 * How an entity fills one key attribute of the table or of an index:
 *
 * - `template`: a string made from attributes;
 * - `copy`: the stored form of one attribute, under the key attribute's name (keys of type N or B);
 * - `own`: the key attribute is an attribute of the entity itself, nothing is added.
 */
export type KeyAttributeModel = TemplateKey | CopiedKey | OwnKey

interface TemplateKey {
  readonly kind: 'template'
  readonly name: string
  readonly type: 'S'
  readonly template: CompiledTemplate
  /** The template as it was written. */
  readonly written: ReturnType<typeof parseTemplate>
  /** What fills its holes, which decides on the form in the key. */
  readonly parts: ReadonlyMap<string, KeyPart>
  /** Into how many shards a partition is divided; undefined where it is one. */
  readonly shards: number | undefined
  readonly holes: readonly string[]
}
interface CopiedKey {
  readonly kind: 'copy'
  readonly name: string
  readonly type: ScalarAttributeType
  readonly field: AttributeField
  readonly holes: readonly string[]
}
interface OwnKey {
  readonly kind: 'own'
  readonly name: string
  readonly type: ScalarAttributeType
  readonly field: AttributeField
  readonly holes: readonly string[]
}

/** Where key attributes are compiled: the entity's attributes and how messages call the place. */
export interface KeyPlace {
  readonly entity: string
  /** `primary key`, or `access pattern byStatus`. */
  readonly title: string
  readonly role: KeyRole
  readonly fields: ReadonlyMap<string, AttributeField>
  readonly options: Readonly<Record<string, AttributeOptions>>
  /** How many shards the hole `{shard}` numbers. */
  readonly shards?: number | undefined
}

/** The model of one key attribute, filled by `template`, or by the attribute of the same name where there is none. */
export function compileKeyAttribute(
  attribute: KeyAttribute,
  template: KeyTemplate | undefined,
  place: KeyPlace,
): KeyAttributeModel {
  if (template === undefined) return ownKey(attribute, place)
  const parsed = inPlace(place, () => parseTemplate(template))
  const [only, ...more] = parsed.segments
  const lone = only?.kind === 'hole' && more.length === 0 ? place.fields.get(only.name) : undefined
  if (lone !== undefined && lone.storedName === attribute.name) return ownKey(attribute, place)
  const namesake = storedAt(attribute.name, place)
  if (namesake !== undefined)
    refuse(
      place,
      `key attribute ${attribute.name} is also where ${namesake.name} is stored: write '{${namesake.name}}', or give ${namesake.name} another storedName`,
    )
  if (attribute.type === 'N' || attribute.type === 'B') {
    const field =
      lone ??
      refuse(
        place,
        `key attribute ${attribute.name} has type ${attribute.type}: its template is one hole, such as '{count}'`,
      )
    assertStoredAs(field, attribute.type, attribute.name, place)
    return { kind: 'copy', name: attribute.name, type: attribute.type, field, holes: [field.name] }
  }
  const parts = new Map<string, KeyPart>()
  const compiled = inPlace(place, () =>
    compileTemplate(parsed, {
      role: place.role,
      part: (hole) => {
        const part = partOf(hole, place)
        if (part !== undefined) parts.set(hole, part)
        return part
      },
    }),
  )
  const { shards } = place
  const holes =
    shards === undefined ? compiled.holes : Object.freeze(compiled.holes.filter((hole) => hole !== shardHole))
  return {
    kind: 'template',
    name: attribute.name,
    type: 'S',
    template: compiled,
    written: parsed,
    parts,
    shards,
    holes,
  }
}

/** Errors of templates name the template; what is added here is whose it is. */
function inPlace<TValue>(place: KeyPlace, compile: () => TValue): TValue {
  try {
    return compile()
  } catch (error) {
    if (!(error instanceof MonotableError) || !error.code.startsWith('keys.')) throw error
    const { code, details } = error
    const names =
      code !== 'keys.unknown-hole'
        ? ''
        : details['hole'] === shardHole
          ? `; {${shardHole}} is for the partition key of an access pattern that says shards: 8 or another count`
          : `; it has ${[...place.fields.keys()].join(', ')}`
    throw new MonotableError(
      code,
      `Entity ${place.entity}, ${place.title}: ${error.message}${names}`,
      { ...details, entity: place.entity, place: place.title },
      { cause: error },
    )
  }
}

/** The attribute that is stored under a name. */
export function storedAt(storedName: string, place: Pick<KeyPlace, 'fields'>): AttributeField | undefined {
  return [...place.fields.values()].find((field) => field.storedName === storedName)
}

function ownKey(attribute: KeyAttribute, place: KeyPlace): KeyAttributeModel {
  const field =
    storedAt(attribute.name, place) ??
    refuse(place, `no attribute is stored as ${attribute.name}: give a template for it`)
  if (field.model.kind === 'nullable')
    refuse(
      place,
      `${field.name} can be null, and DynamoDB refuses an item with null in key attribute ${attribute.name}: make it optional instead`,
    )
  const type = attribute.type ?? keyTypeOf(field.model)
  if (type === undefined)
    return refuse(
      place,
      `${field.name} cannot be a key: a key is a string, a number or bytes, not ${field.model.kind}`,
    )
  assertStoredAs(field, type, attribute.name, place)
  return { kind: 'own', name: attribute.name, type, field, holes: [field.name] }
}

function assertStoredAs(
  field: AttributeField,
  type: ScalarAttributeType,
  name: string,
  place: KeyPlace,
): void {
  const stored = keyTypeOf(field.model)
  if (stored !== type)
    refuse(
      place,
      `key attribute ${name} has type ${type}, but ${field.name} is stored as ${stored ?? field.model.kind}`,
    )
}

/** The DynamoDB type of a scalar model; undefined for everything that cannot be a key. */
function keyTypeOf(model: AttributeModel): ScalarAttributeType | undefined {
  const inner = innerModel(model)
  return inner.kind === 'union' ? undefined : scalarTypeOf(inner)
}

/** What fills a hole; undefined where no attribute has the name, which the keys room reports. */
function partOf(hole: string, place: KeyPlace): KeyPart | undefined {
  if (hole === shardHole && place.shards !== undefined) return shardPart
  const field = place.fields.get(hole)
  if (field === undefined) return undefined
  const keyOrder = place.options[hole]?.keyOrder
  // Of an enum, either word says that its values have the order of their declaration.
  const part = partOfModel(innerModel(field.model), keyOrder !== undefined)
  if (part === undefined)
    refuse(
      place,
      `{${hole}} cannot be part of a template: ${hole} is ${describe(field.model)}; use a string, number, bigint, boolean, date or enum`,
    )
  if (keyOrder === 'declared' && part.kind !== 'enum')
    refuse(place, `keyOrder: 'declared' is for enums of strings, and ${hole} is ${describe(field.model)}`)
  return place.role === 'sort' && keyOrder === 'descending' ? { ...part, descending: true } : part
}

const describe = (model: AttributeModel): string =>
  model.kind === 'string' && model.store === 'number' ? 'a string that is stored as a number' : model.kind

function partOfModel(model: AttributeModel, isRanked: boolean): KeyPart | undefined {
  switch (model.kind) {
    case 'string':
      return model.store === 'string' ? model : undefined
    case 'number':
    case 'bigint':
    case 'boolean':
      return model
    case 'date':
      return { kind: 'date' }
    case 'literal':
      return literalPart(model.values, isRanked)
    default:
      return undefined
  }
}

function literalPart(values: readonly unknown[], ranked: boolean): KeyPart | undefined {
  const texts = values.filter((value) => typeof value === 'string')
  if (texts.length === values.length) return { kind: 'enum', values: texts, ranked }
  const areAll = (type: string): boolean => values.every((value) => typeof value === type)
  if (areAll('boolean')) return { kind: 'boolean' }
  if (areAll('bigint')) return { kind: 'bigint' }
  return areAll('number')
    ? { kind: 'number', integer: values.every((value) => Number.isInteger(value)) }
    : undefined
}

function refuse({ entity, title }: KeyPlace, problem: string): never {
  throw definitionError('schema.key', { entity, place: title }, problem)
}
