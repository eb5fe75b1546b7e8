import { describe, expect, it } from 'vitest'
import { N, S, backendWith, plain, put, refused, shop } from './support.js'

const key = (sk: string) => ({ pk: S('a'), sk: S(sk) })
const tooLarge = 'ItemCollectionSizeLimitExceededException: Collection size exceeded.'

describe('itemCollectionSizeLimit', () => {
  it('bounds the items of one partition key with their entries in local indexes', async () => {
    const backend = await backendWith([shop], { itemCollectionSizeLimit: 100 })
    await put(backend, { ...key('1'), other: S('x'.repeat(80)) })
    expect(await refused(put(backend, key('22222222')))).toBe(tooLarge)
    await put(backend, key('2'))
    await put(backend, { ...key('1'), pk: S('b'), other: S('x'.repeat(80)) })
  })

  it('counts the entry in a local index', async () => {
    const backend = await backendWith([shop], { itemCollectionSizeLimit: 20 })
    await put(backend, key('1'))
    expect(await refused(put(backend, { ...key('1'), l: S('12345') }))).toBe(tooLarge)
    await put(backend, { ...key('1'), l: S('1') })
  })

  it('lets a collection shrink, and be changed without growing', async () => {
    const backend = await backendWith([shop], { itemCollectionSizeLimit: 14 })
    await put(backend, { ...key('1'), n: N(1), x: S('1234') })
    await put(backend, { ...key('1'), n: N(2), x: S('1234') })
    await put(backend, key('1'))
    expect(await refused(put(backend, { ...key('1'), x: S('123456789') }))).toBe(tooLarge)
  })

  it('bounds nothing in tables without local indexes', async () => {
    const backend = await backendWith([plain], { itemCollectionSizeLimit: 1 })
    await backend.execute('PutItem', { TableName: 'plain', Item: { id: S('abc') } })
    expect((await backend.execute('Scan', { TableName: 'plain' })).Count).toBe(1)
  })

  it('bounds what one batch or one transaction adds together', async () => {
    const backend = await backendWith([shop], { itemCollectionSizeLimit: 300 })
    const items = ['1', '2', '3', '4'].map((sk) => ({ ...key(sk), other: S('x'.repeat(80)) }))
    const batch = { RequestItems: { shop: items.map((Item) => ({ PutRequest: { Item } })) } }
    expect(await refused(backend.execute('BatchWriteItem', batch))).toBe(tooLarge)
    const actions = items.map((Item) => ({ Put: { TableName: 'shop', Item } }))
    expect(await refused(backend.execute('TransactWriteItems', { TransactItems: actions }))).toContain(
      '[None, None, None, ItemCollectionSizeLimitExceeded]',
    )
    expect((await backend.execute('Scan', { TableName: 'shop' })).Count).toBe(0)
    await backend.execute('TransactWriteItems', { TransactItems: actions.slice(0, 3) })
  })

  it('goes with the table into snapshots', async () => {
    const backend = await backendWith([shop], { itemCollectionSizeLimit: 20 })
    backend.restore(backend.snapshot())
    expect(await refused(put(backend, { ...key('1'), other: S('x'.repeat(80)) }))).toBe(tooLarge)
  })
})
