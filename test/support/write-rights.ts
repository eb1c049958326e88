import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { rightsDocument } from './rights-document.ts'

writeFileSync(join(import.meta.dirname, '../../docs/rights.md'), rightsDocument())
