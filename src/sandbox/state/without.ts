/** The same object without some of its fields. */
export function without<T extends object, K extends keyof T & string>(
  object: T,
  ...names: K[]
): Omit<T, K> {
  const dropped = new Set<string>(names)
  const kept = Object.entries(object).filter(([name]) => !dropped.has(name))
  return Object.fromEntries(kept) as Omit<T, K>
}
