import { exitCodes } from './exit-codes.js'

/** What ends the command with a message and no stack: something that its user can put right. */
export class CommandError extends Error {
  /** What the command exits with. */
  readonly exitCode: number

  constructor(
    message: string,
    {
      exitCode = exitCodes.failed,
      ...options
    }: { readonly cause?: unknown; readonly exitCode?: number } = {},
  ) {
    super(message, options)
    this.name = 'CommandError'
    this.exitCode = exitCode
  }
}
