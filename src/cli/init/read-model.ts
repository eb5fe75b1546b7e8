import { readFileSync, statSync } from 'node:fs'
import { CommandError } from '../command-error.js'
import { shownPath } from '../load-module.js'
import type { Model } from './model.types.js'
import { parsedModel } from './model-schema.js'

const modelSizeBytesMax = 20 * 1024 * 1024

/**
 * Reads a data model of NoSQL Workbench.
 *
 * @throws CommandError that names the file and the place in it.
 */
export function readModel(file: string): Model {
  const refuse = (problem: string, cause?: unknown): never => {
    throw new CommandError(`${shownPath(file)}: ${problem}`, { cause })
  }
  let value: unknown
  try {
    if (statSync(file).size > modelSizeBytesMax) refuse(`a model has at most ${modelSizeBytesMax} bytes here`)
    value = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    if (error instanceof CommandError) throw error
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return refuse('it is not there', error)
    return refuse(`it is no JSON: ${error instanceof Error ? error.message : String(error)}`, error)
  }
  const result = parsedModel(value)
  return 'model' in result
    ? result.model
    : refuse(`it is no data model of NoSQL Workbench, exported as JSON: ${result.problem}`)
}
