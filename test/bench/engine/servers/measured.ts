/** What a measured server process is asked and answers, over the channel to its parent. */
export type Question = 'processor-time' | 'heap'
export type Report =
  { readonly listening: number } | { readonly microseconds: number } | { readonly heapBytes: number }

/** Tells the parent the port, and from then on what it asks. */
export function report(port: number): void {
  const tell = (answer: Report): void => void process.send?.(answer)
  process.on('message', (question: Question) => {
    if (question === 'heap') {
      globalThis.gc?.()
      const { heapUsed, external } = process.memoryUsage()
      tell({ heapBytes: heapUsed + external })
    } else {
      const { user, system } = process.cpuUsage()
      tell({ microseconds: user + system })
    }
  })
  process.once('disconnect', () => process.exit())
  tell({ listening: port })
}
