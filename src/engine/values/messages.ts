/** What the service says about values, word for word. A catalogue: data and functions that return text. */
export const valueMessages = {
  empty: 'Supplied AttributeValue is empty, must contain exactly one of the supported datatypes',
  severalTypes:
    'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
  nullNotTrue:
    'One or more parameter values were invalid: Null attribute value types must have the value of true',
  emptyStringSet: 'One or more parameter values were invalid: An string set  may not be empty',
  emptyNumberSet: 'One or more parameter values were invalid: An number set  may not be empty',
  emptyBinarySet: 'One or more parameter values were invalid: Binary sets should not be empty',
  duplicateStrings: (elements: readonly string[]): string =>
    `One or more parameter values were invalid: Input collection [${elements.join(', ')}] contains duplicates.`,
  duplicateStringsNewer: (elements: readonly string[]): string =>
    `One or more parameter values were invalid: Input collection [${elements.map((element) => JSON.stringify(element)).join(', ')}] contains duplicates.`,
  duplicateNumbers: 'Input collection contains duplicates',
  duplicateNumbersNewer: 'One or more parameter values were invalid: Input collection contains duplicates.',
  duplicateBinaries: (elements: readonly string[]): string =>
    `One or more parameter values were invalid: Input collection [${elements.join(', ')}]of type BS contains duplicates.`,
  duplicateBinariesNewer: (elements: readonly string[]): string =>
    `One or more parameter values were invalid: Input collection [${elements.map((element) => `"${element}"`).join(',')}]of type BS contains duplicates.`,
  /** Of an item, and of a collection that no item can hold. */
  tooLarge: 'Item size has exceeded the maximum allowed size',
  emptyName: 'Empty attribute name',
  nameTooLong: 'Attribute name is too large, must be less than 65536 bytes',
  nestingTooDeep:
    'Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit',
  notANumber: (text: string): string =>
    text === ''
      ? 'The parameter cannot be converted to a numeric value'
      : `The parameter cannot be converted to a numeric value: ${text}`,
  notANumberNewer: (text: string): string => `The parameter cannot be converted to a numeric value: ${text}`,
  tooManyDigits: 'Attempting to store more than 38 significant digits in a Number',
  numberOverflow: 'Number overflow. Attempting to store a number with magnitude larger than supported range',
  numberUnderflow:
    'Number underflow. Attempting to store a number with magnitude smaller than supported range',
  notConvertible: (given: string, wanted: string): string => `${given} cannot be converted to ${wanted}`,
  unexpectedStructure: 'Start of structure or map found where not expected',
  unexpectedField: 'Unexpected field type',
}
