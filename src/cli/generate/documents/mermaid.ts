import type { EntityModel, PatternModel } from '../../../schema/index.js'
import type { TablePlan } from '../infrastructure/table-plan.js'
import { keyText } from './key-text.js'

/** A diagram of a table: its entities with their keys, and the indexes through which access patterns read them. */
export function mermaid({ input }: TablePlan, models: readonly EntityModel[]): string {
  const indexes = [...(input.GlobalSecondaryIndexes ?? []), ...(input.LocalSecondaryIndexes ?? [])]
  const places = new Map(indexes.map(({ IndexName = '' }, place) => [IndexName, `index${place}`]))
  const lines = [
    '```mermaid',
    'flowchart LR',
    `  subgraph table[${label([input.TableName ?? ''])}]`,
    ...models.map((model, place) => `    entity${place}[${label([model.name, ...keyLines(model.primary)])}]`),
    '  end',
    ...indexes.map(
      ({ IndexName = '', KeySchema }) =>
        `  ${places.get(IndexName)}([${label([IndexName, (KeySchema ?? []).map(({ AttributeName }) => AttributeName).join(', ')])}])`,
    ),
    ...models.flatMap((model, place) =>
      model.patterns.map(
        (pattern) =>
          `  entity${place} -->|${label([pattern.name, ...keyLines(pattern)])}| ${places.get(pattern.index ?? '')}`,
      ),
    ),
    '```',
  ]
  return lines.join('\n')
}

const keyLines = ({ partition, sort }: PatternModel): readonly string[] =>
  [partition, sort]
    .filter((keys) => keys.length > 0)
    .map((keys) => keys.map((key) => `${key.name} = ${keyText(key)}`).join(', '))

/** Lines of text as a label: in quotes, with what Mermaid reads as its own written as entities. */
function label(lines: readonly string[]): string {
  const texts = lines.map((line) =>
    line.replace(/[^\w\s=,.:/()-]/gu, (character) => `#${character.codePointAt(0)};`),
  )
  return `"${texts.join('<br/>')}"`
}
