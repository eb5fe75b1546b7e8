/** How many requests of one read are under way at a time. */
const atOnceMax = 16

/** Works on every entry, some at a time. After a failure nothing more begins; it is thrown once nothing is under way. */
export async function sideBySide<TEntry>(
  entries: readonly TEntry[],
  work: (entry: TEntry) => Promise<void>,
): Promise<void> {
  const failures: unknown[] = []
  const left = entries.values()
  const workNext = async (): Promise<void> => {
    for (const entry of left)
      try {
        await work(entry)
      } catch (error) {
        failures.push(error)
      } finally {
        if (failures.length > 0) break
      }
  }
  await Promise.all(Array.from({ length: Math.min(atOnceMax, entries.length) }, workNext))
  if (failures.length > 0) throw failures[0]
}
