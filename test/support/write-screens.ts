import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { screensPage } from './screens.ts'

const page = join(import.meta.dirname, '../../docs/screens.md')

writeFileSync(page, screensPage())
