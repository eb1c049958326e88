import type { TestDesk } from './desk.ts'

/** Leaders whom the little organisation of the tests does not have: their Telegram accounts. */
export const LEADERS = { second: 205, third: 305 }

/** Enters two more leaders of the county, as an org file would. */
export async function moreLeaders(test: TestDesk): Promise<void> {
  for (const [name, account] of Object.entries(LEADERS)) {
    const { id } = await test.person(account)
    await test.desk.db.prisma.staff.create({
      data: { personId: id, name: `${name} leader`, unit: 'county', role: 'leader' },
    })
  }
}
