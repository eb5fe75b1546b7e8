/** How many requests of one read are under way at a time. */
const atOnceMax = 16

/**
 * Works on every entry, some at a time. After a failure nothing more begins; it is thrown once nothing is under way.
 *
 * @param work Of one entry; it may ask whether another has failed.
 */
export async function sideBySide<TEntry>(
  entries: readonly TEntry[],
  work: (entry: TEntry, hasFailed: () => boolean) => Promise<void>,
  atOnce: number = atOnceMax,
): Promise<void> {
  const failures: unknown[] = []
  const hasFailed = (): boolean => failures.length > 0
  const left = [...entries].reverse()
  const workNext = async (): Promise<void> => {
    for (let entry = left.pop(); entry !== undefined && !hasFailed(); entry = left.pop())
      try {
        await work(entry, hasFailed)
      } catch (error) {
        failures.push(error)
      }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, entries.length) }, workNext))
  if (hasFailed()) throw failures[0]
}
