-- CreateEnum
CREATE TYPE "DemandState" AS ENUM ('found', 'confirmed', 'dismissed', 'merged');

-- CreateTable
CREATE TABLE "demand" (
    "id" SERIAL NOT NULL,
    "state" "DemandState" NOT NULL DEFAULT 'found',
    "label" TEXT NOT NULL,
    "name" TEXT,
    "unit" TEXT,
    "merged_into" INTEGER,
    "first_seen" TIMESTAMPTZ(3) NOT NULL,
    "last_seen" TIMESTAMPTZ(3) NOT NULL,
    "counted_at" TIMESTAMPTZ(3) NOT NULL,
    "resting" BOOLEAN NOT NULL DEFAULT false,
    "letters" INTEGER NOT NULL,
    "households" INTEGER NOT NULL,
    "month_letters" INTEGER NOT NULL,
    "month_households" INTEGER NOT NULL,
    "before_letters" INTEGER,
    "before_households" INTEGER,
    "last_year_letters" INTEGER,
    "last_year_households" INTEGER,
    "expected" DOUBLE PRECISION,
    "unusual" BOOLEAN NOT NULL DEFAULT false,
    "told_at" TIMESTAMPTZ(3),

    CONSTRAINT "demand_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "demand_member" (
    "appeal_id" INTEGER NOT NULL,
    "demand_id" INTEGER NOT NULL,

    CONSTRAINT "demand_member_pkey" PRIMARY KEY ("appeal_id")
);

-- CreateTable
CREATE TABLE "demand_entry" (
    "id" SERIAL NOT NULL,
    "demand_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "act" TEXT NOT NULL,
    "actor_id" INTEGER NOT NULL,
    "data" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "demand_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "demand_words" (
    "entry_id" INTEGER NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "demand_words_pkey" PRIMARY KEY ("entry_id")
);

-- CreateIndex
CREATE INDEX "demand_state_households_idx" ON "demand"("state", "households");

-- CreateIndex
CREATE INDEX "demand_merged_into_idx" ON "demand"("merged_into");

-- CreateIndex
CREATE INDEX "demand_member_demand_id_idx" ON "demand_member"("demand_id");

-- CreateIndex
CREATE INDEX "demand_entry_demand_id_idx" ON "demand_entry"("demand_id");

-- AddForeignKey
ALTER TABLE "demand_member" ADD CONSTRAINT "demand_member_demand_id_fkey" FOREIGN KEY ("demand_id") REFERENCES "demand"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "demand_entry" ADD CONSTRAINT "demand_entry_demand_id_fkey" FOREIGN KEY ("demand_id") REFERENCES "demand"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "demand_words" ADD CONSTRAINT "demand_words_entry_id_fkey" FOREIGN KEY ("entry_id") REFERENCES "demand_entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Closed sets that have no enum of their own.
ALTER TABLE "demand_entry" ADD CONSTRAINT "demand_entry_act_is_known"
  CHECK ("act" IN ('confirm', 'lead', 'measure', 'improve', 'rename', 'merge', 'dismiss'));
ALTER TABLE "demand" ADD CONSTRAINT "demand_is_merged_into_another"
  CHECK (("state" = 'merged') = ("merged_into" IS NOT NULL) AND "merged_into" <> "id");
ALTER TABLE "timer" DROP CONSTRAINT "timer_kind_is_known";
ALTER TABLE "timer" ADD CONSTRAINT "timer_kind_is_known"
  CHECK ("kind" IN ('survey', 'survey_remind', 'survey_close', 'shelf_review', 'draft_expire', 'retain', 'refresh', 'demands', 'unusual'));
ALTER TABLE "card" DROP CONSTRAINT "card_kind_is_known";
ALTER TABLE "card" ADD CONSTRAINT "card_kind_is_known"
  CHECK ("kind" IN ('draft', 'promise', 'task', 'queue', 'request', 'question', 'survey', 'step', 'words', 'choice', 'list', 'prompt', 'demand'));

-- Who did what with a demand is never changed and never removed.
CREATE TRIGGER "demand_entry_is_never_changed" BEFORE UPDATE OR DELETE ON "demand_entry"
  FOR EACH ROW EXECUTE FUNCTION "history_is_append_only"();
CREATE TRIGGER "demand_entry_is_never_emptied" BEFORE TRUNCATE ON "demand_entry"
  FOR EACH STATEMENT EXECUTE FUNCTION "history_is_append_only"();
