-- AlterEnum
ALTER TYPE "RequestKind" ADD VALUE 'explained';

-- AlterTable
ALTER TABLE "appeal" ADD COLUMN     "about" TEXT,
ADD COLUMN     "contacts" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "unreached" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "relieved_id" INTEGER,
ADD COLUMN     "reopened" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "still" BOOLEAN;

-- AlterTable
ALTER TABLE "joiner" ADD COLUMN     "still" BOOLEAN;

-- CreateTable
CREATE TABLE "help" (
    "id" SERIAL NOT NULL,
    "appeal_id" INTEGER NOT NULL,
    "unit" TEXT NOT NULL,
    "entry_id" INTEGER NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "due" TIMESTAMPTZ(3) NOT NULL,
    "done_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "help_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "help_entry_id_key" ON "help"("entry_id");

-- CreateIndex
CREATE INDEX "help_appeal_id_idx" ON "help"("appeal_id");

-- CreateIndex
CREATE INDEX "help_unit_idx" ON "help"("unit");

-- AddForeignKey
ALTER TABLE "help" ADD CONSTRAINT "help_appeal_id_fkey" FOREIGN KEY ("appeal_id") REFERENCES "appeal"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "help" ADD CONSTRAINT "help_entry_id_fkey" FOREIGN KEY ("entry_id") REFERENCES "history"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- By hand: what Prisma has no words for.
CREATE UNIQUE INDEX "help_of_one_unit_at_a_time" ON "help" ("appeal_id", "unit") WHERE "ended_at" IS NULL;
ALTER TABLE "appeal" ADD CONSTRAINT "appeal_counts_contacts" CHECK ("unreached" BETWEEN 0 AND "contacts");
ALTER TABLE "history" DROP CONSTRAINT "history_act_is_known";
ALTER TABLE "history" ADD CONSTRAINT "history_act_is_known"
  CHECK ("act" IN (
    'submit', 'queue', 'assign', 'reassign', 'recategorise', 'decline', 'hand', 'accept', 'note', 'memo',
    'ask', 'answer', 'ask_return', 'approve_return', 'deny_return', 'ask_extension', 'approve_extension',
    'deny_extension', 'ask_suspension', 'approve_suspension', 'deny_suspension', 'resume', 'resolve', 'join',
    'leave', 'merge', 'absorb', 'split', 'release', 'add', 'raise', 'urge', 'withdraw', 'contacted', 'solved',
    'satisfied', 'comment', 'pressed', 'rework', 'close',
    'yellow', 'red', 'serious', 'lapse', 'lower',
    'contact', 'ask_explained', 'approve_explained', 'deny_explained', 'reopen', 'change', 'still',
    'ask_help', 'help', 'end_help', 'paper',
    'unreached', 'relieve', 'about'));
ALTER TABLE "history" DROP CONSTRAINT "history_role_is_known";
ALTER TABLE "history" ADD CONSTRAINT "history_role_is_known"
  CHECK ("role" IN ('resident', 'joiner', 'neighbour', 'unit', 'head', 'decider', 'dispatcher', 'leader', 'desk', 'helper'));
