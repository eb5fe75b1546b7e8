import { at } from './failure.js'
import { sites } from './sites.js'
import type { Fields, Four, Site, Step } from './steps.types.js'

/** So often the common site is used before a site of its own is given to four steps: those are for what is used often. */
const usesMin = 100

/** How many sites are given. They are the process's, as what the engine learns at them is. */
let given = 0

const common: Site = (from, to, four, depth) => {
  if (four.uses < usesMin && ++four.uses === usesMin) four.site = sites[given++] ?? common
  for (const step of four.steps) {
    const value = from[step.from]
    if (value === undefined) step.lack(to)
    else to[step.to] = step.convert(value, depth)
  }
}

/** For a step that stands alone, since one has to look twice. */
const careful: Site = (from, to, { a }, depth) => {
  const value = Object.hasOwn(from, a.from) ? from[a.from] : undefined
  if (value === undefined) {
    a.lack(to)
    return
  }
  const converted = a.convert(value, depth)
  if (converted !== undefined || !a.mayBeEmpty) to[a.to] = converted
}

/** Nothing stands for an attribute that is absent. */
export const ignore = (): void => {}

/** In place of a fourth step where there are three. No object has such a property. */
const none: Step = {
  name: '',
  from: Symbol('none'),
  to: '',
  convert: ignore,
  lack: ignore,
  mayBeEmpty: false,
}

/** Puts steps together, in their order. */
export function inFours(steps: readonly Step[]): readonly Four[] {
  const groups: Step[][] = []
  let open: Step[] = []
  for (const step of steps) {
    if (open.length % 4 === 0 || isSpecial(step)) groups.push((open = []))
    open.push(step)
    if (isSpecial(step)) open = []
  }
  return groups.map((group) => {
    const [a = none, b = none, c = none, d = none] = group
    return { steps: group, a, b, c, d, site: isSpecial(a) ? careful : common, uses: 0 }
  })
}

/** `constructor` and the like are found on every object: only own properties count for them. */
function isSpecial({ from, to, mayBeEmpty }: Step): boolean {
  return mayBeEmpty || from in Object.prototype || to in Object.prototype
}

/** Takes all steps. A failure tells at which, and others leave it alone: within values, steps are taken too. */
export function takeSteps(fours: readonly Four[], from: object, to: object, depth: number): void {
  let index = 0
  try {
    for (; index < fours.length; index++) {
      const four = fours[index] as Four
      four.site(from as Fields, to as Fields, four, depth)
    }
  } catch (error) {
    throw at(error, failedName(fours[index] as Four, from as Fields, to))
  }
}

/** The first of the steps that had something to do and has not done it. */
function failedName({ steps }: Four, from: Readonly<Fields>, to: object): string | undefined {
  const isOpen = ({ from: name, lack }: Step): boolean =>
    lack !== ignore || (Object.hasOwn(from, name) && from[name] !== undefined)
  return steps.find((step) => !Object.hasOwn(to, step.to) && isOpen(step))?.name
}
