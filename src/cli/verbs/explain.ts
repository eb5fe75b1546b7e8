import type { Command } from 'commander'
import { addProjectOptions } from '../project-options.js'

interface ExplainOptions {
  readonly schema?: string
  readonly config?: string
  readonly values?: string
  readonly seedFile?: string
  readonly endpoint?: string
  readonly json?: true
}

/** `monotable explain`: the requests of an access pattern, and what they cost. */
export function addExplain(program: Command): Command {
  const verb = program
    .command('explain')
    .description('Tell the requests and the cost of an access pattern, or of everything that can be read.')
    .argument('[pattern]', 'such as orders.byStatus, orders.get or collections.customerWithOrders')
  return addProjectOptions(verb)
    .option('--values <json>', 'the attributes that are asked for, as a JSON object')
    .option('--seed-file <file>', 'run it on the engine, with these items (see serve)')
    .option('--endpoint <url>', 'run it on what answers there')
    .option('--json', 'print JSON')
    .addHelpText('after', help)
    .action(async (pattern: string | undefined, options: ExplainOptions) => {
      const { explain } = await import('../explain/explain.js')
      await explain(pattern, options)
    })
}

const help = `
Without --values it tells what has to be given. Without a pattern it lists them
all. A sort key may end in a range:
  monotable explain orders.byStatus \\
    --values '{"status":"paid","placedAt":{"gte":"2030-01-01"}}'

Running it reads one page.

Exit codes: 0 told, 1 failed, 2 called wrongly.`
