/** What scripts can tell from the end of a command. */
export const exitCodes = {
  /** Done; of `serve`: stopped by a signal, with the snapshot, if any, written. */
  ok: 0,
  /** Something that the command needed was not as it has to be; what, is said on standard error. */
  failed: 1,
  /** The command was called in a way that it does not understand. */
  misused: 2,
  /** What was to be compared was compared, and differs: a layout, generated files, a table. */
  differs: 3,
} as const
