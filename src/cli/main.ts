#!/usr/bin/env node
import process from 'node:process'
import { run } from './index.js'

// A reader that has gone away is no reason to stop serving.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
process.exitCode = await run(process.argv.slice(2))
