export const DAY_MS = 86_400_000
/** A month is 30 days, so that one is as long as the other; a year ago is 365 days ago. */
export const MONTH_DAYS = 30
export const YEAR_DAYS = 365
/** How far back a run looks: three months. */
export const WINDOW_DAYS = 3 * MONTH_DAYS
