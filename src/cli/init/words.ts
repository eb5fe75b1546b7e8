/** The words of a name, however it joins them. */
function wordsOf(name: string): readonly string[] {
  return name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .split(/[^A-Za-z\d]+/)
    .filter((word) => word !== '')
}

/** `Order Item` and `order_item` as `orderItem`; never empty, never beginning with a digit. */
export function camelCase(name: string): string {
  const text = wordsOf(name)
    .map((word, place) => (place === 0 ? word.toLowerCase() : capitalized(word.toLowerCase())))
    .join('')
  return /^[a-z]/.test(text) ? text : `the${capitalized(text)}`
}

/** The same as `OrderItem`. */
export function pascalCase(name: string): string {
  return capitalized(camelCase(name))
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** A name that is not taken yet: the wanted one, or with the first number that makes it new. */
export function freeName(wanted: string, isTaken: (name: string) => boolean): string {
  let name = wanted
  for (let number = 2; isTaken(name); number++) name = `${wanted}${number}`
  return name
}

/** Text as a literal of TypeScript. */
export function quoted(text: string): string {
  const inner = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")
  return `'${inner}'`
}

/** A name as a property is written. */
export function propertyName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name)
}

/** Text as part of a comment of one line. */
export function commentText(text: string): string {
  return text.replaceAll(/[^\x20-\x7e\u00a0-\u024f]/g, ' ')
}
