import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { expect, test } from 'vitest'
import { hasMadeUpStaff, readConfig, VARIABLES, type Config } from '../src/config.ts'

const TOKEN = '123456789:AAHfiqksKZ8WmR2zSjiQ7_v4TMAKdiHm9T0'
const example = readFileSync(new URL('../.env.example', import.meta.url), 'utf8')

test('without any variable the desk is a sandbox with the defaults of the contract', () => {
  const { webhookSecret, ...config } = accepted({})
  expect(config).toEqual({
    botToken: undefined,
    telegramApiRoot: 'https://api.telegram.org',
    databaseUrl: undefined,
    dataDir: './data',
    home: 'data/sandbox',
    orgFile: './org/wulian.yaml',
    host: '127.0.0.1',
    port: 8080,
    publicUrl: undefined,
    sendRate: 30,
    logLevel: 'info',
    clockRate: 1,
  })
  expect(webhookSecret).toMatch(/^[\w-]{43}$/)
})

test('.env.example names exactly the variables there are, with their defaults and a comment', () => {
  const defaults = Object.entries(VARIABLES).map(([name, about]) => [
    name,
    'default' in about ? about.default : '',
  ])
  expect(parseEnv(example)).toEqual(Object.fromEntries(defaults))
  expect(accepted(parseEnv(example))).toEqual(accepted({}))
  for (const name of Object.keys(VARIABLES))
    expect(example).toMatch(new RegExp(`^(#.*|[A-Z_]+=.*)\n${name}=`, 'm'))
})

test('all faults are told together, one line each, and no secret is shown', () => {
  const secret = 'not:a:token'
  const faults = refused({
    BOT_TOKEN: secret,
    DATABASE_URL: 'mysql://root:hunter2@db/x',
    TELEGRAM_API_ROOT: 'telegram://bot:hunter2@host',
    PORT: '70000',
    PUBLIC_URL: 'desk.example',
    WEBHOOK_SECRET: 'with space',
    SEND_RATE: '-1',
    LOG_LEVEL: 'loud',
    CLOCK_RATE: 'fast',
  })
  expect(faults.map((line) => line.split(':')[0])).toEqual([
    'BOT_TOKEN',
    'TELEGRAM_API_ROOT',
    'DATABASE_URL',
    'PORT',
    'PUBLIC_URL',
    'WEBHOOK_SECRET',
    'SEND_RATE',
    'LOG_LEVEL',
    'CLOCK_RATE',
  ])
  expect(faults).toContain('PORT: given "70000", expected a port from 0 (any free one) to 65535')
  for (const line of faults) {
    expect(line).toMatch(/^\w+: given .+, expected .+$/)
    for (const hidden of [secret, 'hunter2', 'with space']) expect(line).not.toContain(hidden)
  }
})

test('time runs at its own speed only where no real people are', () => {
  expect(accepted({ CLOCK_RATE: '600' }).clockRate).toBe(600)
  expect(accepted({ BOT_TOKEN: TOKEN, CLOCK_RATE: '1' }).clockRate).toBe(1)
  const local = { BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: 'http://127.0.0.1:9000/' }
  expect(accepted({ ...local, CLOCK_RATE: '600' }).telegramApiRoot).toBe('http://127.0.0.1:9000')
  const real = [
    'https://api.telegram.org',
    'https://API.telegram.org/',
    'https://api.telegram.org./',
  ]
  for (const root of [...real, ''])
    expect(refused({ BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: root, CLOCK_RATE: '2' })).toEqual([
      'CLOCK_RATE: given "2", expected 1, because real people are at the other end',
    ])
})

test('a webhook comes over https, or from this machine when Telegram is not the real one', () => {
  const local = { BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: 'http://127.0.0.1:9000' }
  expect(accepted({ BOT_TOKEN: TOKEN, PUBLIC_URL: 'https://desk.example/' }).publicUrl).toBe(
    'https://desk.example',
  )
  expect(accepted({ ...local, PUBLIC_URL: 'http://localhost:8080' }).publicUrl).toBe(
    'http://localhost:8080',
  )
  expect(refused({ ...local, PUBLIC_URL: 'http://desk.example' })).toHaveLength(1)
  expect(refused({ BOT_TOKEN: TOKEN, PUBLIC_URL: 'http://127.0.0.1:8080' })).toHaveLength(1)
  expect(refused({ BOT_TOKEN: TOKEN, PUBLIC_URL: 'https://u:p@desk.example' })).toHaveLength(1)
  for (const url of ['desk.example', 'abc', 'https://desk.example/path'])
    expect(refused({ BOT_TOKEN: TOKEN, PUBLIC_URL: url })).toHaveLength(1)
})

test('the secret of the webhook follows from the token unless it is given', () => {
  const derived = accepted({ BOT_TOKEN: TOKEN }).webhookSecret
  expect(derived).toBe(accepted({ BOT_TOKEN: TOKEN }).webhookSecret)
  expect(derived).not.toBe(accepted({ BOT_TOKEN: '123456:TEST' }).webhookSecret)
  expect(derived).toMatch(/^[A-Za-z0-9_-]{1,256}$/)
  expect(accepted({ BOT_TOKEN: TOKEN, WEBHOOK_SECRET: 'mine' }).webhookSecret).toBe('mine')
})

test.for([
  [{}, false],
  [{ BOT_TOKEN: TOKEN }, true],
  [{ BOT_TOKEN: TOKEN, ORG_FILE: ' ' }, true],
  [{ BOT_TOKEN: TOKEN, ORG_FILE: './org/mine.yaml' }, false],
  [{ BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: 'http://127.0.0.1:9000' }, false],
] as const)('with %j made-up staff may be real people: %s', ([env, expected]) => {
  expect(hasMadeUpStaff(accepted(env))).toBe(expected)
})

test('settings cannot be changed afterwards', () => {
  expect(Object.isFrozen(accepted({}))).toBe(true)
})

function accepted(env: NodeJS.Dict<string>): Config {
  const read = readConfig(env)
  if ('faults' in read) throw new Error(read.faults.join('\n'))
  return read.config
}

function refused(env: NodeJS.Dict<string>): readonly string[] {
  const read = readConfig(env)
  return 'faults' in read ? read.faults : []
}
