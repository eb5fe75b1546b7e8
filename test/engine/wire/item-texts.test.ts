import { expect, test } from 'vitest'
import { limits } from '../../../src/protocol/limits.js'
import { ItemTexts } from '../../../src/engine/wire/item-texts.js'

test('an item is written once, and its text kept', () => {
  const texts = new ItemTexts()
  const item = { id: { S: 'a' }, bytes: { B: Uint8Array.of(1) } }
  expect(texts.of(item)).toBe('{"id":{"S":"a"},"bytes":{"B":"AQ=="}}')
  // Stored items never change: only a text that was kept can be the old one.
  item.id.S = 'b'
  expect(texts.of(item)).toContain('"a"')
})

test('texts are forgotten before they fill the memory', () => {
  const texts = new ItemTexts()
  const first = { id: { S: 'first' } }
  texts.of(first)
  first.id.S = 'again'
  const large = () => ({ text: { S: 'x'.repeat(limits.itemTextsLengthMax / 2) } })
  texts.of(large())
  expect(texts.of(first)).toContain('first')
  texts.of(large())
  expect(texts.of(first)).toContain('again')
})
