import type { AttributeMap, AttributeValue } from '../../protocol/attribute-value.js'
import type { ChangeRecord, OperationType, StreamRecord } from '../../protocol/streams.js'
import type { StreamViewType } from '../../protocol/tables.js'
import type { KeySchema } from '../tables/key-schema.js'
import type { StoredItem } from '../tables/stored-item.js'
import { cloneItem, getMember, itemSizeBytes, setMember, valuesEqual } from '../values/index.js'
import { sequenceNumber } from './sequence-number.js'

/** Where an event stands in its stream: by its ordinal, which is what `hash` holds, and so by its time. */
export interface EventPlace {
  readonly hash: number
  readonly at: number
}

/** A change of an item, sharing what is stored: as much of the item as the stream shows and no more. */
export interface StreamEvent extends EventPlace {
  readonly name: OperationType
  readonly keys: AttributeMap
  readonly oldImage: StoredItem | undefined
  readonly newImage: StoredItem | undefined
  /** Deleted by the service after its expiry. */
  readonly isByService: boolean
}

/** An item as it was and as it is; one of them may be absent. */
export interface Change {
  readonly previous: StoredItem | undefined
  readonly next: StoredItem | undefined
  readonly isByService: boolean
}

export function changesNothing({ previous, next }: Change): boolean {
  if (previous === undefined || next === undefined) return previous === next
  return previous.sizeBytes === next.sizeBytes && valuesEqual({ M: previous.item }, { M: next.item })
}

export function streamEvent(
  { hash, at }: EventPlace,
  change: Change,
  key: KeySchema,
  viewType: StreamViewType,
): StreamEvent {
  const { previous, next, isByService } = change
  const showsOld = viewType === 'OLD_IMAGE' || viewType === 'NEW_AND_OLD_IMAGES'
  const showsNew = viewType === 'NEW_IMAGE' || viewType === 'NEW_AND_OLD_IMAGES'
  return {
    hash,
    at,
    name: previous === undefined ? 'INSERT' : next === undefined ? 'REMOVE' : 'MODIFY',
    keys: keysOf((next ?? previous)?.item ?? {}, key),
    oldImage: showsOld ? previous : undefined,
    newImage: showsNew ? next : undefined,
    isByService,
  }
}

function keysOf(item: AttributeMap, { attributes }: KeySchema): AttributeMap {
  const keys: AttributeMap = {}
  for (const { name } of attributes) setMember(keys, name, getMember(item, name) as AttributeValue)
  return keys
}

/** Bytes of an event as the service counts them: the key and the images that it shows. */
export function eventSizeBytes({ keys, oldImage, newImage }: StreamEvent): number {
  return itemSizeBytes(keys) + (oldImage?.sizeBytes ?? 0) + (newImage?.sizeBytes ?? 0)
}

/** The event as callers get it, in an object of their own. */
export function changeRecord(
  event: StreamEvent,
  { eventID, viewType, region }: { eventID: string; viewType: StreamViewType; region: string },
): ChangeRecord {
  const dynamodb: StreamRecord = {
    ApproximateCreationDateTime: new Date(Math.floor(event.at / 1000) * 1000),
    Keys: cloneItem(event.keys),
  }
  if (event.newImage !== undefined) dynamodb.NewImage = cloneItem(event.newImage.item)
  if (event.oldImage !== undefined) dynamodb.OldImage = cloneItem(event.oldImage.item)
  dynamodb.SequenceNumber = sequenceNumber(event.hash)
  dynamodb.SizeBytes = eventSizeBytes(event)
  dynamodb.StreamViewType = viewType
  const record: ChangeRecord = {
    eventID,
    eventName: event.name,
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: region,
    dynamodb,
  }
  if (event.isByService) record.userIdentity = { PrincipalId: 'dynamodb.amazonaws.com', Type: 'Service' }
  return record
}
