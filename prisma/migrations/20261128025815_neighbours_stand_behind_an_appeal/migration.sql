-- AlterTable
ALTER TABLE "appeal" ADD COLUMN     "households" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "main" TEXT;

-- AlterTable
ALTER TABLE "draft" ADD COLUMN     "similar" TEXT[];

-- CreateTable
CREATE TABLE "joiner" (
    "id" SERIAL NOT NULL,
    "appeal_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "from" TEXT,
    "joined_at" TIMESTAMPTZ(3) NOT NULL,
    "contacted" BOOLEAN,
    "solved" "Solved",
    "satisfied" SMALLINT,
    "pressed" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "joiner_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "joiner_person_id_idx" ON "joiner"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "joiner_appeal_id_person_id_key" ON "joiner"("appeal_id", "person_id");

-- AddForeignKey
ALTER TABLE "joiner" ADD CONSTRAINT "joiner_appeal_id_fkey" FOREIGN KEY ("appeal_id") REFERENCES "appeal"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "joiner" ADD CONSTRAINT "joiner_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- By hand: what Prisma has no words for.
ALTER TABLE "joiner" ADD CONSTRAINT "joiner_satisfied_is_a_rating" CHECK ("satisfied" BETWEEN 1 AND 5);
ALTER TABLE "appeal" ADD CONSTRAINT "appeal_has_a_household" CHECK ("households" >= 1);
ALTER TABLE "appeal" ADD CONSTRAINT "appeal_merged_has_its_main"
  CHECK (("status" = 'merged') = ("main" IS NOT NULL));
ALTER TABLE "history" DROP CONSTRAINT "history_role_is_known";
ALTER TABLE "history" ADD CONSTRAINT "history_role_is_known"
  CHECK ("role" IN ('resident', 'joiner', 'neighbour', 'unit', 'head', 'decider', 'dispatcher', 'leader', 'desk'));
ALTER TABLE "history" DROP CONSTRAINT "history_act_is_known";
ALTER TABLE "history" ADD CONSTRAINT "history_act_is_known"
  CHECK ("act" IN (
    'submit', 'queue', 'assign', 'reassign', 'recategorise', 'decline', 'hand', 'accept', 'note', 'memo',
    'ask', 'answer', 'ask_return', 'approve_return', 'deny_return', 'ask_extension', 'approve_extension',
    'deny_extension', 'ask_suspension', 'approve_suspension', 'deny_suspension', 'resume', 'resolve', 'join',
    'leave', 'merge', 'absorb', 'split', 'release', 'add', 'urge', 'withdraw', 'contacted', 'solved',
    'satisfied', 'comment', 'pressed', 'rework', 'close'));
