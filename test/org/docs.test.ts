import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseOrg } from '../../src/org/parse-org.ts'
import { orgFile } from '../../src/org/schema.ts'

const page = readFileSync('docs/org-file.md', 'utf8')

test('the shortest file of the page works', () => {
  const [, yaml = ''] = /```yaml\n(.*?)```/su.exec(page) ?? []
  expect(parseOrg(yaml, 'page')).toHaveProperty('org')
})

test('the page describes every key of the file', () => {
  for (const key of Object.keys(orgFile.shape)) expect(page).toContain(`\`${key}\``)
  const unit = orgFile.shape.units.element.shape
  const post = orgFile.shape.staff.unwrap().element.shape
  const category = orgFile.shape.categories.element.shape
  const emergency = orgFile.shape.emergencies.unwrap().element.shape
  const outside = orgFile.shape.outside.unwrap().element.shape
  for (const key of Object.keys({ ...unit, ...post, ...category, ...emergency, ...outside }))
    expect(page).toContain(`\`${key}\``)
})
