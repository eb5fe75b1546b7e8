import type { $ZodIssue, $ZodType } from 'zod/v4/core'
import { $ZodArray, $ZodAsyncError, $ZodError, $ZodIntersection, $ZodSet, safeParse } from 'zod/v4/core'
import { MonotableError } from '../core/errors.js'
import { isCheckedWhole, wholeForm } from './whole-form.js'
import { FormRewriter } from './zod-forms.js'
import type { Form } from './zod-forms.js'
import { invalidError } from './zod-issues.js'
import type { SchemaLike } from './zod-node.js'
import { definitionOf, lazyTarget, reachesConversion, zodNode } from './zod-node.js'

type Values = Readonly<Record<string, unknown>>

/** The validation of one entity's values, compiled from its schema. */
export interface Validator {
  /**
   * The output value for what a write is given: defaults applied, refinements and one-way transforms run, once; a
   * codec takes and gives its output type. Unknown attributes are treated as zod treats them (strip, strict, loose).
   */
  validateNew(value: unknown): Record<string, unknown>
  /** Whether a value that has been through the schema may become another if it goes through it again (rule M2). */
  readonly isOneWay: boolean
  /**
   * The same as `validateNew` for an item of which some attributes are settled: those have been through the schema, and
   * are taken as they are.
   */
  validateRest(item: Values, settled: Values): Record<string, unknown>
  /** Whether the schema has refinements of the item as a whole. */
  readonly isCheckedWhole: boolean
  /** Runs those alone, on an item as it will be stored. */
  validateWhole(item: Values): void
  /** The same for one top-level attribute, as an update sets it. `undefined` does not belong here (rule M5). */
  validateAttribute(name: string, value: unknown): unknown
  /**
   * The same for elements that an update adds to a list or set: each is checked, the whole of them is not, since it is
   * only a part of what will be stored. What is neither a list nor a set is returned as it is.
   */
  validateElements(name: string, elements: unknown): unknown
  /** Checks what an update will make of one attribute: nothing is converted, coerced or defaulted. */
  validateStored(name: string, value: unknown): void
  /**
   * Checks an item that was read, and returns it as it is. Refinements of the schema run on the output; nothing is
   * converted, coerced or defaulted. A bare `.transform(fn)` says nothing of its result, so that node is not checked
   * beyond the refinements that follow it. The item holds the schema's attributes only: a strict schema refuses others.
   */
  validateItem(item: unknown): Record<string, unknown>
}

/**
 * Compiles the validator of a schema. A schema without codecs is run by zod as it is; otherwise an equivalent one, in
 * which each codec is replaced by its output side and a check that encoding works, is built here, once.
 *
 * @throws MonotableError `schema.invalid` from the validator's functions, with every issue by its place;
 * `schema.async` at the first call of an asynchronous schema; `schema.unknown-attribute`.
 */
export function compileValidator(schema: SchemaLike, entity: string): Validator {
  const root = zodNode(schema, entity)
  const writing = new FormRewriter('write').rewrite(root)
  const attributes = new Map<string, $ZodType>()
  const storedAttributes = new Map<string, $ZodType>()
  const elementForms = new Map<string, $ZodType | undefined>()
  let reading: $ZodType | undefined
  let whole: $ZodType | undefined
  const formOf = (name: string): $ZodType => {
    let form = attributes.get(name)
    if (form === undefined) attributes.set(name, (form = attributeForm(root, name, 'write', entity)))
    return form
  }
  return {
    validateNew: (value) => validate(writing, value, entity, noPath) as Record<string, unknown>,
    isOneWay: reachesConversion(root),
    validateRest(item, settled) {
      const values = Object.entries(settled).filter(([, value]) => value !== undefined)
      const issues: $ZodIssue[] = []
      for (const name of new Set([...attributeNames(root), ...Object.keys(item)])) {
        if (Object.hasOwn(settled, name)) continue
        const given = Object.hasOwn(item, name) ? item[name] : undefined
        const isKnown = attributeSchema(root, name) !== undefined
        const { data, error } = isKnown ? run(formOf(name), given, entity) : { data: given }
        for (const issue of error?.issues ?? []) issues.push({ ...issue, path: [name, ...issue.path] })
        if (data !== undefined) values.push([name, data])
      }
      if (issues.length > 0) throw invalidError(entity, noPath, new $ZodError(issues))
      whole ??= wholeForm(root)
      // Of the form of an object, as every root is.
      return validate(whole, Object.fromEntries(values), entity, noPath) as Record<string, unknown>
    },
    isCheckedWhole: isCheckedWhole(root),
    validateWhole(item) {
      validate((whole ??= wholeForm(root)), item, entity, noPath)
    },
    validateAttribute: (name, value) => validate(formOf(name), value, entity, [name]),
    validateStored(name, value) {
      let form = storedAttributes.get(name)
      if (form === undefined) storedAttributes.set(name, (form = attributeForm(root, name, 'item', entity)))
      validate(form, value, entity, [name])
    },
    validateElements(name, elements) {
      if (!elementForms.has(name)) elementForms.set(name, elementsForm(root, name))
      const form = elementForms.get(name)
      return form === undefined ? elements : validate(form, elements, entity, [name])
    },
    validateItem(item) {
      reading ??= new FormRewriter('item').rewrite(root)
      validate(reading, item, entity, noPath)
      return item as Record<string, unknown>
    },
  }
}

const noPath: readonly PropertyKey[] = []

function validate(schema: $ZodType, value: unknown, entity: string, path: readonly PropertyKey[]): unknown {
  const result = run(schema, value, entity)
  if (!result.success) throw invalidError(entity, path, result.error)
  return result.data
}

function run(schema: $ZodType, value: unknown, entity: string): ReturnType<typeof safeParse> {
  try {
    return safeParse(schema, value)
  } catch (cause) {
    if (!(cause instanceof $ZodAsyncError)) throw cause
    throw new MonotableError(
      'schema.async',
      `${entity}: the schema is asynchronous. Make its refinements and transforms synchronous, and await before the write.`,
      { entity },
      { cause },
    )
  }
}

function attributeForm(root: $ZodType, name: string, form: Form, entity: string): $ZodType {
  const schema = attributeSchema(root, name)
  if (schema !== undefined) return new FormRewriter(form).rewrite(schema)
  throw new MonotableError('schema.unknown-attribute', `${entity}: the schema has no attribute "${name}".`, {
    entity,
    attribute: name,
  })
}

function elementsForm(root: $ZodType, name: string): $ZodType | undefined {
  const schema = attributeSchema(root, name)
  const elements = schema && elementsSchema(schema)
  return elements && new FormRewriter('write').rewrite(elements)
}

/** A list or set of the same elements, without what the schema says of the whole. */
function elementsSchema(schema: $ZodType): $ZodType | undefined {
  const definition = definitionOf(schema)
  switch (definition.type) {
    case 'array':
      return new $ZodArray({ type: 'array', element: definition.element })
    case 'set':
      return new $ZodSet({ type: 'set', valueType: definition.valueType })
    case 'readonly':
    case 'nonoptional':
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'catch':
      return elementsSchema(definition.innerType)
    case 'lazy':
      return elementsSchema(lazyTarget(schema))
    default:
      return undefined
  }
}

/** The attributes that a schema names, wherever wrappers and intersections leave them. */
function attributeNames(schema: $ZodType): readonly string[] {
  const definition = definitionOf(schema)
  switch (definition.type) {
    case 'object':
      return Object.keys(definition.shape)
    case 'intersection':
      return [...attributeNames(definition.left), ...attributeNames(definition.right)]
    case 'readonly':
    case 'nonoptional':
    case 'optional':
    case 'default':
    case 'prefault':
    case 'catch':
      return attributeNames(definition.innerType)
    case 'lazy':
      return attributeNames(lazyTarget(schema))
    default:
      return []
  }
}

/** The schema of one attribute, wherever wrappers and intersections leave it. */
function attributeSchema(schema: $ZodType, name: string): $ZodType | undefined {
  const definition = definitionOf(schema)
  switch (definition.type) {
    case 'object': {
      if (Object.hasOwn(definition.shape, name)) return definition.shape[name]
      const catchall = definition.catchall
      return catchall?._zod.def.type === 'never' ? undefined : catchall
    }
    case 'intersection': {
      const left = attributeSchema(definition.left, name)
      const right = attributeSchema(definition.right, name)
      if (left === undefined || right === undefined) return left ?? right
      return new $ZodIntersection({ type: 'intersection', left, right })
    }
    case 'readonly':
    case 'nonoptional':
    case 'optional':
    case 'default':
    case 'prefault':
    case 'catch':
      return attributeSchema(definition.innerType, name)
    case 'lazy':
      return attributeSchema(lazyTarget(schema), name)
    case 'record':
      return definition.valueType
    default:
      return undefined
  }
}
