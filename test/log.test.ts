import { expect, test } from 'vitest'
import { createLog, type Logger } from '../src/log.ts'

const TOKEN = '123456789:AAHfiqksKZ8WmR2zSjiQ7_v4TMAKdiHm9T0'
const SHORT_TOKEN = '123456:TEST'
const PHONE = '13800138000'
const PERSONAL = [
  '王小明',
  '停电两天',
  'Wang Xiaoming',
  'power is out',
  PHONE,
  '@wang_x',
  'no_reply_x',
]

/** Whatever somebody may think of logging, in every way pino lets them. */
const hostile: readonly ((log: Logger) => void)[] = [
  (log) => log.info({ text: '停电两天', name: '王小明', phone: PHONE }, 'update handled'),
  (log) => log.info({ update: { message: { text: 'power is out', from: { id: 1 } } } }, 'update'),
  (log) => log.info({ appeal: 'power is out', unit: '王小明', person: PHONE }, 'appeal'),
  (log) => log.info({ person: Number(PHONE), count: Number(PHONE) }, 'numbers'),
  (log) => log.info('said %s by %s', 'power is out', '王小明'),
  (log) => log.info({}, 'said %s', 'power is out'),
  (log) => log.info('王小明 wrote 停电两天'),
  (log) => log.warn(`call ${PHONE}`),
  (log) => log.child({ name: '王小明', text: 'power is out' }).info('from a child'),
  (log) => log.error(new SyntaxError(`Unexpected token 'p', "power is out" is not valid JSON`)),
  (log) => log.error(new Error(`value "Wang Xiaoming's power is out" is too long`)),
  (log) => log.error(new Error('Invalid `create()` invocation\n  text: "power is out"')),
  (log) =>
    log.error({ err: Object.assign(new Error('x'), { detail: '(王小明)', text: 'power is out' }) }),
  (log) =>
    log.error({ error: new Error('停电两天', { cause: new Error('Wang Xiaoming') }) }, 'failed'),
  (log) => log.error(new AggregateError([new Error('power is out')], 'several')),
  (log) => log.error(new Error(`GET https://api.telegram.org/bot${TOKEN}/getMe failed`)),
  (log) => log.error(new Error(`GET http://127.0.0.1:1/bot${SHORT_TOKEN}/getMe failed`)),
  (log) =>
    log.error({ err: withStack(`Error\n    at ${TOKEN} (file:///x/${SHORT_TOKEN}.ts:1:1)`) }),
  (log) =>
    log.error({ err: withStack('Error\n    at power is out\n    at 王小明 (file:///x.ts:1:1)') }),
  (log) => log.info({ route: `/bot${SHORT_TOKEN}/x`, reason: SHORT_TOKEN, code: TOKEN }, TOKEN),
  (log) =>
    log.info({ origin: 'postgresql://huiying:hunter2@127.0.0.1/x' }, 'postgres://a:hunter2@b/c'),
  (log) => log.info({ err: 'power is out' }, 'a string as error'),
  (log) => log.info({ from: '@wang_x', username: 'no_reply_x' }, 'names'),
]

test('no token, name, phone or word of a resident gets into the log', () => {
  const lines: string[] = []
  const log = createLog({
    level: 'trace',
    secrets: [SHORT_TOKEN],
    write: (line) => lines.push(line),
  })
  for (const attempt of hostile) attempt(log)
  expect(lines).toHaveLength(hostile.length)
  const written = lines.join('')
  for (const secret of [...PERSONAL, TOKEN, SHORT_TOKEN, 'hunter2'])
    expect(written).not.toContain(secret)
})

test('ids, codes and the place of an error do get into the log', () => {
  const lines: string[] = []
  const log = createLog({ level: 'info', secrets: [], write: (line) => lines.push(line) })
  const error = Object.assign(new TypeError('connection refused'), { code: 'ECONNREFUSED' })
  log.error(
    { appeal: '26-0000123-4', update: 812345678, unit: 'anshun', err: error },
    'not delivered',
  )
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    level: 50,
    appeal: '26-0000123-4',
    update: 812345678,
    unit: 'anshun',
    msg: 'not delivered',
    error: {
      type: 'TypeError',
      code: 'ECONNREFUSED',
      message: 'connection refused',
      at: expect.arrayContaining([expect.stringContaining('log.test.ts')]) as unknown,
    },
  })
})

test('the level is kept', () => {
  const lines: string[] = []
  const log = createLog({ level: 'warn', secrets: [], write: (line) => lines.push(line) })
  log.info('quiet')
  log.warn('loud')
  expect(lines).toHaveLength(1)
})

function withStack(stack: string): Error {
  return Object.assign(new Error('x'), { stack })
}

test('a secret that is as short as a syllable does not eat the words of the log', () => {
  const lines: string[] = []
  const log = createLog({ level: 'info', secrets: ['a', ''], write: (line) => lines.push(line) })
  log.info({ reason: 'away' }, 'a desk that was away')
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ reason: 'away', msg: 'a desk that was away' })
})
