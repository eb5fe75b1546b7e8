import type { ProvisionedThroughput } from '../../protocol/tables.js'
import { onDemandSwitchesMax, onDemandSwitchesMilliseconds } from '../../protocol/limits.js'
import { ServiceError } from '../../protocol/service-errors.js'
import { invalidRequest } from '../faults.js'
import type { Environment } from '../engine.js'
import { messages } from '../messages.js'
import { warmUnits } from '../tables/description.js'
import type { CapacityMembers, CapacitySettings, TableSettings } from '../tables/settings.js'
import { encryptionKeyArn, newCapacity } from '../tables/settings.js'
import { changedThroughput, noThroughput, settledThroughput } from '../tables/throughput.js'
import type { IndexChange } from './index-changes.js'
import { assertIndexThroughput, assertOnDemandThroughput, onDemandMember } from './table-members.js'
import type { UpdateTableRequest } from './update-table.validate.js'

interface Change {
  readonly environment: Environment
  readonly now: number
  /** When the change is over. */
  readonly until: number
}

/** The settings of a table after an update. Throws when they cannot become so. */
export function settingsAfter(
  current: TableSettings,
  request: UpdateTableRequest,
  { environment, now, until }: Change,
): TableSettings {
  const settled = withoutPast(current)
  const switched = afterSwitch(settled, request, { now, until })
  const units = request.capacity.ProvisionedThroughput
  if (units && switched.billingMode === 'PAY_PER_REQUEST')
    throw invalidRequest(messages.throughputWithOnDemand)
  const { OnDemandThroughput } = request.capacity
  const member = switched.billingMode === 'PROVISIONED' ? onDemandMember(OnDemandThroughput) : undefined
  if (member !== undefined) throw invalidRequest(messages.onDemandWithProvisioned(member))
  assertOnDemandThroughput(OnDemandThroughput, false)
  const indexes = indexesAfter(switched, request, now)
  assertIndexesProvisioned(settled, switched, request)
  return {
    ...switched,
    ...capacityAfter(switched, request.capacity, { subject: 'table', kind: 'table', now }),
    indexes,
    isProtected: request.isProtected ?? switched.isProtected,
    tableClass: request.tableClass ?? switched.tableClass,
    tableClassChangedAt: request.tableClass === undefined ? switched.tableClassChangedAt : now,
    encryptionKeyArn: encryptionAfter(switched, request, environment),
  }
}

function withoutPast(settings: TableSettings): TableSettings {
  const indexes = [...settings.indexes].map(
    ([name, index]) => [name, { ...index, throughput: settledThroughput(index.throughput) }] as const,
  )
  return { ...settings, throughput: settledThroughput(settings.throughput), indexes: new Map(indexes) }
}

/** Only from provisioned to on demand is there a limit to how often. */
function afterSwitch(
  settings: TableSettings,
  { billingMode }: UpdateTableRequest,
  { now, until }: Omit<Change, 'environment'>,
): TableSettings {
  if (billingMode === undefined || billingMode === settings.billingMode) return settings
  if (billingMode === 'PROVISIONED') return { ...settings, billingMode, onDemandThroughput: undefined }
  const onDemandSwitches = settings.onDemandSwitches.filter(
    (time) => now < time + onDemandSwitchesMilliseconds,
  )
  const [first] = onDemandSwitches
  if (first !== undefined && onDemandSwitches.length >= onDemandSwitchesMax) {
    const last = onDemandSwitches.at(-1) ?? first
    const next = first + onDemandSwitchesMilliseconds
    throw new ServiceError(
      'LimitExceededException',
      messages.tooManySwitches(onDemandSwitchesMax, last, next),
    )
  }
  const indexes = [...settings.indexes].map(
    ([name, index]) => [name, { ...index, throughput: noThroughput(index.throughput, now) }] as const,
  )
  return {
    ...settings,
    billingMode,
    onDemandSince: until,
    onDemandSwitches: [...onDemandSwitches, now],
    throughput: noThroughput(settings.throughput),
    indexes: new Map(indexes),
  }
}

function indexesAfter(
  { indexes, billingMode }: TableSettings,
  { indexChanges }: UpdateTableRequest,
  now: number,
): Map<string, CapacitySettings> {
  const after = new Map(indexes)
  for (const change of indexChanges) {
    const { name } = change
    if (change.kind === 'delete') after.delete(name)
    else if (change.kind === 'create') {
      assertIndexThroughput(name, change.index.ProvisionedThroughput, billingMode)
      after.set(name, newCapacity(change.index))
    } else {
      const { capacity } = change
      if (billingMode === 'PAY_PER_REQUEST')
        assertIndexThroughput(name, capacity.ProvisionedThroughput, billingMode)
      const current = indexes.get(name) ?? newCapacity({})
      after.set(name, capacityAfter(current, capacity, { subject: `index ${name}`, kind: 'index', now }))
    }
  }
  return after
}

interface Subject {
  readonly subject: string
  readonly kind: 'index' | 'table'
  readonly now: number
}

function capacityAfter(
  current: CapacitySettings,
  { ProvisionedThroughput, OnDemandThroughput, WarmThroughput }: CapacityMembers,
  subject: Subject,
): CapacitySettings {
  const warm = warmUnits(current)
  const warmThroughput = WarmThroughput ? { ...warm, ...WarmThroughput } : current.warmThroughput
  if (
    (warmThroughput?.ReadUnitsPerSecond ?? Infinity) < warm.ReadUnitsPerSecond ||
    (warmThroughput?.WriteUnitsPerSecond ?? Infinity) < warm.WriteUnitsPerSecond
  ) {
    throw invalidRequest(messages.warmThroughputDecreased)
  }
  return {
    throughput: throughputAfter(current, ProvisionedThroughput, subject),
    onDemandThroughput: OnDemandThroughput
      ? { ...current.onDemandThroughput, ...OnDemandThroughput }
      : current.onDemandThroughput,
    warmThroughput,
  }
}

function throughputAfter(
  { throughput }: CapacitySettings,
  asked: ProvisionedThroughput | undefined,
  { subject, kind, now }: Subject,
): CapacitySettings['throughput'] {
  if (!asked) return throughput
  const reads = asked.ReadCapacityUnits as number
  const writes = asked.WriteCapacityUnits as number
  if (reads === throughput.reads && writes === throughput.writes) {
    throw invalidRequest(messages.throughputUnchanged(subject, kind, reads, writes))
  }
  const changed = changedThroughput(throughput, { reads, writes }, now)
  // Coming from on demand, there are no units that would hold until the change is over.
  return throughput.reads === 0 ? settledThroughput(changed) : changed
}

/** A table that becomes provisioned needs units for all its indexes. */
function assertIndexesProvisioned(
  before: TableSettings,
  { billingMode, indexes }: TableSettings,
  { indexChanges }: UpdateTableRequest,
): void {
  if (billingMode !== 'PROVISIONED' || before.billingMode === billingMode) return
  const hasUnits = (change: IndexChange) =>
    change.kind === 'delete' || (change.kind === 'update' && Boolean(change.capacity.ProvisionedThroughput))
  const named = new Set(indexChanges.filter(hasUnits).map(({ name }) => name))
  const missing = [...indexes.keys()].filter((name) => !named.has(name))
  if (missing.length > 0) throw invalidRequest(messages.indexThroughputMissing(missing.join(',')))
}

function encryptionAfter(
  { encryptionKeyArn: current }: TableSettings,
  { encryption }: UpdateTableRequest,
  environment: Environment,
): string | undefined {
  if (!encryption) return current
  const after = encryptionKeyArn(encryption, environment)
  if (after === current) {
    throw invalidRequest(after === undefined ? messages.notEncrypted : messages.encryptedAlready)
  }
  return after
}
