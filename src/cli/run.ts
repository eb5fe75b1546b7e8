import { Command, CommanderError } from 'commander'
import { exitCodes } from './exit-codes.js'
import { addServe } from './verbs/serve.js'

/** Every verb of the command. */
const verbs: readonly ((program: Command) => Command)[] = [addServe]

/** Runs the `monotable` command with its arguments and gives the code to exit with. */
export async function run(args: readonly string[]): Promise<number> {
  const program = new Command('monotable')
    .description('A data mapper for single-table DynamoDB, and a DynamoDB to run it on.')
    .configureHelp({ showGlobalOptions: true })
  for (const add of verbs) leaveExitToUs(add(program))
  leaveExitToUs(program)
  try {
    await program.parseAsync(args, { from: 'user' })
    return exitCodes.ok
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.misused
    program.configureOutput().writeErr?.(`error: ${error instanceof Error ? error.message : String(error)}\n`)
    return exitCodes.failed
  }
}

function leaveExitToUs(command: Command): void {
  command.exitOverride().showHelpAfterError('(--help tells more)')
}
