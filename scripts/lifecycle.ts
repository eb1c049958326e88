import { lifecycleDocument } from '../src/domain/lifecycle-document.ts'

process.stdout.write(lifecycleDocument())
