import { defineConfig } from 'prisma/config'

// `prisma generate` only checks that this file exists; migrations run on the WebAssembly engine.
// See docs/adr/0002-prisma-without-downloads.md.
process.env['PRISMA_SCHEMA_ENGINE_BINARY'] ??= import.meta.filename

export default defineConfig({ schema: 'prisma/schema' })
