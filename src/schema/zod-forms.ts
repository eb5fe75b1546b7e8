import type { $ZodCheck, $ZodPipeDef, $ZodType } from 'zod/v4/core'
import {
  $ZodAny,
  $ZodAsyncError,
  $ZodDefault,
  $ZodLazy,
  $ZodUnion,
  $ZodUnknown,
  _check,
  clone,
  parse,
} from 'zod/v4/core'
import {
  definitionOf,
  isCodecDefinition,
  isOneWay,
  lazyTarget,
  reachesCodec,
  reachesCoercion,
} from './zod-node.js'
import type { ZodDefinition } from './zod-node.js'

/**
 * Which values a schema is made to take: `write`, what a write is given (a codec's output, a one-way transform's
 * input); `item`, what a read gives (the output of both), checked without converting anything.
 */
export type Form = 'write' | 'item'

/**
 * Rewrites a schema, once, into one that takes another form of its values. Refinements of containers stay where they
 * are; nodes that need no change keep their identity, and with it zod's own speed.
 */
export class FormRewriter {
  readonly #form: Form
  readonly #done = new Map<$ZodType, $ZodType>()
  readonly #open = new Set<$ZodType>()

  constructor(form: Form) {
    this.#form = form
  }

  rewrite(schema: $ZodType): $ZodType {
    if (this.#form === 'write' && !reachesCodec(schema)) return schema
    const done = this.#done.get(schema)
    if (done !== undefined) return done
    if (this.#open.has(schema)) return lazily(() => this.#done.get(schema) ?? schema)
    this.#open.add(schema)
    const rewritten = this.#node(schema)
    this.#open.delete(schema)
    this.#done.set(schema, rewritten)
    return rewritten
  }

  #node(schema: $ZodType): $ZodType {
    const definition = definitionOf(schema)
    switch (definition.type) {
      case 'object':
        return this.#clone(schema, {
          ...definition,
          shape: this.#record(definition.shape),
          ...this.#optional('catchall', definition.catchall),
        })
      case 'array':
        return this.#clone(schema, { ...definition, element: this.rewrite(definition.element) })
      case 'tuple':
        return this.#clone(schema, {
          ...definition,
          items: this.#list(definition.items),
          ...this.#optional('rest', definition.rest ?? undefined),
        })
      case 'record':
      case 'map':
        return this.#clone(schema, {
          ...definition,
          keyType: this.rewrite(definition.keyType),
          valueType: this.rewrite(definition.valueType),
        })
      case 'set':
        return this.#clone(schema, { ...definition, valueType: this.rewrite(definition.valueType) })
      case 'union':
        return this.#union(schema, definition, this.#list(definition.options))
      case 'intersection':
        return this.#clone(schema, {
          ...definition,
          left: this.rewrite(definition.left),
          right: this.rewrite(definition.right),
        })
      case 'optional':
      case 'nullable':
      case 'nonoptional':
        return this.#clone(schema, {
          ...definition,
          innerType: this.rewrite(definition.innerType),
        })
      case 'default':
      case 'prefault':
      case 'catch':
      case 'readonly':
        return this.#wrapper(schema, definition, this.rewrite(definition.innerType))
      case 'lazy':
        return lazily(() => this.rewrite(lazyTarget(schema)), this.#checks(definition))
      case 'pipe':
        return this.#pipe(schema, definition)
      case 'transform':
        return this.#form === 'write' ? schema : anything(this.#checks(definition))
      default:
        return this.#form === 'write' ? schema : this.#scalar(schema, definition)
    }
  }

  #pipe(schema: $ZodType, definition: $ZodPipeDef): $ZodType {
    const input = definition.in
    const output = definition.out
    const checks = this.#checks(definition)
    const isConversion = isOneWay(input) || isOneWay(output) || reachesCoercion(output)
    if (isCodecDefinition(definition) || !isConversion) {
      if (this.#form === 'write')
        return withChecks(this.rewrite(output), [encodable(schema, definition), ...checks])
      return withChecks(this.rewrite(output), checks)
    }
    if (this.#form === 'item') return withChecks(this.rewrite(output), checks)
    return clone(schema, { ...definition, in: this.rewrite(input) } as never)
  }

  #union(schema: $ZodType, definition: ZodDefinition, options: readonly $ZodType[]): $ZodType {
    const discriminator = 'discriminator' in definition ? definition.discriminator : undefined
    if (
      typeof discriminator !== 'string' ||
      options.every((option) => discriminates(option, discriminator))
    ) {
      return this.#clone(schema, { ...definition, options })
    }
    // A codec in place of the discriminator: its output may be no literal, so each option is tried.
    return new $ZodUnion({ type: 'union', options, checks: this.#checks(definition) })
  }

  #wrapper(schema: $ZodType, definition: ZodDefinition, innerType: $ZodType): $ZodType {
    if (this.#form === 'item') return withChecks(innerType, this.#checks(definition))
    if (definition.type === 'prefault') return prefaulted(schema, innerType, this.#checks(definition))
    return this.#clone(schema, { ...definition, innerType })
  }

  #scalar(schema: $ZodType, definition: ZodDefinition): $ZodType {
    const checks = definition.checks ?? []
    const isCoercing = 'coerce' in definition && definition.coerce === true
    if (!isCoercing && !checks.some(isOverwrite)) return schema
    return this.#clone(schema, { ...definition, ...(isCoercing ? { coerce: false } : {}) })
  }

  #clone(schema: $ZodType, definition: object): $ZodType {
    const copy = { ...definition, checks: this.#checks(schema._zod.def) }
    // A default may be a getter, which makes it anew for each value: a spread keeps only what it gave once.
    const getter = Object.getOwnPropertyDescriptor(schema._zod.def, 'defaultValue')
    if (getter?.get !== undefined) Object.defineProperty(copy, 'defaultValue', getter)
    // zod's own clone, whose parameter is the definition's type of this one node.
    return clone(schema, copy as never)
  }

  /** An item has been through its overwrites (`trim` and the like): what they gave is what is checked. */
  #checks(definition: { readonly checks?: readonly $ZodCheck[] }): $ZodCheck[] {
    const checks = definition.checks ?? []
    return this.#form === 'write' ? [...checks] : checks.filter((check) => !isOverwrite(check))
  }

  #list(schemas: readonly unknown[]): $ZodType[] {
    return schemas.map((schema) => this.rewrite(schema as $ZodType))
  }

  #record(shape: Readonly<Record<string, unknown>>): Record<string, $ZodType> {
    return Object.fromEntries(
      Object.entries(shape).map(([name, schema]) => [name, this.rewrite(schema as $ZodType)]),
    )
  }

  #optional(name: string, schema: unknown): Record<string, $ZodType> {
    return schema === undefined ? {} : { [name]: this.rewrite(schema as $ZodType) }
  }
}

/** A prefault is given in the encoded form: where values are not, it stands for what the schema makes of it. */
function prefaulted(schema: $ZodType, innerType: $ZodType, checks: $ZodCheck[]): $ZodType {
  const defaultValue = (): unknown => parse(schema, undefined)
  return new $ZodDefault({
    type: 'default',
    innerType,
    checks,
    get defaultValue() {
      return defaultValue()
    },
  })
}

const isOverwrite = (check: $ZodCheck): boolean => check._zod.def.check === 'overwrite'

function withChecks(schema: $ZodType, checks: readonly $ZodCheck[]): $ZodType {
  if (checks.length === 0) return schema
  const { def } = schema._zod
  return clone(schema, { ...def, checks: [...(def.checks ?? []), ...checks] })
}

function lazily(getter: () => $ZodType, checks: $ZodCheck[] = []): $ZodType {
  return new $ZodLazy({ type: 'lazy', getter, checks })
}

function anything(checks: $ZodCheck[]): $ZodType {
  return new $ZodAny({ type: 'any', checks })
}

function discriminates(option: $ZodType, name: string): boolean {
  try {
    return (option._zod.propValues?.[name]?.size ?? 0) > 0
  } catch {
    return false
  }
}

/** A check that the value of a codec can be encoded, with the checks of its encoded side. */
function encodable(schema: $ZodType, definition: $ZodPipeDef): $ZodCheck {
  const output = definition.out
  // The output side has been validated when this runs: only a codec within it has still to be taken back.
  const out = reachesCodec(output) ? output : new $ZodUnknown({ type: 'unknown' })
  const backward = clone(schema, { ...definition, out, checks: [] } as never)
  return _check((payload) => {
    if (payload.value === undefined) return
    let result
    try {
      result = backward._zod.run(
        { value: payload.value, issues: [] },
        { async: false, direction: 'backward' },
      )
    } catch (cause) {
      if (cause instanceof $ZodAsyncError) throw cause
      const message = `It cannot be encoded: ${cause instanceof Error ? cause.message : String(cause)}`
      payload.issues.push({ code: 'custom', message, input: payload.value, inst: schema })
      return
    }
    if (result instanceof Promise) throw new $ZodAsyncError()
    payload.issues.push(...result.issues)
  })
}
