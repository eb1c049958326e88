import zh from '../../locales/zh-CN/residents.json' with { type: 'json' }
import en from '../../locales/en/residents.json' with { type: 'json' }

/** What one more resident of the sandbox is called, in the language of their app. */
export function sandboxNeighbour(language: string, count: number): string {
  const { neighbour } = language.startsWith('zh') ? zh : en
  return neighbour.replace('{{count}}', String(count))
}

/** The residents of the sandbox: invented names, each with the language of their app. */
export function sandboxResidents(): { name: string; language: string }[] {
  return [
    ...zh.names.map((name) => ({ name, language: 'zh-hans' })),
    ...en.names.map((name) => ({ name, language: 'en' })),
  ]
}
