/** What the service says of requests that it cannot read, word for word. A catalogue: data and functions that return text. */
export const wireMessages = {
  /** A body that is no JSON is refused without a word, and so is an operation that does not exist. */
  none: '',
  /** The engine's own words: where the service draws this line is not known. */
  tooManyValues: (limit: number): string => `The request has more than ${limit} values`,
  tooManyMembers: (limit: number): string =>
    `The request has a structure or map of more than ${limit} members`,
  notConvertible: (given: string, wanted: string): string => `${given} cannot be converted to ${wanted}`,
  unexpectedToken: 'Unexpected token received from parser',
  unexpectedStructure: 'Start of structure or map found where not expected',
  unexpectedList: 'Start of list found where not expected',
  unexpectedField: 'Unexpected field type',
  unexpectedValue: 'Unexpected value type in payload',
  unexpectedCollection: (type: string): string => `Unrecognized collection type ${type}`,
  /** For a scalar in the place of a list or map that is itself an element of one: the service's own cast fails. */
  castFailed:
    "class sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl cannot be cast to class java.lang.Class (sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl and java.lang.Class are in module java.base of loader 'bootstrap')",
  notBase64: 'only base-64-encoded strings are convertible to bytes',
  base64Length: (length: number): string =>
    `Base64 encoded length is expected a multiple of 4 bytes but found: ${length}`,
  base64Character: (character: string): string => `Invalid Base64 character: '${character}'`,
  base64LastCharacter: 'Invalid last non-pad Base64 character dectected',
  internalError: 'The request processing has failed because of an unknown error, exception or failure.',
}
