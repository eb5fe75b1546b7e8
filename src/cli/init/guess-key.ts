import type { KeySegment } from './key-text.js'
import { segmentsOf } from './key-text.js'
import { camelCase } from './words.js'

/** What a hole of a template stands for: the text that each item has there. */
export interface HoleGuess {
  readonly kind: 'hole'
  readonly texts: readonly string[]
  /** The label before it, if any, by which it could be called. */
  readonly label: string
  /** The word of a facet for it. */
  readonly alias: string | undefined
}

/** A template, as far as texts of keys tell it. */
export type TemplatePart = { readonly kind: 'literal'; readonly text: string } | HoleGuess

/**
 * Finds what keys of one kind have in common. What differs is a hole; so is what is the same everywhere, unless it is a
 * word in front of something else.
 *
 * @param alias the word of a facet for the key, such as `ITEMS#ItemID`
 */
export function guessKey(
  keys: readonly string[],
  role: 'partition' | 'sort',
  alias: string | undefined,
): readonly TemplatePart[] {
  const cut = aligned(keys.map(segmentsOf))
  const words = alias?.split(/[#:|/]/) ?? []
  const [first] = cut
  const parts: TemplatePart[] = []
  let literal = ''
  let label = ''
  for (const [place, segment] of (first ?? []).entries()) {
    const texts = cut.map((segments) => segments[place]?.text ?? '')
    literal += segment.joint
    if (isLiteral(cut, place, role)) {
      literal += segment.text
      label = segment.text === '' ? label : segment.text
      continue
    }
    if (literal !== '') parts.push({ kind: 'literal', text: literal })
    const word = words.length === first?.length ? words[place] : words.length === 1 ? words[0] : undefined
    parts.push({ kind: 'hole', texts, label, alias: word === '' ? undefined : word })
    literal = ''
  }
  if (literal !== '') parts.push({ kind: 'literal', text: literal })
  return parts
}

type Cut = readonly (readonly KeySegment[])[]

/** All keys in as many parts: where they have different numbers, what comes after the labels is one. */
function aligned(cut: Cut): Cut {
  const counts = new Set(cut.map((segments) => segments.length))
  if (counts.size <= 1) return cut
  const shortest = Math.min(...counts)
  let lead = 0
  while (lead < shortest - 1 && isShared(cut, lead) && cut[0]?.[lead]?.kind === 'label') lead += 1
  return cut.map((segments) => {
    const [start, ...rest] = segments.slice(lead)
    const text = `${start?.text ?? ''}${rest.map((segment) => segment.joint + segment.text).join('')}`
    return [...segments.slice(0, lead), { kind: 'value' as const, text, joint: start?.joint ?? '' }]
  })
}

function isShared(cut: Cut, place: number): boolean {
  return new Set(cut.map((segments) => segments[place]?.text)).size === 1
}

function isLiteral(cut: Cut, place: number, role: 'partition' | 'sort'): boolean {
  if (role === 'partition' && cut[0]?.length === 1) return false
  return isShared(cut, place) && cut.every((segments) => segments[place]?.kind === 'label')
}

/** A name for a hole: the word of the facet, or one made from the label before it. */
export function holeName({ alias, label, texts }: HoleGuess, fallback: string): string {
  if (alias !== undefined && /^[A-Za-z]\w*$/.test(alias))
    return alias.charAt(0).toLowerCase() + alias.slice(1)
  const isTime = texts.every((text) => /^\d{4}-\d\d-\d\d/.test(text))
  if (label === '') return camelCase(fallback)
  return camelCase(`${label} ${isTime ? 'time' : 'id'}`)
}
