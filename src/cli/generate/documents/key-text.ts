import type { EntityModel, PatternModel } from '../../../schema/index.js'

type KeyAttribute = PatternModel['partition'][number]

/** What fills a key attribute, as text: its template, or the attribute whose value it has. */
export function keyText(key: KeyAttribute): string {
  return key.kind === 'template' ? key.template.text : `{${key.field.name}}`
}

/** How a query of an access pattern asks: the key attributes with what they are compared to. */
export function conditionText({ partition, sort, sortHoles }: PatternModel): string {
  const fixed = partition.map((key) => `${key.name} = ${keyText(key)}`)
  if (sortHoles.length === 0)
    return [...fixed, ...sort.map((key) => `${key.name} = ${keyText(key)}`)].join(' and ')
  return [...fixed, `${sort.map((key) => `${key.name}: ${keyText(key)}`).join(', ')} from the left`].join(
    ' and ',
  )
}

/** Every way to read an entity: by its primary key, and through indexes. */
export const patternsOf = (model: EntityModel): readonly PatternModel[] => [model.primary, ...model.patterns]
