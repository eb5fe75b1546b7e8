import { expect, test } from 'vitest'
import { StatementCache } from '../../../src/engine/partiql/statement-cache.js'

test('a statement is parsed once, and expressions beside it', () => {
  const cache = new StatementCache()
  const statement = 'SELECT a FROM shop'
  expect(cache.statement(statement)).toBe(cache.statement(statement))
  expect(cache.projection('a')).toBe(cache.projection('a'))
})

test('text that is no statement is refused each time', () => {
  const cache = new StatementCache()
  for (const _ of ['first', 'second'])
    expect(() => cache.statement('SELECT')).toThrow(/Statement wasn't well formed/)
})
