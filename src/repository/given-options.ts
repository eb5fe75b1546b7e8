import { assertOptions } from '../core/assert-options.js'
import { MonotableError } from '../core/errors.js'

const call = ['signal']
const write = ['where', ...call]
const readFirst = ['where', 'reindex', ...call]
const whole = ['overwrite', ...readFirst]
const get = ['consistent', ...call]
const batch = ['attempts', 'concurrency', ...call]

/** What a query takes that fetches the items themselves. */
export const hydratedOptions: readonly string[] = batch

/** A call of a repository, of a query, or of a database, that may be given options. */
export type OptionedCall =
  | 'get'
  | 'require'
  | 'getMany'
  | 'create'
  | 'put'
  | 'replace'
  | 'update'
  | 'upsert'
  | 'delete'
  | 'restore'
  | 'purge'
  | 'move'
  | 'claim'
  | 'modify'
  | 'check'
  | 'checkAbsent'
  | 'putMany'
  | 'deleteMany'
  | 'query'
  | 'scan'
  | 'page'
  | 'items'
  | 'all'
  | 'grouped'
  | 'first'
  | 'only'
  | 'count'
  | 'exactly'
  | 'parallel'
  | 'hydrate'
  | 'run'
  | 'transact'
  | 'batchGet'
  | 'batchWrite'
  | 'transactGet'

/** What each call takes. */
const names: Readonly<Record<OptionedCall, readonly string[]>> = {
  get,
  require: get,
  getMany: ['consistent', ...batch],
  create: write,
  put: whole,
  replace: whole,
  update: ['drop', ...readFirst],
  upsert: ['add', 'keep', ...write],
  delete: readFirst,
  restore: write,
  purge: readFirst,
  move: call,
  claim: call,
  modify: ['attempts', ...call],
  check: call,
  checkAbsent: call,
  putMany: ['overwrite', ...batch],
  deleteMany: batch,
  query: [],
  scan: [],
  page: call,
  items: call,
  all: call,
  grouped: call,
  first: call,
  only: call,
  count: call,
  exactly: ['after', 'before', ...call],
  parallel: ['segments', 'concurrency', 'from', ...call],
  hydrate: ['consistent'],
  run: [],
  transact: ['token', ...call],
  batchGet: batch,
  batchWrite: batch,
  transactGet: call,
}

/** Whose call it is: of an entity and perhaps one of its access patterns, of a collection, or of the database. */
export interface Subject {
  readonly entity?: string | undefined
  readonly accessPattern?: string | undefined
  readonly collection?: string | undefined
}

/** What is wrong with the value of an option, where the option means one thing in every call that takes it. */
const problems: Readonly<Record<string, (value: unknown) => string | undefined>> = {
  consistent: (value) => (typeof value === 'boolean' ? undefined : 'is true or false'),
  overwrite: (value) => (typeof value === 'boolean' ? undefined : 'is true or false'),
  reindex: (value) => (value === 'read' ? undefined : "is 'read' or left out"),
  signal: (value) => (isSignal(value) ? undefined : 'is the signal of an AbortController'),
}

/**
 * The options of a call, each of which means something there; undefined where none are given, which is null too for
 * JavaScript callers.
 *
 * @param own The names of the options, where the call has them in another form than usual.
 * @throws MonotableError `repository.option`
 */
export function givenOptions<TOptions extends object>(
  options: TOptions | null | undefined,
  of: OptionedCall,
  subject: Subject,
  own: readonly string[] = names[of],
): TOptions | undefined {
  if (options === undefined || options === null) return undefined
  // No message is put together for options with which nothing is wrong (rule P5).
  if (!areNamed(options, own))
    assertOptions(options, own, 'repository.option', placeOf(subject, of), { ...subject, call: of })
  for (const option in options) {
    const value: unknown = options[option]
    const problem = value === undefined ? undefined : problems[option]?.(value)
    if (problem !== undefined)
      throw new MonotableError(
        'repository.option',
        `${placeOf(subject, of)}: ${option} ${problem}, not ${String(value)}`,
        { ...subject, call: of, option },
      )
  }
  return options
}

function areNamed(options: object, names: readonly string[]): boolean {
  if (typeof options !== 'object' || Array.isArray(options)) return false
  for (const option in options) if (!names.includes(option)) return false
  return true
}

/**
 * Refuses options of what takes none. Others than objects are no options: they are what functions such as `map` pass beside
 * the element.
 */
export function assertNoOptions(given: unknown, of: OptionedCall, subject: Subject): void {
  if (typeof given === 'object') givenOptions(given, of, subject)
}

/** What `plan` of a read is asked for: a page, or what `count` would send. */
export function givenPlanWord(word: 'count' | null | undefined, subject: Subject): 'count' | undefined {
  if (word === undefined || word === null || word === 'count') return word ?? undefined
  throw new MonotableError(
    'repository.option',
    `${placeOf(subject, 'plan')}: it takes 'count' or nothing, not ${String(word)}`,
    { ...subject, call: 'plan' },
  )
}

function placeOf({ entity, accessPattern, collection }: Subject, of: string): string {
  const subject = [
    entity,
    accessPattern && `access pattern ${accessPattern}`,
    collection && `Collection ${collection}`,
    of,
  ]
  return subject.filter((each) => each !== undefined).join(', ')
}

/** Others than the runtime's own serve as well. */
function isSignal(value: unknown): boolean {
  return typeof (value as Partial<AbortSignal> | null)?.aborted === 'boolean'
}
