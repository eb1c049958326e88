/** One part of the benchmark: measures and tells what it found, a line each. */
export interface Section {
  name: string
  measure: () => Promise<string[]>
}
