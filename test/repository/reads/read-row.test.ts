import { describe, expect, it } from 'vitest'
import { refused, refusedLater, told } from '../../schema/refused.js'
import { inputOf } from '../fixtures.js'
import { idsOf, openDepot, thing } from '../reading.js'

const site = { site: 's1' }
const full = thing({ pin: '1234', note: 'n', rank: 1 })

describe('an index that does not project everything', () => {
  it('gives what it holds, and what its keys give back (rule K3)', async () => {
    const { things } = await openDepot({ things: [full] })
    expect(await things.query.byCode(site).all()).toEqual([
      { site: 's1', id: 'a', code: 'c', at: new Date('2026-01-01T00:00:00Z') },
    ])
    expect(await things.query.byAge({ kind: 'box' }).all()).toEqual([
      {
        site: 's1',
        id: 'a',
        kind: 'box',
        at: new Date('2026-01-01T00:00:00Z'),
        tags: new Set(['t']),
        amount: 1,
        revision: 1,
      },
    ])
  })

  it('gives an empty set and the version of an item without one, as the table would', async () => {
    const { things, engine, write } = await openDepot({ things: [thing({ tags: new Set() })] })
    const { Items: [stored] = [] } = await engine.execute('Scan', { TableName: 'depot' })
    const { revision: _revision, ...old } = stored ?? {}
    await write(old)
    const [found] = await things.query.byAge({ kind: 'box' }).all()
    expect(found).toMatchObject({ tags: new Set(), revision: 0 })
  })

  it('fetches the rest where it is local', async () => {
    const { things, sent } = await openDepot({ things: [full] })
    const [found] = await things.query.byNote(site).all()
    expect(inputOf(sent, 'Query')).toMatchObject({ IndexName: 'lsi1', Select: 'ALL_ATTRIBUTES' })
    const { pin: _pin, ...shown } = full
    expect(found).toEqual({ ...shown, revision: 1 })
  })

  it('refuses a selection of what it lacks, and takes one of what its keys hold', async () => {
    const { things, sent } = await openDepot({ things: [full] })
    const query = things.query.byCode(site)
    expect(told(refused(() => query.select('amount')))).toBe(
      'repository.not-projected: Thing, access pattern byCode: index narrow does not project amount, and no key holds it: project it, or read the item by its key',
    )
    expect(await query.select('id', 'at').all()).toEqual([{ id: 'a', at: new Date('2026-01-01T00:00:00Z') }])
    expect(inputOf(sent, 'Query')).toMatchObject({ ProjectionExpression: 'pk, sk, gsi2pk, gsi2sk' })
  })

  it('names an index key that is not of the template', async () => {
    const { things, engine, write } = await openDepot({ things: [full] })
    const { Items: [stored] = [] } = await engine.execute('Scan', { TableName: 'depot' })
    await write({ ...stored, gsi2sk: { S: 'c#not a date' } })
    const error = await refusedLater(() => things.query.byCode(site).all())
    expect(error.code).toBe('repository.malformed-key')
    expect(error.details).toMatchObject({ accessPattern: 'byCode', attribute: 'gsi2sk' })
  })
})

describe('a selection', () => {
  const select = async (item: Record<string, unknown>, ...paths: string[]): Promise<unknown> => {
    const { things } = await openDepot({ things: [item] })
    return things.query
      .primary(site)
      .select(...paths)
      .first()
  }

  it('narrows items, nested places and lists included', async () => {
    expect(await select(full, 'id', 'place.shelf', 'parts[0].sku', 'owner.name')).toEqual({
      id: 'a',
      place: { shelf: 'A' },
      parts: [{ sku: 'p1' }],
      owner: { name: 'o' },
    })
  })

  it('puts back required containers of which nothing is stored', async () => {
    const bare = thing({ place: { spot: {} }, parts: [], tags: new Set() })
    expect(await select(bare, 'place.spot.x', 'parts[0].weight', 'tags')).toEqual({
      place: { spot: {} },
      parts: [],
      tags: new Set(),
    })
    expect(await select(bare, 'place.shelf')).toEqual({ place: {} })
  })

  it('tells null from what only lacks an optional attribute', async () => {
    expect(await select(thing({ owner: null }), 'owner.name')).toEqual({ owner: null })
    expect(await select(thing({ owner: null }), 'owner.nick', 'owner.name')).toEqual({ owner: null })
    expect(await select(thing(), 'owner.name', 'owner.nick')).toEqual({ owner: { name: 'o' } })
  })

  it('leaves out hidden attributes, optional ones that are absent, and what tells whose an item is', async () => {
    expect(await select(full, 'pin', 'rank', 'expiresAt')).toEqual({ rank: 1 })
    const { things, sites, sent } = await openDepot({ things: [full] })
    await sites.create({ site: 's1', title: 't' })
    expect(await things.query.primary(site).select('id').all()).toEqual([{ id: 'a' }])
    expect(inputOf(sent, 'Query')).toMatchObject({ ProjectionExpression: 'id, pk, sk, #0' })
  })

  it('is refused for nothing, and for what there is not', async () => {
    const { things } = await openDepot()
    expect(refused(() => things.query.primary(site).select()).code).toBe('repository.select')
    expect(refused(() => things.query.primary(site).select('idd')).code).toBe('expressions.unknown-attribute')
  })
})

describe('items of others', () => {
  it('are left out of pages and counts: by what they are named', async () => {
    const { things, sites, sent } = await openDepot({ things: [full] })
    await sites.create({ site: 's1', title: 'box#' })
    sent.length = 0
    expect(idsOf(await things.query.byAmount(site).all())).toEqual(['a'])
    expect(inputOf(sent, 'Query')).toMatchObject({
      FilterExpression: 'NOT expiresAt <= :1 AND (#0 = :2 OR attribute_not_exists(#0))',
      ExpressionAttributeNames: { '#0': '_entity' },
    })
    expect(await things.query.byAmount(site).count()).toBe(1)
    expect(await sites.query.byTitle(site).all()).toEqual([{ site: 's1', title: 'box#' }])
  })

  it('are left out of pages and counts: those of entities that are not known here', async () => {
    const { things, write } = await openDepot({ things: [full] })
    await write({
      pk: { S: 'SITE#s1' },
      sk: { S: 'THING#x' },
      gsi4pk: { S: 'RANKS' },
      gsi4n: { N: '1' },
      _entity: { S: 'Stranger' },
    })
    expect(idsOf(await things.query.byRank({}).all())).toEqual(['a'])
    expect(await things.query.byRank({}).count()).toBe(1)
    expect(idsOf(await things.scan().all())).toEqual(['a'])
    expect(await things.scan().count()).toBe(1)
  })

  it('are left out by their keys where they name no entity, and own ones are kept', async () => {
    const { things, engine, write } = await openDepot({ things: [full] })
    const { Items: [stored] = [] } = await engine.execute('Scan', { TableName: 'depot' })
    const { _entity: _marker, ...unmarked } = stored ?? {}
    await write(unmarked)
    await write({ pk: { S: 'SITE#s1' }, sk: { S: 'LOG#1' }, gsi4pk: { S: 'RANKS' }, gsi4n: { N: '1' } })
    expect(idsOf(await things.query.primary(site).all())).toEqual(['a'])
    expect(await things.query.primary(site).count()).toBe(1)
    expect(idsOf(await things.query.byRank({}).all())).toEqual(['a'])
  })
})

describe('items past their expiry (rule R7)', () => {
  const items = [thing({ id: 'old', expiresAt: new Date('2026-01-01T00:00:10Z') }), thing({ id: 'new' })]

  it('are absent from queries, scans and counts, once the clock says so', async () => {
    const { things, clock } = await openDepot({ things: items })
    expect(await things.query.primary(site).count()).toBe(2)
    clock.advance(9_999)
    expect(idsOf(await things.query.byAge({ kind: 'box' }).all())).toContain('old')
    clock.advance(1)
    for (const query of [
      things.query.primary(site),
      things.query.byAmount(site),
      things.query.byAge({ kind: 'box' }),
      things.scan(),
    ]) {
      expect(idsOf(await query.all())).toEqual(['new'])
      expect(await query.count()).toBe(1)
    }
  })

  it('do not make a limit read whole pages, and a run of them takes few requests', async () => {
    const gone = Array.from({ length: 40 }, (_, index) =>
      thing({ id: `a${String(index).padStart(2, '0')}`, expiresAt: new Date('2026-01-01T00:00:10Z') }),
    )
    const { things, clock, sent } = await openDepot({ things: [...gone, thing({ id: 'b' })] })
    clock.advance(60_000)
    expect(await things.query.primary(site).first()).toMatchObject({ id: 'b' })
    expect(sent.map(({ input }) => (input as { Limit?: number }).Limit)).toEqual([1, 2, 4, 8, 16, 32])
    sent.length = 0
    expect(await things.query.primary(site).limit(1).count()).toBe(1)
    expect(sent).toHaveLength(6)
    expect((await things.query.primary(site).limit(3).page()).items).toEqual([])
  })

  it('are returned where the access pattern says so', async () => {
    const { things, clock, sent } = await openDepot({ things: items })
    clock.advance(60_000)
    expect(idsOf(await things.query.byCode(site).all()).toSorted()).toEqual(['new', 'old'])
    expect(inputOf(sent, 'Query')).not.toHaveProperty('FilterExpression')
    expect(await things.query.byCode(site).count()).toBe(2)
  })
})
