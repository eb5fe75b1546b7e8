/** The parts of a key: labels, which are the same in all keys of a kind, and what stands between them. */
export interface KeySegment {
  readonly kind: 'label' | 'value'
  readonly text: string
  /** What comes before it. */
  readonly joint: string
}

/** Cuts a key at its delimiter: `#` wherever it occurs, otherwise the one after a leading word. */
export function segmentsOf(key: string): readonly KeySegment[] {
  const delimiter = key.includes('#') ? '#' : (/^[A-Za-z]+([:|/_.])./.exec(key)?.[1] ?? '')
  const texts = delimiter === '' ? [key] : delimiter === '#' ? key.split('#') : cutOnce(key, delimiter)
  return texts.map((text, place) => ({
    kind: isLabel(text, place, texts.length) ? 'label' : 'value',
    text,
    joint: place === 0 ? '' : delimiter,
  }))
}

function cutOnce(key: string, delimiter: string): readonly string[] {
  const at = key.indexOf(delimiter)
  return [key.slice(0, at), key.slice(at + 1)]
}

/** A word without digits; the last part of a key is one only where nothing is said before it. */
function isLabel(text: string, place: number, count: number): boolean {
  if (text === '') return true
  return /^[A-Za-z][A-Za-z_-]*$/.test(text) && (place < count - 1 || count === 1)
}

/** A key with its values blanked out, so that keys of one kind look the same. A partition key is never a mere label. */
export function keyShape(key: string, role: 'partition' | 'sort'): string {
  const segments = segmentsOf(key)
  if (role === 'partition' && segments.length === 1) return '*'
  const labels = segments.findIndex(({ kind }) => kind === 'value')
  const lead = labels < 0 ? segments : segments.slice(0, labels)
  const text = lead.map((segment) => segment.joint + segment.text).join('')
  return labels < 0 ? text : `${text}${segments[labels]?.joint ?? ''}*`
}
