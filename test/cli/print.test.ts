import { expect, it, onTestFinished, vi } from 'vitest'
import { painted } from '../../src/cli/print.js'

function onTerminal(isTTY: boolean, variables: Readonly<Record<string, string>>): string {
  const before = process.stdout.isTTY
  process.stdout.isTTY = isTTY
  vi.stubEnv('NO_COLOR', variables['NO_COLOR'])
  vi.stubEnv('TERM', variables['TERM'] ?? 'xterm')
  onTestFinished(() => {
    process.stdout.isTTY = before
    vi.unstubAllEnvs()
  })
  return painted('red', 'drift')
}

it('paints for terminals alone, and not where NO_COLOR says so', () => {
  expect(onTerminal(true, {})).toBe('\u001b[31mdrift\u001b[39m')
  expect(onTerminal(true, { NO_COLOR: '' })).toBe('\u001b[31mdrift\u001b[39m')
  expect(onTerminal(true, { NO_COLOR: '1' })).toBe('drift')
  expect(onTerminal(true, { TERM: 'dumb' })).toBe('drift')
  expect(onTerminal(false, {})).toBe('drift')
})
