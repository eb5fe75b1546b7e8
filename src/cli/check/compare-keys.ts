import { isSame } from './change.js'
import type { HoleLayout, KeyLayout } from './layout.types.js'

/** What is different about the keys of stored items; undefined where they are formed as before. */
export function keyDifference(before: readonly KeyLayout[], after: readonly KeyLayout[]): string | undefined {
  if (before.length !== after.length)
    return `it has ${after.length} key attributes instead of ${before.length}`
  for (const [place, key] of before.entries()) {
    const other = after[place]
    const difference = other === undefined ? undefined : attributeDifference(key, other)
    if (difference !== undefined) return difference
  }
  return undefined
}

/** The shards of a partition where they have become more: old items stay where reads look. */
export function grownShards(
  before: readonly KeyLayout[],
  after: readonly KeyLayout[],
): { readonly from: number; readonly to: number } | undefined {
  const [from, to] = [before, after].map((keys) => keys.find(({ shards }) => shards !== undefined)?.shards)
  return from !== undefined && to !== undefined && to > from ? { from, to } : undefined
}

function attributeDifference(before: KeyLayout, after: KeyLayout): string | undefined {
  if (before.name !== after.name) return `${before.name} gives way to ${after.name}`
  if (textOf(before) !== textOf(after)) return `${after.name} is ${textOf(after)}, and was ${textOf(before)}`
  if (before.delimiters !== after.delimiters)
    return `${after.name} ${after.delimiters === 'reject' ? 'no longer escapes' : 'now escapes'} delimiters`
  if (before.casing !== after.casing)
    return `the casing of ${after.name} is ${after.casing ?? 'as written'}, and was ${before.casing ?? 'as written'}`
  if (isFewer(before.shards, after.shards))
    return `${after.name} has ${after.shards ?? 'no'} shards, and had ${before.shards ?? 'none'}`
  for (const [hole, layout] of Object.entries(before.holes ?? {})) {
    const other = after.holes?.[hole]
    const difference = other === undefined ? undefined : holeDifference(layout, other, isLast(before, hole))
    if (difference !== undefined) return `{${hole}} in ${after.name} ${difference}`
  }
  return undefined
}

function isFewer(before: number | undefined, after: number | undefined): boolean {
  return before === undefined || after === undefined ? before !== after : after < before
}

function textOf({ template, copyOf }: KeyLayout): string {
  if (template !== undefined) return `'${template}'`
  return copyOf === undefined ? 'an attribute of its own' : `a copy of ${copyOf}`
}

const isLast = ({ template = '' }: KeyLayout, hole: string): boolean => template.endsWith(`{${hole}}`)

function holeDifference(before: HoleLayout, after: HoleLayout, isAtEnd: boolean): string | undefined {
  if (before.form !== after.form) {
    // The texts of an enum are its values, which text holds as well, unless something has to be escaped.
    const isWidened =
      before.form === 'enum' && after.form === 'text' && before.values?.every(isPlain) === true
    return isWidened ? undefined : `has the form ${after.form}, and had ${before.form}`
  }
  const [old = [], now = []] = [before.values, after.values]
  if (before.form.startsWith('rank')) {
    if (!isSame(old, now.slice(0, old.length))) return `ranks its values in another order`
    return widthOf(old) === widthOf(now) ? undefined : 'has ranks of more digits'
  }
  const gone = old.filter((value) => !now.includes(value))
  if (gone.length > 0) return `has no ${gone.join(', ')} any more`
  return isAtEnd || isPrefixFree(old) === isPrefixFree(now) ? undefined : 'has values that need escaping now'
}

const isPlain = (value: string): boolean => /^[\w-]*$/.test(value)

const widthOf = (values: readonly string[]): number => Math.max(2, String(values.length - 1).length)

function isPrefixFree(values: readonly string[]): boolean {
  return values.every((value) => !values.some((other) => other !== value && other.startsWith(value)))
}
