import type { AttributeMap } from '../../protocol/attribute-value.js'
import type { ConsumedCapacity, ReturnConsumedCapacity } from '../../protocol/capacity.js'
import type { Engine } from '../engine.js'
import { cloneItem } from '../values/index.js'
import { performWrite } from '../writes/perform-write.js'
import type { PreparedWrite } from '../writes/prepared-write.js'
import { returnedAttributes } from '../writes/returned-attributes.js'
import type { WriteRequest } from '../writes/write-request.js'
import type { Returning } from './statement.js'

/** A statement that writes by itself, and the write that it comes to. */
interface StatementWrite {
  readonly write: WriteRequest
  readonly returning: Returning | undefined
  readonly capacity: ReturnConsumedCapacity | undefined
}

interface StatementWritten {
  /** What RETURNING asks for, where there is something of it. */
  readonly item: AttributeMap | undefined
  readonly prepared: PreparedWrite
  readonly consumed: ConsumedCapacity | undefined
}

export function runWrite(engine: Engine, { capacity, returning, write }: StatementWrite): StatementWritten {
  const { prepared, report } = performWrite(engine, { write, returnsMetrics: false, capacity })
  const attributes = returnedAttributes(returning ?? 'NONE', prepared)
  const isEmpty = attributes === undefined || Object.keys(attributes).length === 0
  return { item: isEmpty ? undefined : cloneItem(attributes), prepared, consumed: report.ConsumedCapacity }
}
