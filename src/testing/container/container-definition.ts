/** How an image becomes something that speaks DynamoDB's protocol. */
export interface ContainerDefinition {
  readonly image: string
  readonly command: readonly string[]
  readonly environment: Readonly<Record<string, string>>
  /** Where it listens, inside the container. */
  readonly port: number
  /** How long it may take until it answers. */
  readonly startupMilliseconds: number
}

export const dynamodbLocalImage = 'amazon/dynamodb-local:3.3.1'

/**
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DynamoDBLocal.UsageNotes.html
 * @see https://docs.scylladb.com/manual/stable/alternator/alternator.html
 */
export function containerDefinition(image: string): ContainerDefinition {
  return isScylla(image) ? scylla(image) : dynamodbLocal(image)
}

/** By the name of the image, whatever registry it comes from. */
function isScylla(image: string): boolean {
  return (image.split('/').at(-1) ?? '').includes('scylla')
}

function dynamodbLocal(image: string): ContainerDefinition {
  return {
    image,
    // One database for all keys and regions: tests keep apart by the names of their tables.
    command: ['-jar', 'DynamoDBLocal.jar', '-inMemory', '-sharedDb', '-port', '8000'],
    environment: { DDB_LOCAL_TELEMETRY: '0' },
    port: 8000,
    startupMilliseconds: 60_000,
  }
}

function scylla(image: string): ContainerDefinition {
  return {
    image,
    command: [
      '--alternator-port=8000',
      // Every write is a lightweight transaction: others would break conditions under concurrency.
      '--alternator-write-isolation=always',
      '--smp=1',
      '--memory=512M',
      '--overprovisioned=1',
      '--developer-mode=1',
    ],
    environment: {},
    port: 8000,
    startupMilliseconds: 180_000,
  }
}
