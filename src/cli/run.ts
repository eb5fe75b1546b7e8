import { readFileSync } from 'node:fs'
import { Command, CommanderError } from 'commander'
import { exitCodes } from './exit-codes.js'
import { addCheck } from './verbs/check.js'
import { addExplain } from './verbs/explain.js'
import { addGenerate } from './verbs/generate.js'
import { addInit } from './verbs/init.js'
import { addServe } from './verbs/serve.js'

/** Every verb of the command. */
const verbs: readonly ((program: Command) => Command)[] = [
  addInit,
  addGenerate,
  addCheck,
  addExplain,
  addServe,
]

/** Runs the `monotable` command with its arguments and gives the code to exit with. */
export async function run(args: readonly string[]): Promise<number> {
  const program = new Command('monotable')
    .description('A data mapper for single-table DynamoDB, and a DynamoDB to run it on.')
    .version(version(), '--version', 'print the version')
    .configureHelp({ showGlobalOptions: true })
    .addHelpText('after', help)
  for (const add of verbs) leaveExitToUs(add(program))
  leaveExitToUs(program)
  try {
    await program.parseAsync(args, { from: 'user' })
    return exitCodes.ok
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.misused
    program.configureOutput().writeErr?.(`error: ${error instanceof Error ? error.message : String(error)}\n`)
    return exitCodeOf(error)
  }
}

const help = `
Exit codes: 0 done, 1 something needed is not as it has to be (a file, the
schema, a port), 2 called wrongly, 3 what was compared differs.

Output is coloured on terminals, unless NO_COLOR is set.`

/** The errors of verbs say it; those verbs are files of their own, so that a class would not be the same one here. */
function exitCodeOf(error: unknown): number {
  const { exitCode } = (error ?? {}) as { readonly exitCode?: unknown }
  return typeof exitCode === 'number' ? exitCode : exitCodes.failed
}

function version(): string {
  const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  return (JSON.parse(manifest) as { readonly version: string }).version
}

function leaveExitToUs(command: Command): void {
  command.exitOverride().showHelpAfterError('(--help tells more)')
}
