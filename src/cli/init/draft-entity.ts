import type { ItemGroup } from './group-items.js'
import { textOf } from './group-items.js'
import { guessKey, holeName } from './guess-key.js'
import type { HoleGuess, TemplatePart } from './guess-key.js'
import { plainJson, typeText } from './guess-type.js'
import type { ModelIndex, ModelItem, ModelKeyAttribute, ModelTable } from './model.types.js'
import { camelCase, freeName, pascalCase } from './words.js'

/** How one key attribute is filled: by a template, or by an attribute that is stored under its name. */
export type KeyDraft = { readonly template: string } | { readonly own: string }

export interface AttributeDraft {
  readonly type: string
  readonly isOptional: boolean
  readonly storedName: string | undefined
  /** What the guess rests on. */
  readonly note: string | undefined
}

/** An entity that is drafted: what `defineEntity` is given, and the sample items in its terms. */
export interface EntityDraft {
  readonly name: string
  readonly origin: string
  readonly attributes: ReadonlyMap<string, AttributeDraft>
  readonly key: { readonly partitionKey: KeyDraft; readonly sortKey: KeyDraft | undefined }
  readonly access: readonly AccessDraft[]
  /** The value by which items name the entity. */
  readonly entityValue: string | undefined
  readonly samples: readonly Readonly<Record<string, unknown>>[]
}

export interface AccessDraft {
  readonly name: string
  readonly index: string
  readonly partitionKey: KeyDraft | undefined
  readonly sortKey: KeyDraft | undefined
  readonly note: string | undefined
}

/** Drafts an entity from items of one kind. */
export function draftEntity(
  group: ItemGroup,
  { table, labels, marker }: DraftPlace,
  entityValue: string | undefined,
): EntityDraft {
  return new EntityDrafter(group, { table, labels, marker }).draft(entityValue)
}

/** What the entities of a table have in common. */
export interface DraftPlace {
  readonly table: ModelTable
  /** Words for the labels of keys. */
  readonly labels: ReadonlyMap<string, string>
  /** The attribute in which items name their entity. */
  readonly marker: string | undefined
}

class EntityDrafter {
  readonly #group: ItemGroup
  readonly #table: ModelTable
  readonly #attributes = new Map<string, AttributeDraft>()
  /** The text of each attribute in each item; undefined where it has none. */
  readonly #texts = new Map<string, readonly (string | undefined)[]>()
  readonly #samples: Record<string, unknown>[]
  /** How a key attribute was filled, since one that several keys share is filled once. */
  readonly #filled = new Map<string, KeyDraft>()
  readonly #labels: ReadonlyMap<string, string>
  /** What stands before a hole in the keys; attributes that have it there alone are the same only where that is. */
  readonly #labelOf = new Map<string, string>()

  constructor(group: ItemGroup, { table, labels, marker }: DraftPlace) {
    this.#group = group
    this.#table = table
    this.#labels = labels
    this.#samples = group.items.map(() => ({}))
    const hidden = new Set([...templateKeys(table), ...(marker === undefined ? [] : [marker])])
    const names = new Set(group.items.flatMap((item) => Object.keys(item)))
    for (const name of names) if (!hidden.has(name)) this.#addStored(name)
  }

  draft(entityValue: string | undefined): EntityDraft {
    const { PartitionKey, SortKey } = this.#table.KeyAttributes
    const alias = this.#group.alias
    const key = {
      partitionKey: this.#key(PartitionKey, 'partition', alias?.PartitionKeyAlias),
      sortKey: SortKey === undefined ? undefined : this.#key(SortKey, 'sort', alias?.SortKeyAlias),
    }
    const access = [
      ...this.#table.GlobalSecondaryIndexes.map((index) => ({ index, isLocal: false })),
      ...this.#table.LocalSecondaryIndexes.map((index) => ({ index, isLocal: true })),
    ].flatMap(({ index, isLocal }) => this.#access(index, isLocal))
    return {
      name: pascalCase(this.#group.name),
      origin: this.#group.origin,
      attributes: this.#attributes,
      key,
      access: withNames(access),
      entityValue,
      samples: this.#samples,
    }
  }

  #addStored(name: string): void {
    const values = this.#group.items.map((item) => item[name])
    const present = values.flatMap((value) => (value === undefined ? [] : [value]))
    this.#attributes.set(name, {
      type: typeText(present),
      isOptional: present.length < values.length,
      storedName: undefined,
      note: undefined,
    })
    this.#texts.set(
      name,
      values.map((value) => (value !== undefined && 'S' in value ? value.S : undefined)),
    )
    for (const [place, value] of values.entries())
      if (value !== undefined) this.#sample(place, name, plainJson(value))
  }

  #sample(place: number, name: string, value: unknown): void {
    const sample = this.#samples[place]
    if (sample !== undefined) sample[name] = value
  }

  /** The items that have a key attribute, by their places. */
  #places(attribute: string): readonly number[] {
    return this.#group.items.flatMap((item, place) => (textOf(item[attribute]) === '' ? [] : [place]))
  }

  #key(key: ModelKeyAttribute, role: 'partition' | 'sort', alias?: string): KeyDraft {
    const { AttributeName: name, AttributeType: type } = key
    const word = alias === name ? undefined : alias
    const known = this.#filled.get(name)
    if (known !== undefined) return known
    const draft = this.#attributes.has(name)
      ? { own: name }
      : type === 'S'
        ? this.#template(name, role, word)
        : { own: this.#addOwn(name, type) }
    this.#filled.set(name, draft)
    return draft
  }

  #template(name: string, role: 'partition' | 'sort', alias: string | undefined): KeyDraft {
    const places = this.#places(name)
    const keys = places.map((place) => textOf(this.#group.items[place]?.[name]))
    const parts = guessKey(keys, role, alias)
    const [only, ...more] = parts
    if (only?.kind === 'hole' && more.length === 0) {
      const attribute = this.#attributeOf(only, places)
      return attribute === undefined
        ? { own: this.#addOwn(name, 'S', alias) }
        : { template: `{${attribute}}` }
    }
    return { template: parts.map((part) => this.#partText(part, name, places)).join('') }
  }

  #partText(part: TemplatePart, keyName: string, places: readonly number[]): string {
    if (part.kind === 'literal') return part.text.replaceAll(/[{}]/g, '$&$&')
    const attribute = this.#attributeOf(part, places) ?? this.#addHole(part, keyName, places)
    return `{${attribute}}`
  }

  /** An attribute that has these texts in these items, and is not what another label says. */
  #attributeOf({ texts, label }: HoleGuess, places: readonly number[]): string | undefined {
    for (const [name, known] of this.#texts) {
      const other = this.#labelOf.get(name) ?? ''
      const isOther = label !== '' && other !== '' && label !== other
      if (isOther || /[{}]/.test(name)) continue
      if (places.every((place, position) => known[place] === texts[position])) return name
    }
    return undefined
  }

  #addHole(part: HoleGuess, keyName: string, places: readonly number[]): string {
    const word = this.#labels.get(part.label) ?? part.label
    const name = this.#freeName(holeName({ ...part, label: word }, keyName))
    this.#labelOf.set(name, part.label)
    const texts = this.#group.items.map((_, place) => part.texts[places.indexOf(place)])
    this.#attributes.set(name, {
      type: 'z.string()',
      isOptional: places.length < this.#group.items.length,
      storedName: undefined,
      note: `guess: the samples have it in ${keyName} alone, such as ${JSON.stringify(part.texts[0])}`,
    })
    this.#texts.set(name, texts)
    for (const [place, text] of texts.entries()) if (text !== undefined) this.#sample(place, name, text)
    return name
  }

  /** An attribute of the schema that is stored under the name of a key attribute. */
  #addOwn(keyName: string, type: ModelKeyAttribute['AttributeType'], alias?: string): string {
    const wanted = alias !== undefined && /^[a-z]\w*$/i.test(alias) ? alias : keyName
    const name = this.#freeName(camelCase(wanted))
    const values = this.#group.items.map((item) => item[keyName])
    const present = values.flatMap((value) => (value !== undefined && type in value ? [value] : []))
    this.#attributes.set(name, {
      type: typeText(present),
      isOptional: present.length < values.length,
      storedName: keyName,
      note: `guess: it is the key ${keyName} as a whole`,
    })
    this.#texts.set(
      name,
      values.map((value) => (value !== undefined && 'S' in value ? value.S : undefined)),
    )
    for (const [place, value] of values.entries())
      if (value !== undefined && type in value) this.#sample(place, name, plainJson(value))
    return name
  }

  #freeName(wanted: string): string {
    const taken = new Set([...this.#attributes.keys(), ...templateKeys(this.#table)])
    return freeName(wanted, (name) => taken.has(name))
  }

  #access(index: ModelIndex, isLocal: boolean): readonly AccessDraft[] {
    const { PartitionKey, SortKey } = index.KeyAttributes
    const keys = [PartitionKey, SortKey].filter((key) => key !== undefined)
    const isIn = (item: ModelItem): boolean => keys.every((key) => textOf(item[key.AttributeName]) !== '')
    const members = this.#group.items.filter(isIn)
    if (members.length === 0) return []
    const partitionKey = isLocal ? undefined : this.#key(PartitionKey, 'partition')
    const sortKey = SortKey === undefined ? undefined : this.#key(SortKey, 'sort')
    const missing = this.#group.items.length - members.length
    return [
      {
        name: patternName(index.IndexName, partitionKey),
        index: index.IndexName,
        partitionKey,
        sortKey,
        note: missing === 0 ? undefined : `${missing} of ${this.#group.items.length} samples are not in it`,
      },
    ]
  }
}

/** Key attributes that are nothing but keys: filled by templates, and no attributes of an entity. */
function templateKeys(table: ModelTable): readonly string[] {
  const { PartitionKey, SortKey } = table.KeyAttributes
  const indexKeys = [...table.GlobalSecondaryIndexes, ...table.LocalSecondaryIndexes].flatMap(
    ({ KeyAttributes: key }) => [key.PartitionKey.AttributeName, key.SortKey?.AttributeName],
  )
  return [
    PartitionKey.AttributeName,
    ...(SortKey === undefined ? [] : [SortKey.AttributeName]),
    ...indexKeys.filter((name) => name !== undefined && /^gsi|^lsi|[-_]?[ps]k\d*$/i.test(name)),
  ].filter((name) => name !== undefined)
}

/** Called by what is asked for, such as `byProductId`; by its index where nothing is. */
function patternName(index: string, partitionKey: KeyDraft | undefined): string {
  if (partitionKey === undefined) return camelCase(`by ${index}`)
  const holes =
    'own' in partitionKey
      ? [partitionKey.own]
      : [...partitionKey.template.matchAll(/\{(\w+)\}/g)].map(([, hole]) => hole)
  return camelCase(holes.length === 0 ? `by ${index}` : `by ${holes.join(' ')}`)
}

function withNames(access: readonly AccessDraft[]): readonly AccessDraft[] {
  const taken = new Set(['primary'])
  return access.map((each) => {
    const name = freeName(each.name, (wanted) => taken.has(wanted))
    taken.add(name)
    return { ...each, name }
  })
}
