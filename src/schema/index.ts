export type {
  AttributeField,
  AttributeModel,
  BigintModel,
  BinaryModel,
  BooleanModel,
  CodecModel,
  DateModel,
  LazyModel,
  ListModel,
  LiteralModel,
  MapModel,
  NullableModel,
  NullModel,
  NumberModel,
  RecordModel,
  SetModel,
  StringModel,
  TupleModel,
  UnionModel,
  UnknownModel,
} from './attribute-model.js'
export { compileEntityModel } from './entity-model.js'
export type { DerivedModel, EntityModel, KeyAttributeModel, PatternModel } from './entity-model.js'
export type { EntityDefinitionInput } from './entity-definition.js'
export type {
  AccessPatternDefinition,
  AnyCheckedDefinition,
  AnyEntity,
  AnyEntityTypes,
  AttributeOptions,
  CheckedDefinition,
  EntityDefinition,
  EntityTypes,
  Item,
  Key,
  KeyDefinition,
  NewItem,
  ObjectSchema,
  Patch,
  TimestampOptions,
  TypesOf,
  Unsettable,
} from './entity.types.js'
export { defineTable, keyAttributes } from './table.js'
export type { KeyAttribute } from './table.js'
export type {
  GlobalIndexDefinition,
  IndexDefinition,
  KeyAttributeDefinition,
  KeyAttributeNames,
  LocalIndexDefinition,
  ProjectionDefinition,
  Table,
  TableDefinition,
} from './table.types.js'
export type { Validator } from './validator.js'
export { compileValidator } from './validator.js'
export type { AttributeStorage } from './zod-storage.js'
export { zodToAttributeModel } from './zod-to-attribute-model.js'
