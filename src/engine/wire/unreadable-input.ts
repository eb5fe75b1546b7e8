import { ServiceError } from '../../protocol/service-errors.js'
import { readShape } from './read-shape.js'
import { targetedOperations } from './shapes/operation-shapes.js'
import { writeShape } from './write-shape.js'

/**
 * What the service would say of an input that has not the shape of its operation, which JavaScript lets pass; undefined
 * when there is nothing to say about it. Meant for inputs over which the engine has stumbled: those that it answers are
 * never looked at, so that calls pay nothing.
 */
export function unreadableInput(operation: string, input: unknown): ServiceError | undefined {
  const shape = [...targetedOperations.values()].find(({ name }) => name === operation)?.input
  if (shape === undefined) return undefined
  try {
    const text = JSON.stringify(writeShape(shape, input)) as string | undefined
    readShape(shape, JSON.parse(text ?? 'null'), 'element')
    return undefined
  } catch (error) {
    // Others are of JSON itself, which cannot hold cycles.
    return error instanceof ServiceError ? error : undefined
  }
}
