import type { OperationInput, OperationOutput, RequestMeter, RequestOptions } from '../../protocol/backend.js'
import type { PatternModel } from '../../schema/index.js'
import { entityNames } from '../entity-names.js'
import type { Environment, EntityRuntime } from '../entity-runtime.js'
import type { HookedRequest, Hooks, ItemOperation } from './hooks.types.js'

/** Whom a request is about: a write, a query, a key, or the actions of a transaction or a batch. */
export type Subject = Asked | readonly (Asked | { readonly action: Asked })[]

interface Asked {
  readonly runtime: EntityRuntime
  readonly pattern?: PatternModel
  readonly collection?: string
  readonly members?: readonly Asked[]
}

/** Sends a request, before the eyes of the hooks where there are any; without, nothing is done for them (rule P5). */
export function send<TOperation extends ItemOperation>(
  environment: Environment,
  subject: Subject,
  operation: TOperation,
  input: OperationInput<TOperation>,
  options: RequestOptions | undefined,
): Promise<OperationOutput<TOperation>> {
  const { hooks } = environment
  return hooks === undefined
    ? environment.backend.execute(operation, input, options)
    : sendWatched(environment, hooks, subject, operation, input, options)
}

async function sendWatched<TOperation extends ItemOperation>(
  { backend, clock }: Environment,
  hooks: Hooks,
  subject: Subject,
  operation: TOperation,
  input: OperationInput<TOperation>,
  options: RequestOptions | undefined,
): Promise<OperationOutput<TOperation>> {
  const { before, after } = hooks
  const asked = hooks.capacity === true ? { ...input, ReturnConsumedCapacity: 'INDEXES' as const } : input
  const request = frozen({ operation, input: asked, ...subjectOf(subject) })
  const meter: RequestMeter = { attempts: 1 }
  const metered = { signal: options?.signal, sendOnce: options?.sendOnce, meter }
  if (before !== undefined) look(hooks, () => before(request))
  const start = clock.now()
  const tell = (output: OperationOutput<ItemOperation> | undefined, error: unknown): void => {
    if (after === undefined) return
    const durationMilliseconds = clock.now() - start
    const consumedCapacity = [output?.ConsumedCapacity ?? []].flat()
    look(hooks, () =>
      after(request, { durationMilliseconds, attempts: meter.attempts, consumedCapacity, error }),
    )
  }
  try {
    const output = await backend.execute(operation, asked, metered)
    tell(output, undefined)
    return output
  } catch (error) {
    tell(undefined, error)
    throw error
  }
}

/** What is sent is what the hooks are shown: whoever looks at it cannot change it. The bytes of binary values stay open. */
function frozen<T extends object>(value: T): T {
  if (!ArrayBuffer.isView(value) && !Object.isFrozen(value))
    for (const member of Object.values(Object.freeze(value)))
      if (typeof member === 'object' && member !== null) frozen(member)
  return value
}

/** What a hook throws would take the place of what the request gave, or of what an earlier one did: nobody may lose that. */
function look(hooks: Hooks, hook: () => unknown): void {
  try {
    // A hook may be asynchronous all the same.
    const looked = hook()
    if (looked instanceof Promise) looked.catch((error: unknown) => tellFailure(hooks, error))
  } catch (error) {
    tellFailure(hooks, error)
  }
}

function tellFailure({ failed }: Hooks, error: unknown): void {
  try {
    failed?.(error)
  } catch {
    // There is nobody left to tell.
  }
}

function subjectOf(subject: Subject): Pick<HookedRequest, 'entities' | 'accessPattern'> {
  if (isList(subject)) {
    const asked = subject.map((each) => ('action' in each ? each.action : each))
    return { entities: namesOf(asked), accessPattern: 'primary' }
  }
  const { collection, pattern, members } = subject
  return { entities: namesOf(members ?? [subject]), accessPattern: collection ?? pattern?.name ?? 'primary' }
}

const isList = (subject: Subject): subject is Extract<Subject, readonly unknown[]> => Array.isArray(subject)

const namesOf = (asked: readonly Asked[]): readonly string[] =>
  entityNames(asked.map(({ runtime }) => runtime))
