/** What an operator can put right: printed as one line, without a stack. */
export class DatabaseFault extends Error {
  override readonly name = 'DatabaseFault'
}
