import { readUnitBytes, writeUnitBytes } from '../../protocol/limits.js'

/** Units of one write of this many bytes. */
export function writeUnits(sizeBytes: number): number {
  return Math.max(1, Math.ceil(sizeBytes / writeUnitBytes))
}

/** Units of a read of this many bytes: half of them when it may be stale. */
export function readUnits(sizeBytes: number, isConsistent: boolean): number {
  const units = Math.max(1, Math.ceil(sizeBytes / readUnitBytes))
  return isConsistent ? units : units / 2
}

/** A transaction does everything twice: it prepares and commits. */
export const transactionFactor = 2
