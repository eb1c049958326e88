import type { Transaction } from './database.ts'
import type { Prisma } from './generated/client.ts'

/** A fact of the desk itself, by name. Undefined: never written. */
export async function readSetting(tx: Transaction, name: string): Promise<unknown> {
  return (await tx.setting.findUnique({ where: { name } }))?.value
}

export async function writeSetting(
  tx: Transaction,
  name: string,
  value: Prisma.InputJsonValue,
): Promise<void> {
  await tx.setting.upsert({ where: { name }, create: { name, value }, update: { value } })
}
