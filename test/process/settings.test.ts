import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'
import { TOKEN } from '../support/running-desk.ts'
import { runToItsEnd } from './ended-desk.ts'

const SECRET = 'hunter2-hunter2'

let directory: string
let fresh: FreshDatabase

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'settings-'))
  fresh = await freshDatabase()
})

afterAll(async () => {
  await fresh.drop()
  await rm(directory, { recursive: true })
})

describe('a desk that is set up wrongly does not start', () => {
  it('each wrong variable and each wrong entry of the org file is one line, and no secret is shown', async () => {
    const orgFile = join(directory, 'wrong.yaml')
    await writeFile(orgFile, WRONG_ORG)
    const ended = await runToItsEnd({
      BOT_TOKEN: SECRET,
      DATABASE_URL: `mysql://desk:${SECRET}@db/desk`,
      PORT: '99999',
      SEND_RATE: 'fast',
      LOG_LEVEL: 'loud',
      ORG_FILE: orgFile,
      DATA_DIR: join(directory, 'data'),
    })
    expect(ended.code).toBe(2)
    expect(ended.lines.map((line) => line.replace(directory, '').split(' given ')[0])).toEqual([
      ...['BOT_TOKEN:', 'DATABASE_URL:', 'PORT:', 'SEND_RATE:', 'LOG_LEVEL:'],
      '/wrong.yaml:6: units[1].kind:',
      '/wrong.yaml:8: staff[0].role:',
      '/wrong.yaml:10: categories[0].route:',
    ])
    for (const line of ended.lines) expect(line).toMatch(/: given .+, expected .+/)
    expect(ended.lines.join('\n')).not.toContain(SECRET)
    expect(ended.lines.join('\n')).toContain('"99999"')
    expect(existsSync(join(directory, 'data'))).toBe(false)
  })

  it('an org file that is not there is one line', async () => {
    const ended = await runToItsEnd({ ORG_FILE: join(directory, 'nowhere.yaml') })
    expect(ended.code).toBe(2)
    expect(ended.lines).toHaveLength(1)
    expect(ended.lines[0]).toMatch(/^ORG_FILE: given ".*nowhere\.yaml", expected .*ENOENT/)
  })

  it('an org file that is not UTF-8 is one line', async () => {
    const orgFile = join(directory, 'gbk.yaml')
    await writeFile(orgFile, Buffer.from([0x61, 0x3a, 0x20, 0xc4, 0xe3, 0xba, 0xc3]))
    const ended = await runToItsEnd({ ORG_FILE: orgFile })
    expect(ended).toMatchObject({ code: 2, lines: [expect.stringMatching(/^ORG_FILE: .+UTF-8/)] })
  })

  it('a clock that runs fast is refused with the real Telegram', async () => {
    const ended = await runToItsEnd({ BOT_TOKEN: TOKEN, CLOCK_RATE: '60' })
    expect(ended.code).toBe(2)
    expect(ended.lines).toHaveLength(1)
    expect(ended.lines[0]).toMatch(/^CLOCK_RATE: given "60", expected 1/)
  })

  it('a database that cannot be reached is one line, without its password', async () => {
    const url = `postgresql://desk:${SECRET}@127.0.0.1:1/desk`
    const ended = await runToItsEnd({ BOT_TOKEN: TOKEN, DATABASE_URL: url })
    expect(ended.code).toBe(2)
    expect(ended.lines).toHaveLength(1)
    expect(ended.lines[0]).toMatch(/^DATABASE_URL: given 127\.0\.0\.1:1\/desk, expected /)
    expect(ended.lines[0]).not.toContain(SECRET)
  })

  it.each([
    ['HOST', '999.1.1.1'],
    ['HOST', '192.0.2.1'],
    ['DATA_DIR', '/proc/nowhere/data'],
  ])('%s=%s is one line, at once, and nothing is started', async (name, value) => {
    const ended = await runToItsEnd({ DATA_DIR: join(directory, 'data'), [name]: value })
    expect(ended).toMatchObject({ code: 2, output: '' })
    expect(ended.lines).toHaveLength(1)
    expect(ended.lines[0]?.startsWith(`${name}: given "${value}`)).toBe(true)
    expect(existsSync(join(directory, 'data'))).toBe(false)
  })

  it('a port that is taken is one line, and nothing is left running', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await once(taken, 'listening')
    const { port } = taken.address() as AddressInfo
    const ended = await runToItsEnd({
      ...{ BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: 'http://127.0.0.1:1' },
      ...{ DATABASE_URL: fresh.url, PORT: String(port) },
    })
    taken.close()
    expect(ended.code).toBe(2)
    expect(ended.lines).toHaveLength(1)
    expect(ended.lines[0]).toMatch(/^PORT: given "\d+", expected .*free/)
  })
})

const WRONG_ORG = `name: { zh-CN: Small, en: Small }
timezone: Asia/Shanghai
locale: en
units:
  - { code: county, kind: county, name: County }
  - { code: town, kind: village, parent: county, name: Town }
staff:
  - { telegram: 1, name: Somebody, unit: county, role: king }
categories:
  - { code: water, name: Water, route: nowhere }
`
