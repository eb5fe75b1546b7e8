import * as values from './limit-values.js'

/** All limits by name. What ends in bundles, the mapper, takes the values themselves from where they stand. */
export const limits: typeof values = { ...values }
