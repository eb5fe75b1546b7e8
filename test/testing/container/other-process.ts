import { sharedContainer } from '../../../src/testing/container/shared-container.js'

/** A process among others: says which container it was given, and ends. */
process.stdout.write(JSON.stringify(await sharedContainer()))
