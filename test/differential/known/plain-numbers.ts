/** JSON with its numbers in the service's form. */
export function plainNumbers(text: string): string {
  return text.replaceAll(/"N":"([^"]*)"/g, (_, number: string) => `"N":"${plain(number)}"`)
}

/** A number in the service's form: no exponent, no zeroes that mean nothing. */
function plain(text: string): string {
  const match = /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(text)
  if (match === null) return text
  const [, sign, whole = '', fraction = '', exponent = '0'] = match
  const digits = whole + fraction
  const point = whole.length + Number(exponent)
  const padded = digits.padStart(digits.length + Math.max(0, -point), '0').padEnd(point, '0')
  const at = Math.max(0, point)
  const [left, right] = [padded.slice(0, at).replace(/^0+/, ''), padded.slice(at).replace(/0+$/, '')]
  const number = `${left === '' ? '0' : left}${right === '' ? '' : `.${right}`}`
  return number === '0' || sign !== '-' ? number : `-${number}`
}
