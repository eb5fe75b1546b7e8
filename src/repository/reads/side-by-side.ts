/** How many requests of one read are under way at a time. */
const atOnceMax = 16

/** Works on every entry, some at a time. After a failure nothing more begins; it is thrown once nothing is under way. */
export async function sideBySide<TEntry>(
  entries: readonly TEntry[],
  work: (entry: TEntry) => Promise<void>,
): Promise<void> {
  const failures: unknown[] = []
  const left = [...entries].reverse()
  const workNext = async (): Promise<void> => {
    for (let entry = left.pop(); entry !== undefined && failures.length === 0; entry = left.pop())
      try {
        await work(entry)
      } catch (error) {
        failures.push(error)
      }
  }
  await Promise.all(Array.from({ length: Math.min(atOnceMax, entries.length) }, workNext))
  if (failures.length > 0) throw failures[0]
}
