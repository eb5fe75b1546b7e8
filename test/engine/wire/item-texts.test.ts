import { expect, test } from 'vitest'
import { itemTextsLengthMax } from '../../../src/protocol/limits.js'
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
  texts.of(large())
  expect(texts.of(first)).toContain('first')
  texts.of(large())
  expect(texts.of(first)).toContain('again')
})

test('while texts that are kept are hardly read again, one of many is kept', () => {
  const texts = new ItemTexts()
  forgetOnce(texts)
  const items = Array.from({ length: 64 }, () => ({ id: { S: 'first' } }))
  for (const item of items) texts.of(item)
  for (const item of items) item.id.S = 'again'
  expect(items.filter((item) => texts.of(item).includes('first'))).toHaveLength(4)
})

test('all texts are kept once more when those that were kept are read again', () => {
  const texts = new ItemTexts()
  forgetOnce(texts)
  const readAgain = Array.from({ length: 16 }, () => ({ id: { S: 'first' } }))
  for (let times = 0; times < 3; times++) for (const item of readAgain) texts.of(item)
  for (const item of readAgain) item.id.S = 'again'
  const kept = readAgain.find((item) => texts.of(item).includes('first')) ?? { id: { S: '' } }
  while (texts.of(kept).includes('first')) texts.of(large())
  const item = { id: { S: 'first' } }
  texts.of(item)
  item.id.S = 'again'
  expect(texts.of(item)).toContain('first')
})

function large() {
  return { text: { S: 'x'.repeat(itemTextsLengthMax / 2) } }
}

function forgetOnce(texts: ItemTexts): void {
  for (let times = 0; times < 3; times++) texts.of(large())
}
