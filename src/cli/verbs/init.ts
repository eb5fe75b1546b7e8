import process from 'node:process'
import type { Command } from 'commander'

/** `monotable init`: the first files of a project. */
export function addInit(program: Command): Command {
  return program
    .command('init')
    .description(
      'Write a configuration, a first table with two entities, and a test. Nothing is overwritten.',
    )
    .addHelpText('after', help)
    .action(async () => {
      const { init } = await import('../init/init.js')
      init(process.cwd())
    })
}

const help = `
Writes monotable.config.ts, src/schema.ts and test/schema.test.ts into the current folder.

Exit codes: 0 written, 1 a file is there already or cannot be written, 2 called wrongly.`
