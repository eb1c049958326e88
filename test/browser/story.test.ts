import { access, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findBrowser, openBrowser, phoneOn, type PagePhone } from '../support/browser.ts'
import { startDesk, type RunningDesk } from '../support/running-desk.ts'

const executable = await findBrowser()
const mustRun = process.env['CI'] === 'true'
const skipped = 'No Chromium here, so the browser test is skipped.\n'
if (!executable && !mustRun) process.stderr.write(skipped)

const PICTURE = join(import.meta.dirname, '../../docs/sandbox.png')
const LAPTOP = { width: 1440, height: 900 }
const SMARTPHONE = { width: 390, height: 844 }
const [GRANNY, EMMA, HANDLER, HEAD, SECRETARY] = [9001, 9003, 2032, 2031, 2001]

describe.skipIf(!executable && !mustRun)('the sandbox page', () => {
  let dataDir: string
  let desk: RunningDesk | undefined
  let browser: Browser | undefined
  let page: Page
  let granny: PagePhone
  let handler: PagePhone
  let number: string
  const faults: string[] = []

  beforeAll(async () => {
    if (!executable) throw new Error('There must be a Chromium: install one, or set CHROME_PATH')
    dataDir = await mkdtemp(join(tmpdir(), 'story-'))
    desk = await startDesk({ DATA_DIR: dataDir })
    browser = await openBrowser(executable)
    page = await visit(LAPTOP, 'zh-CN')
    granny = phoneOn(page, GRANNY)
    handler = phoneOn(page, HANDLER)
  })

  afterAll(async () => {
    await browser?.close()
    await desk?.stop()
    if (dataDir) await rm(dataDir, { recursive: true, force: true })
  })

  async function visit(viewport: { width: number; height: number }, locale: string): Promise<Page> {
    if (!browser || !desk) throw new Error('Nothing is running')
    const visited = await browser.newPage({ viewport, locale })
    visited.setDefaultTimeout(10_000)
    visited.on('pageerror', ({ message }) => faults.push(message))
    await visited.goto(desk.url)
    await visited.getByTestId('desk').waitFor()
    return visited
  }

  it('opens with a resident, the handler and a hint where to begin', async () => {
    await granny.root.waitFor()
    await handler.root.waitFor()
    await page.getByText('怎么试').waitFor()
  })

  it('makes an appeal out of words, an album and a pin', async () => {
    await page.locator(`.phone[data-person="${SECRETARY}"]`).getByTestId('close-phone').click()
    await phoneOn(page, HEAD).opens()
    await granny.root.getByTestId('start').click()
    await granny.sees('您好')
    await granny.says('小区停电两天了没人管')
    await granny.sees('供电')
    await granny.attaches('samplePhotos')
    await granny.root.getByTestId('send').click()
    await granny.sees('3 张照片')
    await granny.attaches('location')
    await page.locator('.spot').first().click()
    await page.getByTestId('map-send').click()
    await granny.sees('已带上您的定位')
  })

  it('lets everything on the card be changed with a tap', async () => {
    await granny.presses('draft.category')
    await granny.seesButton('draft.category:power')
    await granny.presses('draft.category:streets')
    await granny.presses('draft.category:street-light')
    await granny.sees('路灯')
    await granny.presses('draft.category')
    await granny.presses('draft.category:power')
    await granny.sees('供电')
    await granny.presses('draft.place')
    await granny.presses('draft.place:anshun')
    await granny.seesButton('draft.submit')
  })

  it('gives the number at once, and the unit a card', async () => {
    await granny.presses('draft.submit')
    await granny.sees(/编号 \d\d-\d{7}-\d/)
    number = /\d\d-\d{7}-\d/.exec(await granny.root.innerText())?.[0] ?? ''
    await handler.sees(number)
    await handler.sees('小区停电两天了没人管')
  })

  it('carries a question, its answer, and a note with photos', async () => {
    await handler.presses(`task.accept:${number}`)
    await granny.sees('住建局已接手')
    await handler.presses(`ask:${number}`)
    await handler.sees('想问居民什么')
    await handler.says('您家是几号楼？')
    await granny.sees('您家是几号楼？')
    await granny.presses(`appeal.add:${number}`)
    await granny.sees('请写下您的回答')
    await granny.says('5 号楼 2 单元')
    await handler.sees('5 号楼 2 单元')
    await handler.presses(`task.note:${number}`)
    await handler.sees('请写进展')
    await handler.attaches('samplePhotos')
    await handler.says('抢修队已到现场，正在换变压器')
    await granny.sees('正在换变压器')
    await granny.root.locator('.theirs img').last().waitFor()
  })

  it('asks after an hour, and what is not solved comes back under the same number', async () => {
    await resolve('变压器已更换，正在送电')
    await page.getByTestId('clock-jump-hour').click()
    await granny.presses(`survey.contacted:${number}:yes`)
    await granny.presses(`survey.resolved:${number}:no`)
    await granny.presses(`survey.satisfied:${number}:2`)
    await handler.sees('回访没通过')
    await handler.seesButton(`task.show:${number}`)
  })

  it('asks again, and closes when it is solved', async () => {
    await handler.presses(`task.show:${number}`)
    await handler.sees('第 1 次重办')
    await resolve('全小区已恢复供电，每户都看过了')
    await page.getByTestId('clock-jump-hour').click()
    await granny.presses(`survey.contacted:${number}:yes`)
    await granny.presses(`survey.resolved:${number}:yes`)
    await granny.presses(`survey.satisfied:${number}:5`)
    await granny.sees('谢谢您告诉我们解决了')
    await granny.says(`/appeal ${number}`)
    await granny.sees('办结，居民确认解决')
  })

  it('talks with each person in their own language, whatever the page speaks', async () => {
    await page.getByTestId('language-en').click()
    await page.getByText('How to begin').waitFor()
    await granny.sees('谢谢您告诉我们解决了')
    const emma = phoneOn(page, EMMA)
    await phoneOn(page, HEAD).root.getByTestId('close-phone').click()
    await emma.opens()
    await emma.root.getByTestId('start').click()
    await emma.says('No electricity since last night')
    await emma.sees('Power supply')
    await emma.presses('draft.place:anshun')
    await emma.presses('draft.submit')
    await emma.sees('Housing and Construction')
    await handler.sees('No electricity since last night')
    await handler.sees('待签收')
    await keepPicture()
    await page.getByTestId('language-zh-CN').click()
    await page.getByText('怎么试').waitFor()
  })

  it('shows one chat at a time on the screen of a phone', async () => {
    const small = await visit(SMARTPHONE, 'zh-CN')
    await phoneOn(small, GRANNY).opens()
    expect(await small.locator('.phone').count()).toBe(1)
    await phoneOn(small, GRANNY).sees('办结，居民确认解决')
    expect(await small.evaluate('document.body.scrollWidth')).toBe(SMARTPHONE.width)
    await small.getByTestId('back').click()
    await phoneOn(small, HANDLER).opens()
    expect(await small.locator('.phone').count()).toBe(1)
    await small.close()
  })

  it('makes room for one more resident, whose phone opens', async () => {
    await page.getByTestId('another-resident').click()
    await page.getByText('邻居 4').first().waitFor()
  })

  it('is empty again after a reset', async () => {
    await page.getByTestId('reset').click()
    await page.getByTestId('dialog-yes').click()
    await granny.root.getByTestId('start').waitFor()
    await granny.root.getByTestId('start').click()
    await granny.says('/my')
    await granny.sees('您还没有说过什么事')
    expect(faults).toEqual([])
  })

  async function resolve(reply: string): Promise<void> {
    await handler.presses(`task.resolve:${number}`)
    await handler.sees('请写给居民的答复')
    await handler.says(reply)
    await granny.sees(reply)
  }

  /** The picture of the README; written only when asked for, or when there is none. */
  async function keepPicture(): Promise<void> {
    const isWanted = process.env['UPDATE_SCREENSHOT'] === '1'
    const isMissing = await access(PICTURE).then(
      () => false,
      () => true,
    )
    if (!isWanted && !isMissing) return
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await page.getByTestId('notice').waitFor({ state: 'detached' })
    await page.screenshot({ path: PICTURE })
  }
})
