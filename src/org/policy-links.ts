import { z } from 'zod'
import { didYouMean } from './did-you-mean.ts'
import type { Fault } from './source.ts'

/* What the policy says about other entries of the file, read loosely: see links.ts. */

const anything = z.array(z.unknown()).catch([])
const loose = z
  .object({
    categories: z.array(z.object({ code: z.string() }).catch({ code: '' })).catch([]),
    staff: z
      .array(z.object({ telegram: z.number(), role: z.string() }).catch({ telegram: 0, role: '' }))
      .catch([]),
    policy: z
      .object({
        claims: z
          .object({ categories: anything, rota: anything })
          .catch({ categories: [], rota: [] }),
        conduct: anything,
      })
      .catch({ claims: { categories: [], rota: [] }, conduct: [] }),
  })
  .catch({
    categories: [],
    staff: [],
    policy: { claims: { categories: [], rota: [] }, conduct: [] },
  })

/** Categories that there are not, and a rota of people who lead nothing. */
export function policyFaults(value: unknown): Fault[] {
  const { categories, staff, policy } = loose.parse(value)
  const codes = categories.map(({ code }) => code).filter((code) => code !== '')
  const unknown = (given: readonly unknown[], path: string[]): Fault[] =>
    given.flatMap((code, index) =>
      typeof code !== 'string' || codes.includes(code)
        ? []
        : [
            {
              path: [...path, index],
              expected: `the code of one of the categories${didYouMean(code, codes)}`,
            },
          ],
    )
  const leaders = staff.filter(({ role }) => role === 'leader').map(({ telegram }) => telegram)
  return [
    ...unknown(policy.claims.categories, ['policy', 'claims', 'categories']),
    ...unknown(policy.conduct, ['policy', 'conduct']),
    ...policy.claims.rota.flatMap((id, index) =>
      typeof id !== 'number' || leaders.includes(id)
        ? []
        : [{ path: ['policy', 'claims', 'rota', index], expected: 'somebody with a leader post' }],
    ),
  ]
}
