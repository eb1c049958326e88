/** Every button that the contract names (but draft.join, which comes later), and the story in which it is pressed. */
// prettier-ignore
export const CONTRACT_VERBS = {
  lang: 'resident', home: 'resident',
  'draft.submit': 'resident', 'draft.category': 'resident', 'draft.place': 'resident',
  'draft.anonymous': 'resident', 'draft.cancel': 'resident',
  'appeal.show': 'resident', 'appeal.add': 'resident', 'appeal.remind': 'resident', 'appeal.withdraw': 'resident',
  'task.show': 'unit', 'task.accept': 'unit', 'task.memo': 'unit', 'task.note': 'unit',
  'task.resolve': 'unit', ask: 'unit', 'task.assign': 'unit',
  'task.return': 'requests', 'task.extend': 'unit', 'task.suspend': 'unit',
  'task.approve': 'requests', 'task.deny': 'requests',
  'survey.contacted': 'survey', 'survey.resolved': 'survey', 'survey.satisfied': 'survey',
  'survey.comment': 'survey', 'survey.done': 'survey',
} as const

export type Story = (typeof CONTRACT_VERBS)[keyof typeof CONTRACT_VERBS]

/** The verbs that a story has to press. */
export function verbsOf(story: Story): string[] {
  return Object.entries(CONTRACT_VERBS)
    .filter(([, one]) => one === story)
    .map(([verb]) => verb)
}
