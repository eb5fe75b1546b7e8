import type { Site } from './steps.types.js'

/**
 * The same function 32 times. Engines such as V8 keep for each place in the source which properties were read and
 * written there, and where in an object those lie. Where it is one property, that is as fast as `item.orderId`; where
 * names that are known at definition only all meet in one loop, the property is looked up each time, and reading an item
 * takes two to three times as long. Code that is made at definition would bring its own places, but monotable runs where
 * evaluating code is forbidden. See docs/decisions/0015-a-place-in-the-source-for-each-attribute.md; what is lost where the
 * copies are put together, `npm run bench -- query` tells.
 */
export const sites: readonly Site[] = [
  (from, to, { a, b, c, d }, depth) => {
    let value = from[a.from]
    if (value === undefined) a.lack(to)
    else to[a.to] = a.convert(value, depth)
    if ((value = from[b.from]) === undefined) b.lack(to)
    else to[b.to] = b.convert(value, depth)
    if ((value = from[c.from]) === undefined) c.lack(to)
    else to[c.to] = c.convert(value, depth)
    if ((value = from[d.from]) === undefined) d.lack(to)
    else to[d.to] = d.convert(value, depth)
  },
  (from, to, { a, b, c, d }, depth) => {
    let value = from[a.from]
    if (value === undefined) a.lack(to)
    else to[a.to] = a.convert(value, depth)
    if ((value = from[b.from]) === undefined) b.lack(to)
    else to[b.to] = b.convert(value, depth)
    if ((value = from[c.from]) === undefined) c.lack(to)
    else to[c.to] = c.convert(value, depth)
    if ((value = from[d.from]) === undefined) d.lack(to)
    else to[d.to] = d.convert(value, depth)
  },
  (from, to, { a, b, c, d }, depth) => {
    let value = from[a.from]
    if (value === undefined) a.lack(to)
    else to[a.to] = a.convert(value, depth)
    if ((value = from[b.from]) === undefined) b.lack(to)
    else to[b.to] = b.convert(value, depth)
    if ((value = from[c.from]) === undefined) c.lack(to)
    else to[c.to] = c.convert(value, depth)
    if ((value = from[d.from]) === undefined) d.lack(to)
    else to[d.to] = d.convert(value, depth)
  },
  (from, to, { a, b, c, d }, depth) => {
    let value = from[a.from]
    if (value === undefined) a.lack(to)
    else to[a.to] = a.convert(value, depth)
    if ((value = from[b.from]) === undefined) b.lack(to)
    else to[b.to] = b.convert(value, depth)
    if ((value = from[c.from]) === undefined) c.lack(to)
    else to[c.to] = c.convert(value, depth)
    if ((value = from[d.from]) === undefined) d.lack(to)
    else to[d.to] = d.convert(value, depth)
  },
  (from, to, { a, b, c, d }, depth) => {
    let value = from[a.from]
    if (value === undefined) a.lack(to)
    else to[a.to] = a.convert(value, depth)
    if ((value = from[b.from]) === undefined) b.lack(to)
    else to[b.to] = b.convert(value, depth)
    if ((value = from[c.from]) === undefined) c.lack(to)
    else to[c.to] = c.convert(value, depth)
    if ((value = from[d.from]) === undefined) d.lack(to)
    else to[d.to] = d.convert(value, depth)
  },
  (from, to, { a, b, c, d }, depth) => {
    let value = from[a.from]
    if (value === undefined) a.lack(to)
    else to[a.to] = a.convert(value, depth)
    if ((value = from[b.from]) === undefined) b.lack(to)
    else to[b.to] = b.convert(value, depth)
    if ((value = from[c.from]) === undefined) c.lack(to)
    else to[c.to] = c.convert(value, depth)
    if ((value = from[d.from]) === undefined) d.lack(to)
    else to[d.to] = d.convert(value, depth)
  },
  (from, to, { a, b, c, d }, depth) => {
    let value = from[a.from]
    if (value === undefined) a.lack(to)
    else to[a.to] = a.convert(value, depth)
    if ((value = from[b.from]) === undefined) b.lack(to)
    else to[b.to] = b.convert(value, depth)
    if ((value = from[c.from]) === undefined) c.lack(to)
    else to[c.to] = c.convert(value, depth)
    if ((value = from[d.from]) === undefined) d.lack(to)
    else to[d.to] = d.convert(value, depth)
  },
  (from, to, { a, b, c, d }, depth) => {
    let value = from[a.from]
    if (value === undefined) a.lack(to)
    else to[a.to] = a.convert(value, depth)
    if ((value = from[b.from]) === undefined) b.lack(to)
    else to[b.to] = b.convert(value, depth)
    if ((value = from[c.from]) === undefined) c.lack(to)
    else to[c.to] = c.convert(value, depth)
    if ((value = from[d.from]) === undefined) d.lack(to)
    else to[d.to] = d.convert(value, depth)
  },
  (from, to, { a, b, c, d }, depth) => {
    let value = from[a.from]
    if (value === undefined) a.lack(to)
    else to[a.to] = a.convert(value, depth)
    if ((value = from[b.from]) === undefined) b.lack(to)
    else to[b.to] = b.convert(value, depth)
    if ((value = from[c.from]) === undefined) c.lack(to)
    else to[c.to] = c.convert(value, depth)
    if ((value = from[d.from]) === undefined) d.lack(to)
    else to[d.to] = d.convert(value, depth)
  },
  (from, to, { a, b, c, d }, depth) => {
    let value = from[a.from]
    if (value === undefined) a.lack(to)
    else to[a.to] = a.convert(value, depth)
    if ((value = from[b.from]) === undefined) b.lack(to)
    else to[b.to] = b.convert(value, depth)
    if ((value = from[c.from]) === undefined) c.lack(to)
    else to[c.to] = c.convert(value, depth)
    if ((value = from[d.from]) === undefined) d.lack(to)
    else to[d.to] = d.convert(value, depth)
  },
  (from, to, { a, b, c, d }, depth) => {
    let value = from[a.from]
    if (value === undefined) a.lack(to)
    else to[a.to] = a.convert(value, depth)
    if ((value = from[b.from]) === undefined) b.lack(to)
    else to[b.to] = b.convert(value, depth)
    if ((value = from[c.from]) === undefined) c.lack(to)
    else to[c.to] = c.convert(value, depth)
    if ((value = from[d.from]) === undefined) d.lack(to)
    else to[d.to] = d.convert(value, depth)
  },
  (from, to, { a, b, c, d }, depth) => {
    let value = from[a.from]
    if (value === undefined) a.lack(to)
    else to[a.to] = a.convert(value, depth)
    if ((value = from[b.from]) === undefined) b.lack(to)
    else to[b.to] = b.convert(value, depth)
    if ((value = from[c.from]) === undefined) c.lack(to)
    else to[c.to] = c.convert(value, depth)
    if ((value = from[d.from]) === undefined) d.lack(to)
    else to[d.to] = d.convert(value, depth)
  },
  (from, to, { a, b, c, d }, depth) => {
    let value = from[a.from]
    if (value === undefined) a.lack(to)
    else to[a.to] = a.convert(value, depth)
    if ((value = from[b.from]) === undefined) b.lack(to)
    else to[b.to] = b.convert(value, depth)
    if ((value = from[c.from]) === undefined) c.lack(to)
    else to[c.to] = c.convert(value, depth)
    if ((value = from[d.from]) === undefined) d.lack(to)
    else to[d.to] = d.convert(value, depth)
  },
  (from, to, { a, b, c, d }, depth) => {
    let value = from[a.from]
    if (value === undefined) a.lack(to)
    else to[a.to] = a.convert(value, depth)
    if ((value = from[b.from]) === undefined) b.lack(to)
    else to[b.to] = b.convert(value, depth)
    if ((value = from[c.from]) === undefined) c.lack(to)
    else to[c.to] = c.convert(value, depth)
    if ((value = from[d.from]) === undefined) d.lack(to)
    else to[d.to] = d.convert(value, depth)
  },
  (from, to, { a, b, c, d }, depth) => {
    let value = from[a.from]
    if (value === undefined) a.lack(to)
    else to[a.to] = a.convert(value, depth)
    if ((value = from[b.from]) === undefined) b.lack(to)
    else to[b.to] = b.convert(value, depth)
    if ((value = from[c.from]) === undefined) c.lack(to)
    else to[c.to] = c.convert(value, depth)
    if ((value = from[d.from]) === undefined) d.lack(to)
    else to[d.to] = d.convert(value, depth)
  },
  (from, to, { a, b, c, d }, depth) => {
    let value = from[a.from]
    if (value === undefined) a.lack(to)
    else to[a.to] = a.convert(value, depth)
    if ((value = from[b.from]) === undefined) b.lack(to)
    else to[b.to] = b.convert(value, depth)
    if ((value = from[c.from]) === undefined) c.lack(to)
    else to[c.to] = c.convert(value, depth)
    if ((value = from[d.from]) === undefined) d.lack(to)
    else to[d.to] = d.convert(value, depth)
  },
  (from, to, { a, b, c, d }, depth) => {
    let value = from[a.from]
    if (value === undefined) a.lack(to)
    else to[a.to] = a.convert(value, depth)
    if ((value = from[b.from]) === undefined) b.lack(to)
    else to[b.to] = b.convert(value, depth)
    if ((value = from[c.from]) === undefined) c.lack(to)
    else to[c.to] = c.convert(value, depth)
    if ((value = from[d.from]) === undefined) d.lack(to)
    else to[d.to] = d.convert(value, depth)
  },
  (from, to, { a, b, c, d }, depth) => {
    let value = from[a.from]
    if (value === undefined) a.lack(to)
    else to[a.to] = a.convert(value, depth)
    if ((value = from[b.from]) === undefined) b.lack(to)
    else to[b.to] = b.convert(value, depth)
    if ((value = from[c.from]) === undefined) c.lack(to)
    else to[c.to] = c.convert(value, depth)
    if ((value = from[d.from]) === undefined) d.lack(to)
    else to[d.to] = d.convert(value, depth)
  },
  (from, to, { a, b, c, d }, depth) => {
    let value = from[a.from]
    if (value === undefined) a.lack(to)
    else to[a.to] = a.convert(value, depth)
    if ((value = from[b.from]) === undefined) b.lack(to)
    else to[b.to] = b.convert(value, depth)
    if ((value = from[c.from]) === undefined) c.lack(to)
    else to[c.to] = c.convert(value, depth)
    if ((value = from[d.from]) === undefined) d.lack(to)
    else to[d.to] = d.convert(value, depth)
  },
  (from, to, { a, b, c, d }, depth) => {
    let value = from[a.from]
    if (value === undefined) a.lack(to)
    else to[a.to] = a.convert(value, depth)
    if ((value = from[b.from]) === undefined) b.lack(to)
    else to[b.to] = b.convert(value, depth)
    if ((value = from[c.from]) === undefined) c.lack(to)
    else to[c.to] = c.convert(value, depth)
    if ((value = from[d.from]) === undefined) d.lack(to)
    else to[d.to] = d.convert(value, depth)
  },
  (from, to, { a, b, c, d }, depth) => {
    let value = from[a.from]
    if (value === undefined) a.lack(to)
    else to[a.to] = a.convert(value, depth)
    if ((value = from[b.from]) === undefined) b.lack(to)
    else to[b.to] = b.convert(value, depth)
    if ((value = from[c.from]) === undefined) c.lack(to)
    else to[c.to] = c.convert(value, depth)
    if ((value = from[d.from]) === undefined) d.lack(to)
    else to[d.to] = d.convert(value, depth)
  },
  (from, to, { a, b, c, d }, depth) => {
    let value = from[a.from]
    if (value === undefined) a.lack(to)
    else to[a.to] = a.convert(value, depth)
    if ((value = from[b.from]) === undefined) b.lack(to)
    else to[b.to] = b.convert(value, depth)
    if ((value = from[c.from]) === undefined) c.lack(to)
    else to[c.to] = c.convert(value, depth)
    if ((value = from[d.from]) === undefined) d.lack(to)
    else to[d.to] = d.convert(value, depth)
  },
  (from, to, { a, b, c, d }, depth) => {
    let value = from[a.from]
    if (value === undefined) a.lack(to)
    else to[a.to] = a.convert(value, depth)
    if ((value = from[b.from]) === undefined) b.lack(to)
    else to[b.to] = b.convert(value, depth)
    if ((value = from[c.from]) === undefined) c.lack(to)
    else to[c.to] = c.convert(value, depth)
    if ((value = from[d.from]) === undefined) d.lack(to)
    else to[d.to] = d.convert(value, depth)
  },
  (from, to, { a, b, c, d }, depth) => {
    let value = from[a.from]
    if (value === undefined) a.lack(to)
    else to[a.to] = a.convert(value, depth)
    if ((value = from[b.from]) === undefined) b.lack(to)
    else to[b.to] = b.convert(value, depth)
    if ((value = from[c.from]) === undefined) c.lack(to)
    else to[c.to] = c.convert(value, depth)
    if ((value = from[d.from]) === undefined) d.lack(to)
    else to[d.to] = d.convert(value, depth)
  },
  (from, to, { a, b, c, d }, depth) => {
    let value = from[a.from]
    if (value === undefined) a.lack(to)
    else to[a.to] = a.convert(value, depth)
    if ((value = from[b.from]) === undefined) b.lack(to)
    else to[b.to] = b.convert(value, depth)
    if ((value = from[c.from]) === undefined) c.lack(to)
    else to[c.to] = c.convert(value, depth)
    if ((value = from[d.from]) === undefined) d.lack(to)
    else to[d.to] = d.convert(value, depth)
  },
  (from, to, { a, b, c, d }, depth) => {
    let value = from[a.from]
    if (value === undefined) a.lack(to)
    else to[a.to] = a.convert(value, depth)
    if ((value = from[b.from]) === undefined) b.lack(to)
    else to[b.to] = b.convert(value, depth)
    if ((value = from[c.from]) === undefined) c.lack(to)
    else to[c.to] = c.convert(value, depth)
    if ((value = from[d.from]) === undefined) d.lack(to)
    else to[d.to] = d.convert(value, depth)
  },
  (from, to, { a, b, c, d }, depth) => {
    let value = from[a.from]
    if (value === undefined) a.lack(to)
    else to[a.to] = a.convert(value, depth)
    if ((value = from[b.from]) === undefined) b.lack(to)
    else to[b.to] = b.convert(value, depth)
    if ((value = from[c.from]) === undefined) c.lack(to)
    else to[c.to] = c.convert(value, depth)
    if ((value = from[d.from]) === undefined) d.lack(to)
    else to[d.to] = d.convert(value, depth)
  },
  (from, to, { a, b, c, d }, depth) => {
    let value = from[a.from]
    if (value === undefined) a.lack(to)
    else to[a.to] = a.convert(value, depth)
    if ((value = from[b.from]) === undefined) b.lack(to)
    else to[b.to] = b.convert(value, depth)
    if ((value = from[c.from]) === undefined) c.lack(to)
    else to[c.to] = c.convert(value, depth)
    if ((value = from[d.from]) === undefined) d.lack(to)
    else to[d.to] = d.convert(value, depth)
  },
  (from, to, { a, b, c, d }, depth) => {
    let value = from[a.from]
    if (value === undefined) a.lack(to)
    else to[a.to] = a.convert(value, depth)
    if ((value = from[b.from]) === undefined) b.lack(to)
    else to[b.to] = b.convert(value, depth)
    if ((value = from[c.from]) === undefined) c.lack(to)
    else to[c.to] = c.convert(value, depth)
    if ((value = from[d.from]) === undefined) d.lack(to)
    else to[d.to] = d.convert(value, depth)
  },
  (from, to, { a, b, c, d }, depth) => {
    let value = from[a.from]
    if (value === undefined) a.lack(to)
    else to[a.to] = a.convert(value, depth)
    if ((value = from[b.from]) === undefined) b.lack(to)
    else to[b.to] = b.convert(value, depth)
    if ((value = from[c.from]) === undefined) c.lack(to)
    else to[c.to] = c.convert(value, depth)
    if ((value = from[d.from]) === undefined) d.lack(to)
    else to[d.to] = d.convert(value, depth)
  },
  (from, to, { a, b, c, d }, depth) => {
    let value = from[a.from]
    if (value === undefined) a.lack(to)
    else to[a.to] = a.convert(value, depth)
    if ((value = from[b.from]) === undefined) b.lack(to)
    else to[b.to] = b.convert(value, depth)
    if ((value = from[c.from]) === undefined) c.lack(to)
    else to[c.to] = c.convert(value, depth)
    if ((value = from[d.from]) === undefined) d.lack(to)
    else to[d.to] = d.convert(value, depth)
  },
  (from, to, { a, b, c, d }, depth) => {
    let value = from[a.from]
    if (value === undefined) a.lack(to)
    else to[a.to] = a.convert(value, depth)
    if ((value = from[b.from]) === undefined) b.lack(to)
    else to[b.to] = b.convert(value, depth)
    if ((value = from[c.from]) === undefined) c.lack(to)
    else to[c.to] = c.convert(value, depth)
    if ((value = from[d.from]) === undefined) d.lack(to)
    else to[d.to] = d.convert(value, depth)
  },
]
