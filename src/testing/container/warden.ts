import { argv } from 'node:process'
import { watchOver } from './watch-over.js'

const [, , folder = '', keepMilliseconds = '0'] = argv
await watchOver(folder, Number(keepMilliseconds))
