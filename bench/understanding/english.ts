import type { Labelled } from '../../src/classify/learning/learn.ts'
import type { OrgCategory } from '../../src/domain/organisation.ts'
import { english, englishCategories } from '../../test/classify/english.ts'
import { category as describedAs } from '../../test/org/small-org.ts'

/** A small English-speaking town: its letters, and its categories with four keywords each. */
export const englishLetters: readonly Labelled[] = english.map(([label, text]) => ({ label, text }))
export const englishOrg: readonly OrgCategory[] = englishCategories.map(
  ({ code, name, keywords }) => describedAs(code, { name: { 'zh-CN': name, en: name }, keywords }),
)
