import { MonotableError } from '../core/errors.js'
import type { AttributeType, AttributeValue } from '../protocol/attribute-value.js'
import type { AttributeField, AttributeModel } from '../schema/index.js'
import { isBareName } from './bare-name.js'
import { attributeBelow, elementBelow, plainModel } from './model-below.js'
import { isConverted, stepModel, storedTypes } from './stored-types.js'

/** What turns a value of the schema into its stored form; `undefined` for what is not stored, such as an empty set. */
export interface ValueCodec {
  encode(value: unknown): AttributeValue | undefined
}

/** What references are made from: an entity's attributes, and the codec of each model. */
export interface ReferenceSource {
  readonly entityName: string
  readonly fields: readonly AttributeField[]
  codecOf(model: AttributeModel): ValueCodec
}

/**
 * A place in an item as an expression names it. Everything that does not depend on the request is decided once, when
 * the place is made: whether its names are bare, its text where they all are, and, at first use, its codec.
 */
export class Place {
  readonly kind = 'place'
  /** The entity that it belongs to; `undefined` for attributes that the schema does not know, such as index keys. */
  readonly source: ReferenceSource | undefined
  readonly parent: Place | undefined
  /** The stored name or the index below the parent. */
  readonly step: string | number
  /** The path in the schema's names, for messages and plans. */
  readonly path: string
  /** The stored name of the attribute of the item that it lies in. */
  readonly root: string
  /** Whether the step stands in an expression as it is. */
  readonly isBare: boolean
  /** Its text in an expression, where that needs no placeholders. */
  readonly bareText: string | undefined
  readonly model: AttributeModel
  readonly #children = new Map<string, Place>()
  #codec: ValueCodec | undefined
  #stepCodec: ValueCodec | undefined
  #types: ReadonlySet<AttributeType> | 'any' | undefined

  constructor(
    source: ReferenceSource | undefined,
    parent: Place | undefined,
    step: string | number,
    path: string,
    model: AttributeModel,
  ) {
    this.source = source
    this.parent = parent
    this.step = step
    this.path = path
    this.root = parent?.root ?? String(step)
    this.isBare = typeof step === 'number' || isBareName(step)
    this.bareText = this.isBare ? bareTextOf(parent, step) : undefined
    this.model = model
  }

  /** The entity and the path, as messages name a place. */
  get title(): string {
    return this.source === undefined ? this.path : `${this.source.entityName}.${this.path}`
  }

  /** The types that are stored here; `undefined` where any may be. */
  get types(): ReadonlySet<AttributeType> | undefined {
    this.#types ??= storedTypes(this.model) ?? 'any'
    return this.#types === 'any' ? undefined : this.#types
  }

  /** What encodes the values found here. */
  get codec(): ValueCodec {
    return (this.#codec ??= this.codecOf(this.model))
  }

  /**
   * What encodes steps from one number here to another; that of the values where there is nothing to add to. A codec of
   * the schema converts values and no steps: what it stores has a scale of its own.
   */
  get stepCodec(): ValueCodec {
    const step = stepModel(this.model)
    this.#stepCodec ??=
      step === undefined && isConverted(this.model) ? noSteps : this.codecOf(step ?? this.model)
    return this.#stepCodec
  }

  /** Whether the schema fixes the names of what lies below; asked late, since a form may refer to a later one. */
  get hasFixedNames(): boolean {
    return hasFixedNames(this.model)
  }

  codecOf(model: AttributeModel): ValueCodec {
    if (this.source !== undefined) return this.source.codecOf(model)
    throw new MonotableError(
      'expressions.no-codec',
      `${this.path} is not an attribute of a schema: give its value in stored form.`,
      { path: this.path },
    )
  }

  /** The attribute below that the schema calls `name`, made once; `undefined` where there is none. */
  child(name: string): Place | undefined {
    const known = this.#children.get(name)
    if (known !== undefined) return known
    const below = attributeBelow(this.model, name)
    if (below === undefined) return undefined
    const place = new Place(this.source, this, below.storedName, `${this.path}.${name}`, below.model)
    // Names that the schema does not fix come from data: keeping each would let the tree grow without bound.
    if (this.hasFixedNames) this.#children.set(name, place)
    return place
  }

  /** The element below at `index`; `undefined` where there can be none. */
  element(index: number): Place | undefined {
    const model = elementBelow(this.model, index)
    return model && new Place(this.source, this, index, `${this.path}[${index}]`, model)
  }
}

/** The place of an attribute by its stored name, whether or not a schema knows it: keys, index keys, the expiry. */
export function storedPlace(name: string): Place {
  return new Place(undefined, undefined, name, name, { kind: 'unknown' })
}

const noSteps: ValueCodec = {
  encode() {
    throw new Error('it is stored through a codec of the schema, so DynamoDB cannot add to it: set it')
  },
}

function hasFixedNames(model: AttributeModel): boolean {
  const plain = plainModel(model)
  switch (plain.kind) {
    case 'map':
      return plain.rest === undefined
    case 'union':
      return plain.options.every(hasFixedNames)
    default:
      return false
  }
}

function bareTextOf(parent: Place | undefined, step: string | number): string | undefined {
  if (parent === undefined) return String(step)
  return parent.bareText && `${parent.bareText}${typeof step === 'number' ? `[${step}]` : `.${step}`}`
}
