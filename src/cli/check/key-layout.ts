import { unreachable } from '../../core/assert.js'
import type { KeyPart } from '../../keys/index.js'
import type { AttributeField, KeyAttributeModel } from '../../schema/index.js'
import type { HoleLayout, KeyLayout } from './layout.types.js'

type TemplateKey = Extract<KeyAttributeModel, { kind: 'template' }>

/** How a key attribute is filled, with attributes under their stored names: what they are called is free to change. */
export function keyLayout(key: KeyAttributeModel, byName: ReadonlyMap<string, AttributeField>): KeyLayout {
  const { name } = key
  switch (key.kind) {
    case 'own':
      return { name }
    case 'copy':
      return { name, copyOf: key.field.storedName }
    case 'template':
      return { name, ...templateLayout(key, byName) }
    default:
      return unreachable(key)
  }
}

function templateLayout(
  { written, parts, template, shards }: TemplateKey,
  byName: ReadonlyMap<string, AttributeField>,
): Omit<KeyLayout, 'name'> {
  const stored = (hole: string): string => byName.get(hole)?.storedName ?? hole
  const text = written.segments.map((segment) =>
    segment.kind === 'hole' ? `{${stored(segment.name)}}` : segment.text.replaceAll(/[{}]/g, '$&$&'),
  )
  const holes = [...parts].map(([hole, part]) => [stored(hole), holeLayout(part, template.role)] as const)
  return {
    template: text.join(''),
    ...(written.delimiters === 'reject' ? { delimiters: written.delimiters } : {}),
    ...(written.casing === undefined ? {} : { casing: written.casing }),
    ...(holes.length === 0 ? {} : { holes: Object.fromEntries(holes) }),
    ...(shards === undefined ? {} : { shards }),
  }
}

function holeLayout(part: KeyPart, role: 'partition' | 'sort'): HoleLayout {
  const order = part.descending === true ? ' descending' : ''
  switch (part.kind) {
    case 'string':
      return { form: 'text' }
    case 'boolean':
    case 'date':
      return { form: `${part.kind}${order}` }
    case 'enum':
      return {
        form: role === 'sort' && part.ranked === true ? `rank${order}` : 'enum',
        values: part.values,
      }
    case 'number':
    case 'bigint':
      return { form: `${numberForm(part, role)}${order}` }
    default:
      return unreachable(part)
  }
}

/** Partition keys have plain decimals, sort keys a form that sorts: padded to the width of the maximum where that is known. */
function numberForm(part: KeyPart & { kind: 'number' | 'bigint' }, role: 'partition' | 'sort'): string {
  if (role === 'partition') return 'decimal'
  const { minimum, maximum } = part
  const isWhole = part.kind === 'bigint' || part.integer
  const isBounded =
    minimum !== undefined && maximum !== undefined && minimum >= 0 && Number.isFinite(Number(maximum))
  if (!isWhole || !isBounded) return 'sortable decimal'
  const highest = typeof maximum === 'bigint' ? maximum : Math.floor(maximum)
  return `${String(highest).length} digits`
}
