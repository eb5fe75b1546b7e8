export { testDatabase } from './test-database.js'
export type {
  Fixtures,
  TestControls,
  TestDatabase,
  TestOptions,
  TestSchema,
  TestSnapshot,
} from './test-database.types.js'
export type { TestBackend } from './backend-choice.js'
export { testClock } from './test-clock.js'
export type { TestClock } from './test-clock.js'
export type { Fault, FaultKind } from './faults/fault.js'
export { expectCapacity } from './requests/expect-capacity.js'
export type { CapacityExpectation, ExpectedCapacity } from './requests/expect-capacity.js'
export type { CapacityUnits } from './requests/consumed-units.js'
export type { SentRequest } from './requests/sent-request.js'
export { factory } from './factory/factory.js'
export type { Factory, FactoryOptions, Overrides } from './factory/factory.js'
export { matchers } from './matchers.js'
export type { ExpectedRequest, TestMatchers } from './matchers.js'
export { sharedContainer } from './container/shared-container.js'
export type { ContainerOptions, RunningContainer } from './container/container.types.js'

// What the declarations of code that holds a test database name, if only by inference.
export type { Clock } from '../core/clock.js'
export type { Backend, CallOptions, OperationName } from '../protocol/backend.js'
