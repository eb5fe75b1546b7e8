import { isSame } from './change.js'
import type { Form, MemberForm } from './layout.types.js'

/** What else reads what was stored in one form, value for value: from the stored form to those that read it. */
const readers: Readonly<Record<string, readonly string[]>> = {
  S: ['any'],
  N: ['any', 'N decimal'],
  'N integer': ['any', 'N', 'N bigint', 'N decimal'],
  'N bigint': ['N decimal'],
  BOOL: ['any'],
  NULL: ['any'],
  B: ['any'],
}

/**
 * Whether everything that was stored in one form is read in another as it was written. Where it cannot be told, it is
 * taken that it is not.
 */
export function canRead(stored: Form, read: Form): boolean {
  if (isSame(stored, read)) return true
  if (typeof read !== 'string' && 'nullable' in read) {
    if (stored === 'NULL') return true
    return canRead(
      typeof stored !== 'string' && 'nullable' in stored ? stored.nullable : stored,
      read.nullable,
    )
  }
  if (typeof read !== 'string' && 'union' in read && read.discriminator === undefined)
    return canReadUnion(stored, read.union)
  if (typeof stored === 'string') return typeof read === 'string' && readers[stored]?.includes(read) === true
  if ('values' in stored) return canReadValues(stored.values, read)
  if (typeof read === 'string') return false
  return canReadStructure(stored, read)
}

type Structure = Exclude<Form, string>

function canReadStructure(stored: Structure, read: Structure): boolean {
  if ('list' in stored && 'list' in read) return canRead(stored.list, read.list)
  if ('set' in stored && 'set' in read) return stored.set === read.set && canRead(stored.of, read.of)
  if ('codec' in stored && 'codec' in read) return canRead(stored.codec, read.codec)
  if ('record' in stored && 'record' in read)
    return canRead(stored.record, read.record) && canRead(stored.key, read.key)
  if ('map' in stored && 'map' in read)
    return canReadMap(stored.map, read.map) && isSame(stored.rest, read.rest)
  if ('union' in stored && 'union' in read && stored.discriminator === read.discriminator)
    return stored.union.every((option) => read.union.some((other) => canRead(option, other)))
  return false
}

/** Of a union without a discriminator the first option that fits reads: those that came before must stay in front. */
function canReadUnion(stored: Form, options: readonly Form[]): boolean {
  const own = typeof stored !== 'string' && 'union' in stored ? stored.union : [stored]
  return own.every((option, place) => {
    const reader = options[place]
    return reader !== undefined && canRead(option, reader)
  })
}

function canReadValues(values: readonly unknown[], read: Form): boolean {
  if (typeof read !== 'string')
    return 'values' in read && values.every((value) => read.values.some((each) => each === value))
  if (read === 'any') return true
  if (read === 'S') return values.every((value) => typeof value === 'string')
  if (read === 'BOOL') return values.every((value) => typeof value === 'boolean')
  return (read === 'N' || read === 'N integer') && values.every((value) => typeof value === 'number')
}

function canReadMap(
  stored: Readonly<Record<string, MemberForm>>,
  read: Readonly<Record<string, MemberForm>>,
): boolean {
  return Object.entries(read).every(([name, { form, optional }]) => {
    const known = stored[name]
    if (known === undefined) return optional === true
    return (optional === true || known.optional !== true) && canRead(known.form, form)
  })
}
