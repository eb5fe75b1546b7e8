import type { Command } from 'commander'
import { addProjectOptions } from '../project-options.js'

interface GenerateOptions {
  readonly schema?: string
  readonly config?: string
  readonly output?: string
  readonly check?: true
}

/** `monotable generate`: files for the compiler, for the deployment and for readers, from the schema. */
export function addGenerate(program: Command): Command {
  const verb = program
    .command('generate')
    .description('Write types, infrastructure, IAM policy, JSON Schema and documentation from the schema.')
  return addProjectOptions(verb)
    .option('--output <folder>', 'where to write (default: that of the configuration, or ./generated)')
    .option('--check', 'write nothing: name the files that are missing or stale')
    .addHelpText('after', help)
    .action(async (options: GenerateOptions) => {
      const { runGenerate } = await import('../generate/run-generate.js')
      await runGenerate(options)
    })
}

const help = `
The same schema and configuration give the same files. All of them are written,
or none.

Exit codes: 0 written, or up to date (--check), 1 failed, 2 called wrongly,
3 files are missing or stale (--check).`
