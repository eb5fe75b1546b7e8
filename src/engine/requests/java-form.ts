import type { AttributeMap, AttributeValue } from '../../protocol/attribute-value.js'
import { echoedElementsMax } from '../../protocol/limits.js'
import { inFilledJavaHashOrder } from '../expressions/index.js'

type Form = 'text' | 'texts' | 'value' | 'values' | 'parameters' | Structure

/** A class of the service's own model, with its fields in their order there; those that requests do not have are null. */
export interface Structure {
  readonly name: string
  readonly fields: readonly (readonly [member: string, form: Form])[]
}

const condition: Structure['fields'] = [
  ['TableName', 'text'],
  ['ConditionExpression', 'text'],
  ['ExpressionAttributeNames', 'texts'],
  ['ExpressionAttributeValues', 'values'],
  ['ReturnValuesOnConditionCheckFailure', 'text'],
  ['WorkloadProfileName', 'text'],
]
const check: Structure = { name: 'ConditionCheck', fields: [['Key', 'values'], ...condition] }
const put: Structure = { name: 'Put', fields: [['Item', 'values'], ...condition] }
const remove: Structure = { name: 'Delete', fields: [['Key', 'values'], ...condition] }
const update: Structure = {
  name: 'Update',
  fields: [['Key', 'values'], ['UpdateExpression', 'text'], ...condition],
}
const get: Structure = {
  name: 'Get',
  fields: [
    ['Key', 'values'],
    ['TableName', 'text'],
    ['ProjectionExpression', 'text'],
    ['ExpressionAttributeNames', 'texts'],
    ['WorkloadProfileName', 'text'],
  ],
}

type Shown =
  | 'keySchemaElement'
  | 'writeRequest'
  | 'transactWriteItem'
  | 'transactGetItem'
  | 'parameterizedStatement'
  | 'batchStatementRequest'

/** What constraint faults show of requests. */
export const structures: Readonly<Record<Shown, Structure>> = {
  keySchemaElement: {
    name: 'KeySchemaElement',
    fields: [
      ['AttributeName', 'text'],
      ['KeyType', 'text'],
    ],
  },
  writeRequest: {
    name: 'WriteRequest',
    fields: [
      ['PutRequest', itemOf('PutRequest', 'Item')],
      ['DeleteRequest', itemOf('DeleteRequest', 'Key')],
    ],
  },
  transactWriteItem: {
    name: 'TransactWriteItem',
    fields: [
      ['ConditionCheck', check],
      ['Put', put],
      ['Delete', remove],
      ['Update', update],
    ],
  },
  transactGetItem: { name: 'TransactGetItem', fields: [['Get', get]] },
  parameterizedStatement: {
    name: 'ParameterizedStatement',
    fields: [
      ['Statement', 'text'],
      ['Parameters', 'parameters'],
      ['ReturnValuesOnConditionCheckFailure', 'text'],
    ],
  },
  batchStatementRequest: {
    name: 'BatchStatementRequest',
    fields: [
      ['Statement', 'text'],
      ['Parameters', 'parameters'],
      ['ConsistentRead', 'text'],
      ['ReturnValuesOnConditionCheckFailure', 'text'],
    ],
  },
}

function itemOf(name: string, member: string): Structure {
  return {
    name,
    fields: [
      [member, 'values'],
      ['WorkloadProfileName', 'text'],
    ],
  }
}

/** Structures as the service prints them: objects of Java. */
export function javaList(structure: Structure, elements: readonly unknown[]): string {
  return new JavaText().list(elements, structure).text
}

/** The same of a map of lists, such as that of the requests of a batch. */
export function javaMapOfLists(
  structure: Structure,
  lists: Readonly<Record<string, readonly unknown[]>>,
): string {
  const text = new JavaText()
  text.map(lists, (elements) => (Array.isArray(elements) ? text.list(elements, structure) : undefined))
  return text.text
}

/** A value takes twenty times as much as in the request; what is longer is of no use to anybody. */
const unitsMax = 2 ** 20
const valueFields = 'S N B INT DECIMAL DOUBLE SS NS BS INTSET DECIMALSET DOUBLESET M L NULL BOOL'.split(' ')

class JavaText {
  text = ''

  list(elements: readonly unknown[], form: Form): this {
    return this.#enclosed('[', elements.slice(0, echoedElementsMax), ']', (element) =>
      this.#write(element, form),
    )
  }

  map<TValue>(entries: Readonly<Record<string, TValue>>, write: (value: TValue) => unknown): this {
    return this.#enclosed('{', inFilledJavaHashOrder(Object.keys(entries), true), '}', (name) => {
      this.#append(`${name}=`)
      write(entries[name] as TValue)
    })
  }

  #write(value: unknown, form: Form): unknown {
    if (value === undefined || value === null) return this.#append('null')
    if (form === 'text' || typeof value !== 'object') return this.#append(textOf(value))
    if (form === 'value') return this.#value(value)
    if (form === 'parameters') return this.list(value as AttributeValue[], 'value')
    if (form === 'texts')
      return this.map(value as Record<string, string>, (text) => this.#write(text, 'text'))
    if (form === 'values') return this.map(value as AttributeMap, (each) => this.#write(each, 'value'))
    return this.#enclosed(`${form.name}(`, form.fields, ')', ([member, fieldForm]) => {
      this.#append(`${fieldName(member)}=`)
      this.#write((value as Record<string, unknown>)[member], fieldForm)
    })
  }

  #value(value: object): unknown {
    return this.#enclosed('AttributeValue(', valueFields, ')', (type) => {
      this.#append(`${fieldName(type)}=`)
      this.#content((value as Record<string, unknown>)[type])
    })
  }

  #content(content: unknown): unknown {
    if (content instanceof Uint8Array) return this.#append(bufferText(content))
    if (!Array.isArray(content)) {
      if (typeof content === 'object' && content !== null) return this.#write(content, 'values')
      return this.#write(content, 'text')
    }
    return this.#enclosed('[', content.slice(0, echoedElementsMax), ']', (element: unknown) => {
      if (typeof element === 'object' && !(element instanceof Uint8Array)) this.#write(element, 'value')
      else this.#content(element)
    })
  }

  #enclosed<TElement>(
    start: string,
    elements: readonly TElement[],
    end: string,
    write: (element: TElement) => unknown,
  ): this {
    this.#append(start)
    elements.forEach((element, index) => {
      if (this.text.length >= unitsMax) return
      if (index > 0) this.#append(', ')
      write(element)
    })
    this.#append(end)
    return this
  }

  #append(text: string): void {
    const room = unitsMax - this.text.length
    if (text.length <= room) this.text += text
    else if (room > 0) this.text += `${text.slice(0, room)}...`
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** A field is called as the member is, but for the first letter. */
function fieldName(member: string): string {
  return member.charAt(0).toLowerCase() + member.slice(1)
}

function bufferText({ length }: Uint8Array): string {
  return `java.nio.HeapByteBuffer[pos=0 lim=${length} cap=${length}]`
}
