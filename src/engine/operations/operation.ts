import type { OperationInput, OperationName, OperationOutput } from '../../protocol/backend.js'
import type { Engine } from '../engine.js'
import type { StatementCache } from '../partiql/statement-cache.js'

/**
 * One operation of the service: throws ServiceError where the service refuses. Only what the settings of the engine make
 * take time gives a promise.
 */
export interface Operation<TName extends OperationName> {
  execute(
    engine: Engine,
    input: OperationInput<TName>,
  ): OperationOutput<TName> | Promise<OperationOutput<TName>>
}

/**
 * Pairs the two halves of an operation: `validate` sees the request alone and gives it in the form that `run`, which
 * sees the tables, works with. What `validate` gives shares nothing with the input.
 */
export function defineOperation<TName extends OperationName, TRequest>(
  validate: (input: OperationInput<TName>, cache: StatementCache) => TRequest,
  run: (engine: Engine, request: TRequest) => OperationOutput<TName> | Promise<OperationOutput<TName>>,
): Operation<TName> {
  return { execute: (engine, input) => run(engine, validate(input, engine.expressions)) }
}
