import type {
  BillingMode,
  OnDemandThroughput,
  ProvisionedThroughput,
  SSESpecification,
  TableClass,
  WarmThroughput,
} from '../../protocol/tables.js'
import type { Throughput } from './throughput.js'
import { newThroughput } from './throughput.js'

/** What a table or a global index may consume. Nobody is throttled: it is only described. */
export interface CapacitySettings {
  readonly throughput: Throughput
  readonly onDemandThroughput: OnDemandThroughput | undefined
  readonly warmThroughput: WarmThroughput | undefined
}

/** What can be set of a table beside keys and indexes. Never changed once made: copies of a table share it. */
export interface TableSettings extends CapacitySettings {
  readonly billingMode: BillingMode
  /** When the table became on demand for the last time. */
  readonly onDemandSince: number | undefined
  /** When it was switched to on demand, of the last day. */
  readonly onDemandSwitches: readonly number[]
  /** Of global indexes, by name. */
  readonly indexes: ReadonlyMap<string, CapacitySettings>
  readonly isProtected: boolean
  readonly tableClass: TableClass | undefined
  readonly tableClassChangedAt: number | undefined
  /** The key with which the table is encrypted, undefined when it is the service's own. */
  readonly encryptionKeyArn: string | undefined
}

/** Members of requests that say what a table or a global index may consume. */
export interface CapacityMembers {
  readonly ProvisionedThroughput?: ProvisionedThroughput | undefined
  readonly OnDemandThroughput?: OnDemandThroughput | undefined
  readonly WarmThroughput?: WarmThroughput | undefined
}

/** Limits on demand without those that a request has taken away, and none when it has taken away all. */
export function settledLimits(limits: OnDemandThroughput | undefined): OnDemandThroughput | undefined {
  const kept = Object.entries(limits ?? {}).filter(([, value]) => value !== undefined && value !== -1)
  return kept.length === 0 ? undefined : Object.fromEntries(kept)
}

export function newCapacity(given: CapacityMembers): CapacitySettings {
  return {
    throughput: newThroughput(given.ProvisionedThroughput),
    onDemandThroughput: settledLimits(given.OnDemandThroughput),
    warmThroughput: given.WarmThroughput ?? undefined,
  }
}

/** The ARN of the key that a request asks for. Names and aliases stay what they are, as there are no keys to look at. */
export function encryptionKeyArn(
  { Enabled, KMSMasterKeyId }: SSESpecification,
  { region, accountId }: { readonly region: string; readonly accountId: string },
): string | undefined {
  if (Enabled !== true) return undefined
  const key = KMSMasterKeyId ?? 'alias/aws/dynamodb'
  if (key.startsWith('arn:')) return key
  return `arn:aws:kms:${region}:${accountId}:${key.startsWith('alias/') ? key : `key/${key}`}`
}
