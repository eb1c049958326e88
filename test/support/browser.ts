import { access } from 'node:fs/promises'
import { chromium, type Browser, type Locator, type Page } from 'playwright-core'

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** The system's Chromium; none: nobody installed one. `CHROME_PATH` names one that stands elsewhere. */
export async function findBrowser(): Promise<string | undefined> {
  const { CHROME_PATH } = process.env
  if (CHROME_PATH) return CHROME_PATH
  for (const place of PLACES) if (await isThere(place)) return place
  return undefined
}

function isThere(place: string): Promise<boolean> {
  return access(place).then(
    () => true,
    () => false,
  )
}

/** A browser that asks nobody outside. */
export function openBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      // Chromium's sandbox refuses to work for root.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
      ...['--disable-background-networking', '--disable-component-update'],
    ],
  })
}

/** A phone on the sandbox page, as somebody at the screen uses it. */
export interface PagePhone {
  root: Locator
  /** Opens it from the list of people, if it is not open. */
  opens(): Promise<void>
  says(words: string): Promise<void>
  /** Presses the newest button with this data. */
  presses(data: string): Promise<void>
  /** Waits until the bot has written this. */
  sees(words: string | RegExp): Promise<void>
  /** Waits until a button with this data stands there. */
  seesButton(data: string): Promise<void>
  attaches(what: 'samplePhotos' | 'location'): Promise<void>
}

export function phoneOn(page: Page, id: number): PagePhone {
  const root = page.locator(`.phone[data-person="${id}"]`)
  const button = (data: string) => root.locator(`.key[data-callback="${data}"]`).last()
  return {
    root,
    async opens() {
      const row = page.getByTestId(`open-${id}`)
      const isAmongMany = !(await row.isVisible())
      if (isAmongMany) await page.getByTestId('everybody').click()
      await row.click()
      await root.waitFor()
      if (isAmongMany) await page.getByTestId('everybody').click()
    },
    async says(words) {
      await root.getByTestId('composer').fill(words)
      await root.getByTestId('send').click()
    },
    presses: (data) => button(data).click(),
    sees: (words) => root.locator('.theirs .bubble').filter({ hasText: words }).last().waitFor(),
    seesButton: (data) => button(data).waitFor(),
    async attaches(what) {
      await root.getByTestId('attach').click()
      await root.getByTestId(`attach-${what}`).click()
      // They are drawn first: whoever writes before they lie there sends words alone.
      if (what === 'samplePhotos') await root.locator('.tray-tile').last().waitFor()
    },
  }
}
