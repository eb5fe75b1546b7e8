import type { Block } from './pages.js'

/** Code of a page as one module, with the page's line for each of its own. */
export interface PageModule {
  readonly name: string
  readonly text: string
  /** The block that a line of the module comes from, and where on its page. */
  readonly sources: readonly { readonly block: Block; readonly line: number }[]
}

/** The pages that are complete by themselves, all others go on from the shop that is set up in the second. */
const complete = ['README.md', 'docs/getting-started.md']
export const setUpPage = 'docs/getting-started.md'

/**
 * The modules of a page: what runs, from top to bottom; then each block that is only checked or wrong, after what comes
 * before it.
 */
export function modulesOf(page: string, blocks: readonly Block[], shared: readonly Block[]): PageModule[] {
  const before = complete.includes(page) ? [] : [...shared]
  const name = page.replace(/\.md$/, '').replaceAll('/', '-')
  const modules: PageModule[] = []
  for (const block of blocks) {
    if (block.kind === 'runs' || block.kind === 'shared') before.push(block)
    else modules.push(joined(`${name}-${block.line}`, [...before, block]))
  }
  return [joined(name, before), ...modules]
}

function joined(name: string, blocks: readonly Block[]): PageModule {
  const sources = blocks.flatMap((block) =>
    block.code.split('\n').map((_, index) => ({ block, line: block.line + index })),
  )
  // A page without imports is a module all the same.
  return { name, text: `${blocks.map(({ code }) => code).join('\n')}\nexport {}\n`, sources }
}
