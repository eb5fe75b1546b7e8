import process from 'node:process'
import { styleText } from 'node:util'

/** Writes a line to standard output. */
export function print(line = ''): void {
  process.stdout.write(`${line}\n`)
}

type Colour = 'red' | 'green' | 'yellow' | 'bold' | 'dim'

/**
 * Text in colour, where standard output is a terminal and neither `NO_COLOR` nor `TERM=dumb` forbids it.
 *
 * @see https://no-color.org
 */
export function painted(colour: Colour, text: string): string {
  const { NO_COLOR = '', TERM } = process.env
  return process.stdout.isTTY && NO_COLOR === '' && TERM !== 'dumb' ? styleText(colour, text) : text
}
