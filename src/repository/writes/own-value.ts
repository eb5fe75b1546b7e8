/** A property of the object itself: `constructor` and the like are found on every object, and are no attributes. */
export function ownValue(values: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(values, name) ? values[name] : undefined
}
