import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export const root: string = fileURLToPath(new URL('../..', import.meta.url))

/** A fenced block of TypeScript, and what its fence says of it. */
export interface Block {
  readonly page: string
  /** The line of the page on which the code begins, from 1. */
  readonly line: number
  readonly code: string
  /**
   * `runs` with the page; `shared` with every page; `checked` alone, because it needs what is not there; `wrong` must not
   * compile: each of its errors is named in a comment.
   */
  readonly kind: 'runs' | 'shared' | 'checked' | 'wrong'
}

const kinds: Readonly<Record<string, Block['kind']>> = {
  '': 'runs',
  shared: 'shared',
  'type-checked': 'checked',
  wrong: 'wrong',
}

/** The pages for users, by their path in the repository. */
export const pages: readonly string[] = [
  'README.md',
  ...readdirSync(`${root}docs`)
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => `docs/${name}`),
]

export function pageText(page: string): string {
  return readFileSync(root + page, 'utf8')
}

/** The blocks of a text. Throws for a fence that says something unknown, so that none is passed over by mistake. */
export function blocksOf(page: string, text: string = pageText(page)): Block[] {
  const blocks: Block[] = []
  const lines = text.split('\n')
  for (let index = 0; index < lines.length; index += 1) {
    const fence = /^```(\S*) ?(.*)$/.exec(lines[index] ?? '')
    if (fence === null) continue
    const end = lines.indexOf('```', index + 1)
    if (end < 0) throw new Error(`${page}:${index + 1}: the fence is not closed`)
    const [, language, words = ''] = fence
    if (language === 'ts') {
      const kind = kinds[words]
      if (kind === undefined) throw new Error(`${page}:${index + 1}: ts is followed by ${words}`)
      blocks.push({ page, line: index + 2, code: lines.slice(index + 1, end).join('\n'), kind })
    }
    index = end
  }
  return blocks
}
