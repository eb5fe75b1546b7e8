import type { Command } from 'commander'

/** Adds what every verb has that works on a project. */
export function addProjectOptions(command: Command): Command {
  return command
    .option('--schema <file>', 'the module that exports the entities (default: that of the configuration)')
    .option('--config <file>', 'the configuration (default: monotable.config.ts, if it is there)')
}
