import type { AttributeMap } from '../../../src/protocol/attribute-value.js'
import type { MemoryBackend } from '../../../src/engine/index.js'
import { N, S, backendWith, put, refused, shop } from '../support.js'

export const TableName = 'shop'
export const key = (sk = '1') => ({ pk: S('a'), sk: S(sk) })

/** An attribute of each type. */
export const everything: AttributeMap = {
  s: S('hello'),
  n: N(5),
  b: { B: Uint8Array.of(1, 2, 3) },
  ss: { SS: ['x', 'y'] },
  ns: { NS: ['1', '2'] },
  bs: { BS: [Uint8Array.of(1)] },
  li: { L: [S('x'), N(1)] },
  m: { M: { a: N(1) } },
  t: { BOOL: true },
  nu: { NULL: true },
}

export async function stored(...items: AttributeMap[]): Promise<MemoryBackend> {
  const backend = await backendWith([shop])
  await put(backend, ...items)
  return backend
}

/** `accepted`, or the refusal. */
export async function outcomeOf(call: Promise<unknown>): Promise<string> {
  const settled = await call.then(
    () => 'accepted',
    () => undefined,
  )
  return settled ?? refused(call)
}
