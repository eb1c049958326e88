-- CreateEnum
CREATE TYPE "WarningKind" AS ENUM ('yellow', 'red', 'serious', 'accept', 'respond');

-- AlterTable
ALTER TABLE "appeal" ADD COLUMN     "allowed_minutes" INTEGER,
ADD COLUMN     "charged_from" TIMESTAMPTZ(3),
ADD COLUMN     "contacted_at" TIMESTAMPTZ(3),
ADD COLUMN     "respond_due" TIMESTAMPTZ(3),
ADD COLUMN     "serious_at" TIMESTAMPTZ(3),
ADD COLUMN     "yellow_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "warning" (
    "id" SERIAL NOT NULL,
    "appeal_id" INTEGER NOT NULL,
    "kind" "WarningKind" NOT NULL,
    "round" INTEGER NOT NULL,
    "extended" BOOLEAN NOT NULL,
    "holder" TEXT NOT NULL DEFAULT '',
    "at" TIMESTAMPTZ(3) NOT NULL,
    "told" INTEGER NOT NULL DEFAULT 0,
    "told_at" TIMESTAMPTZ(3),
    "done" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "warning_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "warning_appeal_id_kind_round_extended_holder_key" ON "warning"("appeal_id", "kind", "round", "extended", "holder");

-- AddForeignKey
ALTER TABLE "warning" ADD CONSTRAINT "warning_appeal_id_fkey" FOREIGN KEY ("appeal_id") REFERENCES "appeal"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the sweep looks for among open appeals: those for which a moment has come. Of all that is closed it reads nothing.
CREATE INDEX "appeal_gets_yellow" ON "appeal" ("yellow_at") WHERE "yellow_at" IS NOT NULL;
CREATE INDEX "appeal_gets_serious" ON "appeal" ("serious_at") WHERE "serious_at" IS NOT NULL;
CREATE INDEX "appeal_is_due" ON "appeal" ("due") WHERE "status" IN ('registered', 'assigned', 'accepted') AND "paused_at" IS NULL;
CREATE INDEX "appeal_waits_to_be_accepted" ON "appeal" ("accept_due") WHERE "status" = 'assigned';
CREATE INDEX "appeal_waits_for_contact" ON "appeal" ("respond_due") WHERE "contacted_at" IS NULL AND "status" IN ('assigned', 'accepted');
CREATE INDEX "warning_is_to_be_told" ON "warning" ("appeal_id") WHERE NOT "done";
-- Of the timers that are due these are taken first.
CREATE INDEX "timer_goes_first" ON "timer" ("due_at") WHERE "kind" IN ('sweep', 'alarm');

-- What a unit holds at this moment is charged to it from the minute on that it got it.
UPDATE "appeal" SET "charged_from" = date_trunc('minute', coalesce("held_since", "assigned_at"))
  WHERE "status" IN ('assigned', 'accepted') AND "paused_at" IS NULL AND "due" IS NOT NULL;
