import { expectTypeOf, test } from 'vitest'
import type { Result } from '../../src/core/result.js'

test('a result narrows on ok', () => {
  const outcome = { ok: true, value: 1 } as Result<number, 'gone'>
  if (outcome.ok) {
    expectTypeOf(outcome.value).toEqualTypeOf<number>()
    // @ts-expect-error -- a success has no error
    void outcome.error
  } else {
    expectTypeOf(outcome.error).toEqualTypeOf<'gone'>()
    // @ts-expect-error -- a failure has no value
    void outcome.value
  }
})
