-- CreateTable
CREATE TABLE "posting" (
    "gram" INTEGER NOT NULL,
    "weight" SMALLINT NOT NULL,
    "appeal_id" INTEGER NOT NULL,

    CONSTRAINT "posting_pkey" PRIMARY KEY ("gram","weight","appeal_id")
);

-- CreateTable
CREATE TABLE "rarity" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "documents" INTEGER NOT NULL,
    "counts" BYTEA NOT NULL,
    "counted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rarity_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "posting_appeal_id_idx" ON "posting"("appeal_id");

-- AddForeignKey
ALTER TABLE "posting" ADD CONSTRAINT "posting_appeal_id_fkey" FOREIGN KEY ("appeal_id") REFERENCES "appeal"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- By hand: what Prisma has no words for.
ALTER TABLE "posting" ADD CONSTRAINT "posting_weight_is_in_thousandths" CHECK ("weight" BETWEEN 0 AND 1000);
ALTER TABLE "rarity" ADD CONSTRAINT "rarity_is_one_row" CHECK ("id" = 1);
ALTER TABLE "timer" DROP CONSTRAINT "timer_kind_is_known";
ALTER TABLE "timer" ADD CONSTRAINT "timer_kind_is_known"
  CHECK ("kind" IN (
    'survey', 'survey_remind', 'survey_close', 'shelf_review', 'draft_expire', 'retain', 'refresh', 'demands',
    'unusual', 'recount', 'reindex'));
