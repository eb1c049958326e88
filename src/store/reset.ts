import type { Database } from './database.ts'

/**
 * Empties the desk: the sandbox begins anew. Refused by the guards of what is append-only unless they are lifted
 * for this one transaction, as only the owner of the tables can.
 */
export async function emptyDesk(db: Database): Promise<void> {
  await db.prisma.$transaction([
    db.prisma.$executeRaw`ALTER TABLE history DISABLE TRIGGER USER`,
    db.prisma.$executeRaw`ALTER TABLE demand_entry DISABLE TRIGGER USER`,
    db.prisma.$executeRaw`ALTER TABLE paper_entry DISABLE TRIGGER USER`,
    db.prisma.$executeRaw`ALTER TABLE notice_version DISABLE TRIGGER USER`,
    db.prisma.$executeRaw`ALTER TABLE anchor DISABLE TRIGGER USER`,
    db.prisma.$executeRaw`
      TRUNCATE inbox, outbox, card, timer, setting, posting, rarity, model, taught_letter, attachment, made_file, words,
        history, request, joiner, help, charge, warning, paper, paper_entry, paper_words, notice_version, anchor, appeal, demand, demand_member,
        demand_entry, demand_words, draft, invitation, staff, away_told, person,
        unit, category`,
    db.prisma.$executeRaw`ALTER TABLE history ENABLE TRIGGER USER`,
    db.prisma.$executeRaw`ALTER TABLE demand_entry ENABLE TRIGGER USER`,
    db.prisma.$executeRaw`ALTER TABLE paper_entry ENABLE TRIGGER USER`,
    db.prisma.$executeRaw`ALTER TABLE notice_version ENABLE TRIGGER USER`,
    db.prisma.$executeRaw`ALTER TABLE anchor ENABLE TRIGGER USER`,
  ])
}
