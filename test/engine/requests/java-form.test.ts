import { describe, expect, it } from 'vitest'
import { javaList, javaMapOfLists, structures } from '../../../src/engine/requests/java-form.js'

const fields = 's n b iNT dECIMAL dOUBLE sS nS bS iNTSET dECIMALSET dOUBLESET m l nULL bOOL'.split(' ')

/** A value with all its fields, of which one is set. */
function valueWith(field: Record<string, string>): string {
  return `AttributeValue(${fields.map((name) => `${name}=${field[name] ?? 'null'}`).join(', ')})`
}

describe('javaList', () => {
  it('names every field of an action, those that requests do not have too', () => {
    const write = {
      Update: {
        TableName: 't',
        Key: { pk: { S: 'k' } },
        UpdateExpression: 'SET #a = :v',
        ExpressionAttributeNames: { '#a': 'a' },
      },
    }
    expect(javaList(structures.transactWriteItem, [write])).toBe(
      `[TransactWriteItem(conditionCheck=null, put=null, delete=null, update=Update(key={pk=${valueWith({ s: 'k' })}}, ` +
        'updateExpression=SET #a = :v, tableName=t, conditionExpression=null, expressionAttributeNames={#a=a}, ' +
        'expressionAttributeValues=null, returnValuesOnConditionCheckFailure=null, workloadProfileName=null))]',
    )
  })

  it('writes values of every type', () => {
    const shown = (value: object) =>
      javaList(structures.parameterizedStatement, [{ Statement: 's', Parameters: [value] }])
    const around = (text: string) =>
      `[ParameterizedStatement(statement=s, parameters=[${text}], returnValuesOnConditionCheckFailure=null)]`
    const buffer = 'java.nio.HeapByteBuffer[pos=0 lim=2 cap=2]'
    expect(shown({ N: '1' })).toBe(around(valueWith({ n: '1' })))
    expect(shown({ B: Uint8Array.of(1, 2) })).toBe(around(valueWith({ b: buffer })))
    expect(shown({ BS: [Uint8Array.of(1, 2)] })).toBe(around(valueWith({ bS: `[${buffer}]` })))
    expect(shown({ SS: ['a', 'b'] })).toBe(around(valueWith({ sS: '[a, b]' })))
    expect(shown({ BOOL: false })).toBe(around(valueWith({ bOOL: 'false' })))
    expect(shown({ L: [{ NULL: true }] })).toBe(around(valueWith({ l: `[${valueWith({ nULL: 'true' })}]` })))
    expect(shown({ M: { x: { S: 'y' } } })).toBe(around(valueWith({ m: `{x=${valueWith({ s: 'y' })}}` })))
  })

  it('lists the entries of a map as a hash map of their number does', () => {
    const sent = [
      'a010',
      'a009',
      'a008',
      'a007',
      'a006',
      'a005',
      'a004',
      'a003',
      'a002',
      'a001',
      'a000',
      'pk',
    ]
    const listed = 'a010 a000 a009 a005 a006 a007 a008 pk a001 a002 a003 a004'.split(' ')
    const Key = Object.fromEntries(sent.map((name) => [name, { S: 'x' }]))
    const text = javaList(structures.transactGetItem, [{ Get: { Key } }])
    const names = [...text.matchAll(/(\w+)=AttributeValue/g)].map(([, name]) => name)
    expect(names).toEqual(listed)
  })

  it('ends when it is longer than anybody reads', () => {
    const writes = Array.from({ length: 100 }, () => ({ Put: { Item: { a: { S: 'x'.repeat(50_000) } } } }))
    const text = javaList(structures.transactWriteItem, writes)
    expect(text.length).toBeLessThan(2 ** 20 + 10)
    expect(text.endsWith('...')).toBe(true)
  })

  it('takes what is no structure as it is', () => {
    expect(javaList(structures.keySchemaElement, [undefined, 1, { KeyType: {} }])).toBe(
      '[null, 1, KeySchemaElement(attributeName=null, keyType={})]',
    )
  })
})

describe('javaMapOfLists', () => {
  it('has the lists of a batch by their tables', () => {
    const requests = [{ DeleteRequest: { Key: { id: { S: 'a' } } } }]
    expect(javaMapOfLists(structures.writeRequest, { t: requests, none: [] })).toBe(
      `{t=[WriteRequest(putRequest=null, deleteRequest=DeleteRequest(key={id=${valueWith({ s: 'a' })}}, workloadProfileName=null))], none=[]}`,
    )
  })
})
