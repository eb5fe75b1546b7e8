import type { Command } from 'commander'
import { addProjectOptions } from '../project-options.js'

interface CheckOptions {
  readonly schema?: string
  readonly config?: string
  readonly frozen?: true
  readonly accept?: true
  readonly table?: string
  readonly endpoint?: string
}

/** `monotable check`: whether stored items can still be read, and whether a table is what the schema says. */
export function addCheck(program: Command): Command {
  const verb = program
    .command('check')
    .description('Compare the schema with the key layout in monotable.lock.json, or with a table.')
  return addProjectOptions(verb)
    .option('--frozen', 'write nothing: a lock file that is missing or behind is a difference')
    .option('--accept', 'write the layout of the schema whatever changed, once stored items are migrated')
    .option('--table <name>', 'compare with this table instead, through DescribeTable')
    .option(
      '--endpoint <url>',
      'where the table is; AWS, by region and credentials of the environment, by default',
    )
    .addHelpText('after', help)
    .action(async (options: CheckOptions) => {
      const { check } = await import('../check/check.js')
      await check(options)
    })
}

const help = `
Changes that stored items bear are written to the lock file, which belongs into
version control. The others are listed with the reason and the way on, and
nothing is written.

Exit codes: 0 nothing in the way, 1 failed, 2 called wrongly, 3 a change that
stored items do not bear, a lock file that is missing or behind (--frozen), or a
table that differs (--table).`
