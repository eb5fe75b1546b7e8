import { existsSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path/posix'
import { describe, expect, it } from 'vitest'
import { pages, pageText, root } from './pages.js'

const outside = /^[a-z]+:/

/** Links of a page that lead nowhere: to no file, or to no heading of a page. */
function brokenLinks(page: string, text: string): string[] {
  const prose = text.replace(/^```[\s\S]*?^```$/gm, '').replace(/`[^`\n]*`/g, '')
  return [...prose.matchAll(/\]\(([^)]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !outside.test(target))
    .filter((target) => {
      const [path = '', heading] = target.split('#')
      const file = path === '' ? page : normalize(join(dirname(page), path))
      if (path !== '' && !existsSync(root + file)) return true
      return heading !== undefined && !anchors(path === '' ? text : pageText(file)).includes(heading)
    })
}

/** The anchors that headings get on the web. */
function anchors(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )
}

describe('links', () => {
  it.each(pages)('of %s lead somewhere', (page) => {
    expect(brokenLinks(page, pageText(page))).toEqual([])
  })

  it('that lead nowhere are found', () => {
    const planted =
      '[a](gone.md) [b](#no-heading) [c](keys.md#gone) [d](keys.md#order) [e](https://zod.dev)\n## There\n[f](#there)'
    expect(brokenLinks('docs/planted.md', planted)).toEqual(['gone.md', '#no-heading', 'keys.md#gone'])
  })

  it('lead from README or the first page to every page', () => {
    const linked = ['README.md', 'docs/getting-started.md'].flatMap((page) =>
      [...pageText(page).matchAll(/\]\(([^)#]+\.md)/g)].map(([, path = '']) =>
        normalize(join(dirname(page), path)),
      ),
    )
    expect(pages.filter((page) => page !== 'README.md' && !linked.includes(page))).toEqual([])
  })
})
