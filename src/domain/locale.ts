import type { Locale } from './organisation.ts'

/** The language to begin with: that of the person's app when the desk speaks it, else the organisation's. */
export function localeOf(languageTag: string | null, usual: Locale): Locale {
  const language = languageTag?.toLowerCase().split(/[-_]/)[0]
  if (language === 'zh') return 'zh-CN'
  return language === 'en' ? 'en' : usual
}
