import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

// Adds up the JSON reports of vitest in a folder. A file that broke before its first test counts as one failure.
const directory = process.argv[2]
const reports = readdirSync(directory).map((name) => JSON.parse(readFileSync(join(directory, name), 'utf8')))
const files = reports.flatMap((report) => report.testResults)
const tests = files.flatMap((file) => file.assertionResults)

const count = (status) => tests.filter((test) => test.status === status).length
const broken = files.filter(
  (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
).length
const skipped = tests.length - count('passed') - count('failed')

if (skipped > 0) console.log(`SKIPPED: ${skipped} tests`)
console.log(`${count('passed')} passed, ${count('failed') + broken} failed`)
