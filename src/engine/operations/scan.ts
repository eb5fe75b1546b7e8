import type { ScanOutput } from '../../protocol/items.js'
import type { Engine } from '../engine.js'
import { invalidRequest } from '../faults.js'
import { messages } from '../messages.js'
import { segmentRange } from '../reads/entry-range.js'
import { readItems } from '../reads/read-items.js'
import { fetchesFromTable, readSource } from '../reads/read-source.js'
import { assertStartKeyFits, assertStartKeyTypes, startEntry } from '../reads/start-key.js'
import type { EntryKey } from '../storage/entry-key.js'
import { inNewerWords } from '../requests/layers.js'
import type { Operation } from './operation.js'
import { defineOperation } from './operation.js'
import type { ScanRequest } from './scan.validate.js'
import { validateScan } from './scan.validate.js'

export const scan: Operation<'Scan'> = defineOperation(inNewerWords(validateScan), run)

function run(engine: Engine, request: ScanRequest): ScanOutput | Promise<ScanOutput> {
  const source = readSource(engine, request)
  const fetches = fetchesFromTable(source, request, false)
  if (request.startKey !== undefined) {
    assertStartKeyTypes(source, request.startKey)
    assertStartKeyFits(source, request.startKey)
  }
  const range = segmentRange(request.segment, request.totalSegments)
  const after = request.startKey && startEntry(source, request.startKey)
  if (after !== undefined) assertInSegment(after, request)
  return readItems({ source, request, range, isForward: true, after, fetches, lends: engine.lends })
}

function assertInSegment(after: EntryKey, { segment, totalSegments }: ScanRequest): void {
  const range = segmentRange(segment, totalSegments)
  if (range.isBefore(after) || range.isAfter(after)) {
    throw invalidRequest(messages.startKeyOtherSegment(totalSegments, segment))
  }
}
