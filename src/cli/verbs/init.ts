import process from 'node:process'
import type { Command } from 'commander'

/** `monotable init`: the first files of a project. */
export function addInit(program: Command): Command {
  return program
    .command('init')
    .description(
      'Write a configuration, a first table with two entities, and a test. Nothing is overwritten.',
    )
    .option(
      '--from <model>',
      'draft the schema module from a data model of NoSQL Workbench (JSON) instead, and write its sample items as a seed file',
    )
    .addHelpText('after', help)
    .action(async (options: { readonly from?: string }) => {
      const { init } = await import('../init/init.js')
      await init(process.cwd(), options)
    })
}

const help = `
Writes monotable.config.ts, src/schema.ts and test/schema.test.ts into the
current folder; with --from, seed.json in place of the test.

Exit codes: 0 written, 1 a file is there already or the model is none,
2 called wrongly.`
