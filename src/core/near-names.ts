/** The names that `wanted` may have been meant as: at most three, the nearest first. */
export function nearNames(wanted: string, names: Iterable<string>): string[] {
  const distanceMax = Math.max(1, Math.min(3, Math.floor(wanted.length / 3)))
  const near: { name: string; distance: number }[] = []
  for (const name of names) {
    if (Math.abs(name.length - wanted.length) > distanceMax) continue
    const distance = editDistance(wanted.toLowerCase(), name.toLowerCase())
    if (distance <= distanceMax) near.push({ name, distance })
  }
  near.sort((left, right) => left.distance - right.distance)
  return near.slice(0, 3).map(({ name }) => name)
}

/** How many letters have to be put in, taken out or replaced. */
function editDistance(from: string, to: string): number {
  let previous = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (let row = 1; row <= from.length; row++) {
    const current = [row]
    for (let column = 1; column <= to.length; column++) {
      const replaced = at(previous, column - 1) + (from[row - 1] === to[column - 1] ? 0 : 1)
      current.push(Math.min(replaced, at(previous, column) + 1, at(current, column - 1) + 1))
    }
    previous = current
  }
  return at(previous, to.length)
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Infinity
}
