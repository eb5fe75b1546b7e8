/** What attributes are read from and written to: an item by the names of the schema, or as it is stored. */
export type Fields = Record<PropertyKey, unknown>

/**
 * One attribute on its way from an item to what is stored of it, or back. It writes at most `to`, so that the first that is
 * not there tells where a failure was.
 */
export interface Step {
  /** In the schema, for errors. */
  readonly name: string
  readonly from: PropertyKey
  readonly to: string
  /** `depth` as in `NodeCodec.encode`. To the compiler a method, so that it may be a codec's, which takes less than everything. */
  convert(value: unknown, depth: number): unknown
  /** For an attribute that is absent: does nothing, writes what it stands for, or throws. */
  lack(to: Fields): void
  /** Whether `convert` may give undefined, for an empty set: there is nothing to write then. */
  readonly mayBeEmpty: boolean
}

/** Up to four steps, taken one after the other at one site. */
export interface Four {
  readonly steps: readonly Step[]
  /** The same, and steps that do nothing after them. */
  readonly a: Step
  readonly b: Step
  readonly c: Step
  readonly d: Step
  site: Site
  /** How often the common site was used. */
  uses: number
}

/** A place in the source where properties are read and written whose names are known when an entity is defined. */
export type Site = (from: Readonly<Fields>, to: Fields, four: Four, depth: number) => void
