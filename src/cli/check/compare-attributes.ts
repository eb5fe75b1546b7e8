import type { LayoutChange } from './change.js'
import { isSame } from './change.js'
import { canRead } from './compare-forms.js'
import type { AttributeLayout, Form } from './layout.types.js'

type Attributes = Readonly<Record<string, AttributeLayout>>

/** What became of the attributes of an entity, by their stored names. */
export function attributeChanges(
  place: string,
  before: Attributes,
  after: Attributes,
): readonly LayoutChange[] {
  const added = Object.keys(after).filter((name) => before[name] === undefined)
  const gone = Object.keys(before).filter((name) => after[name] === undefined)
  return [
    ...Object.entries(after).flatMap(([name, layout]) => {
      const known = before[name]
      return known === undefined ? [] : changed(`${place}, attribute ${name}`, known, layout)
    }),
    ...added.map((name) => addition(place, name, after)),
    ...gone.map((name) => removal(place, name, before[name], added, after)),
  ]
}

function changed(place: string, before: AttributeLayout, after: AttributeLayout): readonly LayoutChange[] {
  const changes: LayoutChange[] = []
  if (!isSame(before.form, after.form))
    changes.push(
      canRead(before.form, after.form)
        ? {
            kind: 'safe',
            place,
            what: `${shown(after.form)} also reads what is stored as ${shown(before.form)}`,
          }
        : {
            kind: 'misreads',
            place,
            what: `it is stored as ${shown(before.form)}, and would be read as ${shown(after.form)}`,
            way: 'read both forms (a union, a codec), rewrite the stored items, then run monotable check --accept',
          },
    )
  if (before.optional === true && after.optional !== true && !isSet(after.form))
    changes.push({
      kind: 'misreads',
      place,
      what: 'it was optional and is required: items without it cannot be read',
      way: 'leave it optional, or write it into the items that lack it, then run monotable check --accept',
    })
  if (before.optional !== true && after.optional === true)
    changes.push({ kind: 'safe', place, what: 'it may be absent now' })
  if (before.name !== after.name)
    changes.push({ kind: 'safe', place, what: `the schema calls it ${after.name ?? 'by its stored name'}` })
  return changes
}

function addition(place: string, name: string, after: Attributes): LayoutChange {
  const { optional, form } = after[name] ?? { form: 'any' }
  if (optional === true || isSet(form))
    return { kind: 'safe', place: `${place}, attribute ${name}`, what: 'it is new, and may be absent' }
  return {
    kind: 'misreads',
    place: `${place}, attribute ${name}`,
    what: 'it is new and required: items that are stored without it cannot be read',
    way: 'make it optional, or write it into the stored items first, then run monotable check --accept',
  }
}

function removal(
  place: string,
  name: string,
  layout: AttributeLayout | undefined,
  added: readonly string[],
  after: Attributes,
): LayoutChange {
  const successor = added.find(
    (other) => layout !== undefined && canRead(layout.form, after[other]?.form ?? 'any'),
  )
  if (successor === undefined)
    return { kind: 'safe', place: `${place}, attribute ${name}`, what: 'it is no longer read; items keep it' }
  return {
    kind: 'orphans',
    place: `${place}, attribute ${name}`,
    what: `it is gone and ${successor} is new: if that is another name for it, what is stored is not read any more`,
    way: `say where it is stored (attributes: { ${after[successor]?.name ?? successor}: { storedName: '${name}' } }); if they have nothing to do with each other, run monotable check --accept`,
  }
}

/** A set that is absent is an empty set. */
const isSet = (form: Form): boolean => typeof form !== 'string' && 'set' in form

function shown(form: Form): string {
  if (typeof form === 'string') return form
  return 'values' in form
    ? `one of ${form.values.map((value) => JSON.stringify(value)).join(', ')}`
    : JSON.stringify(form)
}
