import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parameters } from '../property/runs.js'
import { anyTemplate, compareBytes, hostileText, stored, tryFormat, tuplePair } from './arbitraries.js'
import type { TemplateModel } from './arbitraries.js'

const roles = ['sort', 'partition'] as const
const modes = ['escape', 'reject'] as const
const cases = roles.flatMap((role) => modes.map((delimiters) => ({ role, delimiters })))

const isOrdered = (model: TemplateModel) => model.holes.every((hole) => hole.compare !== undefined)

function compareTuples(
  model: TemplateModel,
  left: Record<string, unknown>,
  right: Record<string, unknown>,
): number {
  for (const { name, compare, part } of model.holes) {
    const order = Math.sign(compare?.(left[name], right[name]) ?? 0)
    if (order !== 0) return part.descending === true ? -order : order
  }
  return 0
}

describe.each(cases)('keys of random $role templates that $delimiters delimiters', (options) => {
  const models = anyTemplate(options)

  it('parse back to the values they were formatted from (K3)', () => {
    fc.assert(
      fc.property(
        models.chain((model) => fc.tuple(fc.constant(model), model.tuple)),
        ([{ template }, values]) => {
          const key = tryFormat(template, values)
          fc.pre(key !== undefined)
          expect(template.parse(key)).toEqual(stored(values))
        },
      ),
      parameters(1500),
    )
  })

  it('are equal only for equal values (K2)', () => {
    fc.assert(
      fc.property(
        models.chain((model) => fc.tuple(fc.constant(model), tuplePair(model))),
        ([{ template }, [left, right]]) => {
          const [one, other] = [tryFormat(template, left), tryFormat(template, right)]
          fc.pre(one !== undefined && other !== undefined)
          const isSame = fc.stringify(stored(left)) === fc.stringify(stored(right))
          expect(one === other).toBe(isSame)
        },
      ),
      parameters(1500),
    )
  })

  it('are parsed only as written: no text is read that format would not write', () => {
    const mutated = models.chain((model) =>
      fc.tuple(
        fc.constant(model),
        model.tuple,
        fc.nat(),
        fc.nat({ max: 3 }),
        fc.oneof(hostileText, fc.string({ unit: 'binary' })),
      ),
    )
    fc.assert(
      fc.property(mutated, ([{ template }, values, at, removed, inserted]) => {
        const key = tryFormat(template, values) ?? ''
        const start = at % (key.length + 1)
        const other = key.slice(0, start) + inserted + key.slice(start + removed)
        const parsed = template.parse(other)
        if (parsed !== undefined) expect(template.format(parsed)).toBe(other)
      }),
      parameters(1500),
    )
  })
})

describe('keys of random sort templates', () => {
  it('sort as the values of their holes, ascending or descending (K4)', () => {
    const models = anyTemplate().filter(isOrdered)
    fc.assert(
      fc.property(
        models.chain((model) => fc.tuple(fc.constant(model), tuplePair(model))),
        ([model, [left, right]]) => {
          const [one, other] = [tryFormat(model.template, left), tryFormat(model.template, right)]
          fc.pre(one !== undefined && other !== undefined)
          expect(Math.sign(compareBytes(one, other))).toBe(compareTuples(model, left, right))
        },
      ),
      parameters(3000),
    )
  })
})
