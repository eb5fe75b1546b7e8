/** All that comes, in its order. */
export async function gathered<TElement>(elements: AsyncIterable<TElement>): Promise<TElement[]> {
  const all: TElement[] = []
  for await (const element of elements) all.push(element)
  return all
}
